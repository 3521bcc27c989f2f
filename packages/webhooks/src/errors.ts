import { InterlockError } from '@interlock/domain';

/** There is no such endpoint, or it is another merchant's: the two are not told apart. */
export class WebhookNotFound extends InterlockError {
  readonly code = 'webhook_not_found';
  constructor() {
    super('there is no such webhook endpoint');
  }
}
/** There is no such replay of this endpoint. */
export class WebhookReplayNotFound extends InterlockError {
  readonly code = 'webhook_replay_not_found';
  constructor() {
    super('this webhook endpoint has no such replay');
  }
}
/** The endpoint cannot be used in this way. */
export class WebhookRefused extends InterlockError {
  readonly code = 'webhook_refused';
}
/** Webhooks may not go there; `fields` names the member that holds the address. */
export class DestinationRefused extends InterlockError {
  readonly code = 'invalid_request';
  constructor(path: string, message: string) {
    super(`${path} ${message}`, [{ path, message }]);
  }
}
