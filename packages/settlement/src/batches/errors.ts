import { InterlockError } from '@interlock/domain';

/** There is no such batch, or it is another merchant's: the two are not told apart. */
export class BatchNotFound extends InterlockError {
  readonly code = 'batch_not_found';
  constructor() {
    super('there is no such batch');
  }
}
/** One close at a time is asked of a provider account. */
export class BatchInProgress extends InterlockError {
  readonly code = 'batch_in_progress';
  constructor(batchId?: string) {
    super(
      `${batchId === undefined ? 'a batch' : `batch ${batchId}`} of this provider account is being closed; ask again when that is over`,
    );
  }
}
