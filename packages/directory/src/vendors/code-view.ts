import type { ShownActivationCode } from '@interlock/persistence';

/** An activation code as every door shows it: without itself. */
export interface ActivationCodeView {
  readonly id: string;
  /** Its first characters. */
  readonly prefix: string;
  /** The one terminal that it activates; absent: each use makes a new one. */
  readonly terminalSn?: string;
  readonly uses: number;
  readonly usesLeft: number;
  readonly state: 'usable' | 'used_up' | 'expired' | 'revoked';
  readonly expiresAt: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt?: string;
}

/** `now`: epoch milliseconds. */
export function activationCodeView(code: ShownActivationCode, now: number): ActivationCodeView {
  const { id, prefix, terminalSn, uses, usesLeft, createdBy, revokedAt } = code;
  return {
    ...{ id, prefix },
    ...(terminalSn === null ? {} : { terminalSn }),
    ...{
      uses,
      usesLeft,
      state: stateOf(code, now),
      expiresAt: code.expiresAt.toISOString(),
      createdBy,
      createdAt: code.createdAt.toISOString(),
    },
    ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }),
  };
}

/** What the audit log keeps of it. */
export function auditedCode({ prefix, terminalSn, uses, expiresAt, revokedAt }: ShownActivationCode): object {
  return { prefix, terminalSn, uses, expiresAt: expiresAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null };
}

function stateOf({ revokedAt, usesLeft, expiresAt }: ShownActivationCode, now: number): ActivationCodeView['state'] {
  if (revokedAt !== null) return 'revoked';
  if (usesLeft === 0) return 'used_up';
  return expiresAt.getTime() <= now ? 'expired' : 'usable';
}
