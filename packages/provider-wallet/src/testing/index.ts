export { walletSubject } from './wallet-subject.js';
