export { conform, missesOf, missesOfAll, tryMessage, tryScenario, untried, type Report, type Row } from './conformance.js';
export {
  notApplicable,
  type ConformanceSubject,
  type DecliningWord,
  type Figures,
  type HttpReply,
  type MessageScenario,
  type ReceivedRequest,
  type Reply,
  type Scenario,
  type Word,
} from './subject.js';
export { tableText } from './table.js';
