import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, atOrNull } from '../columns.js';
import type { Mode } from '../merchant/merchant.entity.js';

/** Who makes the software of terminals: it signs their activation. */
@Entity('vendor')
export class Vendor {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') mode!: Mode;
  @Column('text') name!: string;
  /** What its requests name it by. */
  @Column('text', { name: 'vendor_sn' }) vendorSn!: string;
  @Column('text', { name: 'app_id' }) appId!: string;
  /** Sealed `VendorSecrets`. */
  @Column('text') secrets!: string;
  /** Until then the key before the present one signs too. */
  @Column(atOrNull('previous_until')) previousUntil!: Date | null;
  @Column('boolean') enabled!: boolean;
  /** Activations in a row whose code was not taken. */
  @Column('integer') failures!: number;
  /** Too many of them: until then no code is looked at. */
  @Column(atOrNull('locked_until')) lockedUntil!: Date | null;
  @Column(at('created_at')) createdAt!: Date;
  @Column(at('updated_at')) updatedAt!: Date;
}
