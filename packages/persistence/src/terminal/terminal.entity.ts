import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull, textOrNull, uuidOrNull } from '../columns.js';

@Entity('terminal')
export class Terminal {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'store_id' }) storeId!: string;
  /** Our own serial number, unique over all merchants. */
  @Column('text', { name: 'terminal_sn' }) terminalSn!: string;
  @Column('text') name!: string;
  @Column('boolean') enabled!: boolean;
  @Column(at('created_at')) createdAt!: Date;
  /** Whose software it runs; null: it was never activated. */
  @Column(uuidOrNull('vendor_id')) vendorId!: string | null;
  /** The vendor's own name of it. */
  @Column(textOrNull('client_sn')) clientSn!: string | null;
  /** The device that it was activated on, and is bound to. */
  @Column(textOrNull('device_id')) deviceId!: string | null;
  @Column(textOrNull('os_info')) osInfo!: string | null;
  @Column(textOrNull('sdk_version')) sdkVersion!: string | null;
  /** The code that it was activated by last. */
  @Column(uuidOrNull('activation_code_id')) activationCodeId!: string | null;
  @Column(atOrNull('activated_at')) activatedAt!: Date | null;
  /** Exact to a minute. */
  @Column(atOrNull('last_seen_at')) lastSeenAt!: Date | null;
  /** Addresses and networks that it may come from; empty: from anywhere. */
  @Column('text', { name: 'ip_list', array: true }) ipList!: string[];
  /** Sealed (`notificationKeyContext`): what its flat notifications are signed with. */
  @Column(textOrNull('notification_key')) notificationKey!: string | null;
  /** By choice alone: what is signed with the terminal's own key can be sent back to us as if it came from the terminal. */
  @Column('boolean', { name: 'notify_with_terminal_key' }) notifyWithTerminalKey!: boolean;
  @Column(at('updated_at')) updatedAt!: Date;
}
