import { AddressList } from '@interlock/provider-kit';
import { SettingRefused } from '../errors.js';

/** What a key may, from where and until when: what it can give to another one, and no more. */
export interface KeyRights {
  readonly permissions: readonly string[];
  /** Empty: from anywhere. */
  readonly ipList: readonly string[];
  /** Null: it has no end. */
  readonly expiresAt: Date | null;
}

/** Throws `SettingRefused`, which names each member that would be more than the giver's own. What is absent is not given. */
export function assertGives(own: KeyRights, { permissions = [], ipList, expiresAt }: Partial<KeyRights>): void {
  const missing = permissions.filter((permission) => !own.permissions.includes(permission));
  const networks = new AddressList(own.ipList);
  const wider = ipList !== undefined && !networks.isEmpty && (ipList.length === 0 || !ipList.every((network) => networks.covers(network)));
  const longer = expiresAt !== undefined && own.expiresAt !== null && (expiresAt === null || expiresAt > own.expiresAt);
  const lacks = missing.join(', ');
  const faults = [
    ...(missing.length === 0 ? [] : [{ path: 'permissions', message: `hold what your own key lacks: ${lacks}` }]),
    ...(wider ? [{ path: 'ipList', message: 'must be within the addresses of your own key' }] : []),
    ...(longer ? [{ path: 'expiresInSeconds', message: 'must end no later than your own key' }] : []),
  ];
  if (faults.length === 0) return;
  const told = faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new SettingRefused(`a key can give no more than it has itself: ${told}`, faults);
}
