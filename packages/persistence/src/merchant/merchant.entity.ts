import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, jsonOrNull } from '../columns.js';

/** Test and live never meet: a live provider account binds to no test merchant. */
export type Mode = 'test' | 'live';

/** What becomes of a payment that is proven after its order was closed (docs/architecture.md, late money). */
export type LatePaymentPolicy = 'refund' | 'keep';

/** A disabled one begins nothing new; what is open goes on to its end. */
export type MerchantState = 'enabled' | 'disabled';

@Entity('merchant')
export class Merchant {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') mode!: Mode;
  @Column('text', { name: 'late_payment_policy' }) latePaymentPolicy!: LatePaymentPolicy;
  /** Above this a second person must agree to what one makes of a case: minor units as text, by currency, `*` for every other one; null: as the installation is set up. */
  @Column(jsonOrNull('case_limits')) caseLimits!: Readonly<Record<string, string>> | null;
  @Column('text') state!: MerchantState;
  @Column(at('created_at')) createdAt!: Date;
  @Column(at('updated_at')) updatedAt!: Date;
}
