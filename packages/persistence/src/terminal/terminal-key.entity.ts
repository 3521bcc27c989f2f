import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';

/** What a terminal signs with. The newest two that are young enough are accepted. */
@Entity('terminal_key')
export class TerminalKey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'terminal_id' }) terminalId!: string;
  /** Counted from one for each terminal; the highest is the newest. */
  @Column('integer') number!: number;
  /** Sealed (`terminalKeyContext`). */
  @Column('text') secret!: string;
  @Column(at('issued_at')) issuedAt!: Date;
  /** SHA-256 of the check-in that asked for it; null: an activation did. */
  @Column('bytea', { name: 'request_hash', nullable: true }) requestHash!: Buffer | null;
}
