export { codepaySubject } from './codepay-subject.js';
