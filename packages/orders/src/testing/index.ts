export { orderScenario, usd, type Scenario } from './scenario.js';
