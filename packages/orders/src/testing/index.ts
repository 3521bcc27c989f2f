export { orderScenario, usd, type Scenario } from './scenario.js';
export { scriptedProvider, type ScriptedProvider } from './scripted-provider.js';
