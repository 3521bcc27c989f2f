import { fingerprint } from '@interlock/persistence';
import type { TerminalWithPlace } from '@interlock/persistence';

/** A terminal as every door shows it. Absent members are left out, never null. */
export interface TerminalView {
  readonly id: string;
  readonly terminalSn: string;
  readonly name: string;
  readonly storeNo: string;
  readonly enabled: boolean;
  /** The device that it is bound to; absent: it was never activated. */
  readonly device?: {
    readonly deviceId: string;
    readonly activatedAt: string;
    readonly vendorSn?: string;
    readonly clientSn?: string;
    readonly osInfo?: string;
    readonly sdkVersion?: string;
  };
  /** Of the key that it signs with; it lives for 48 hours. */
  readonly key?: { readonly number: number; readonly issuedAt: string; readonly ageSeconds: number };
  /** Exact to a minute. */
  readonly lastSeenAt?: string;
  /** Empty: from anywhere. */
  readonly ipList: readonly string[];
  readonly notifyWithTerminalKey: boolean;
  /** Of what its notifications are signed with: a fingerprint of what is stored. */
  readonly notificationKey?: { readonly fingerprint: string };
  readonly bindings: readonly { readonly providerAccountId: string; readonly providerTerminalSn: string }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** `now`: epoch milliseconds. */
export function terminalView(terminal: TerminalWithPlace, now: number): TerminalView {
  const { id, terminalSn, name, storeNo, enabled, ipList, notifyWithTerminalKey, notificationKey, bindings, lastSeenAt } = terminal;
  return {
    ...{ id, terminalSn, name, storeNo, enabled },
    ...deviceOf(terminal),
    ...keyOf(terminal, now),
    ...(lastSeenAt === null ? {} : { lastSeenAt: lastSeenAt.toISOString() }),
    ...{ ipList, notifyWithTerminalKey },
    ...(notificationKey === null ? {} : { notificationKey: { fingerprint: fingerprint(notificationKey) } }),
    ...{ bindings, createdAt: terminal.createdAt.toISOString(), updatedAt: terminal.updatedAt.toISOString() },
  };
}

/** What the audit log keeps of it. */
export function auditedTerminal(terminal: TerminalWithPlace): object {
  const { terminalSn, name, storeNo, enabled, ipList, notifyWithTerminalKey, notificationKey, bindings } = terminal;
  const key = notificationKey === null ? null : { fingerprint: fingerprint(notificationKey) };
  return { terminalSn, name, storeNo, enabled, ipList, notifyWithTerminalKey, notificationKey: key, bindings };
}

function deviceOf({ deviceId, activatedAt, vendorSn, clientSn, osInfo, sdkVersion }: TerminalWithPlace): Pick<TerminalView, 'device'> {
  if (deviceId === null || activatedAt === null) return {};
  return {
    device: {
      ...{ deviceId, activatedAt: activatedAt.toISOString() },
      ...(vendorSn === null ? {} : { vendorSn }),
      ...(clientSn === null ? {} : { clientSn }),
      ...(osInfo === null ? {} : { osInfo }),
      ...(sdkVersion === null ? {} : { sdkVersion }),
    },
  };
}

function keyOf({ keyNumber, keyIssuedAt }: TerminalWithPlace, now: number): Pick<TerminalView, 'key'> {
  if (keyNumber === null || keyIssuedAt === null) return {};
  const ageSeconds = Math.max(0, Math.floor((now - keyIssuedAt.getTime()) / 1000));
  return { key: { number: keyNumber, issuedAt: keyIssuedAt.toISOString(), ageSeconds } };
}
