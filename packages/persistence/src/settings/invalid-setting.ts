import { StartupError } from '../server/startup-error.js';

/** A variable of the environment cannot be used as it stands; one line, which names it and never shows a secret. */
export class InvalidSetting extends StartupError {
  override name = 'InvalidSetting';
}
