import { InterlockError } from '@interlock/domain';
import type { Offer } from '@interlock/domain';

/** There is no such case, or it is another merchant's: the two are not told apart. */
export class CaseNotFound extends InterlockError {
  readonly code = 'case_not_found';
  constructor() {
    super('there is no such case');
  }
}
/** The case is closed: by somebody else, by a fact, or by what the provider has just said. */
export class CaseSettled extends InterlockError {
  readonly code = 'case_settled';
}
/** It is not among what can be made of this case now; `fields` lists what is. */
export class ResolutionNotAllowed extends InterlockError {
  readonly code = 'resolution_not_allowed';
  constructor(resolution: string, offers: readonly Offer[]) {
    super(`${resolution} is not among what can be made of this case now`, [
      { path: 'resolution', message: `must be one of ${offers.map((offer) => offer.resolution).join(', ')}` },
    ]);
  }
}
/** A member that this resolution needs is missing, or one is there that it does not take; `fields` names each. */
export class ResolutionIncomplete extends InterlockError {
  readonly code = 'resolution_incomplete';
  constructor(fields: readonly { readonly path: string; readonly message: string }[]) {
    super(fields.map(({ path, message }) => `${path}: ${message}`).join('; '), fields);
  }
}
/** The provider, asked just now, says the opposite. */
export class ProviderContradicts extends InterlockError {
  readonly code = 'provider_contradicts';
}
/** The one who proposed it cannot agree to it. */
export class SecondPersonNeeded extends InterlockError {
  readonly code = 'second_person_needed';
  constructor(person: string) {
    super(`${person} has proposed this: another person must agree, or anybody reject it`, [
      { path: 'person', message: 'must be somebody else' },
    ]);
  }
}
/** Something else was proposed; `fields` names the members that differ. */
export class ProposalDiffers extends InterlockError {
  readonly code = 'proposal_differs';
  constructor(members: readonly string[]) {
    super(
      'a second person is waited for, and this is not what was proposed: agree to that, or reject it first',
      members.map((path) => ({ path, message: 'differs from what was proposed' })),
    );
  }
}
