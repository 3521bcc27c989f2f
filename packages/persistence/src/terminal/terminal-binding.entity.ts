import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';

/** What a provider calls one of our terminals. */
@Entity('terminal_binding')
export class TerminalBinding {
  @PrimaryColumn('uuid', { name: 'terminal_id' }) terminalId!: string;
  @PrimaryColumn('uuid', { name: 'provider_account_id' }) providerAccountId!: string;
  @Column('text', { name: 'provider_terminal_sn' }) providerTerminalSn!: string;
  @Column(at('created_at')) createdAt!: Date;
}
