export { upaySubject } from './upay-subject.js';
