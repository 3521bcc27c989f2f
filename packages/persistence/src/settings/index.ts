export { describeSettings, InvalidSetting, readSettings, variables, type Settings } from './settings.js';
