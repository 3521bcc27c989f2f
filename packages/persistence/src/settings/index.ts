export { InvalidSetting } from './invalid-setting.js';
export { kafkaOf, type KafkaSettings } from './kafka.js';
export { describeSettings, readSettings, variables, type Settings } from './settings.js';
export { parseLimits } from './limits.js';
