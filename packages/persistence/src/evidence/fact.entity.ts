import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at, textOrNull } from '../columns.js';

/** One exchange with a provider that said something new. Append-only; everything secret was masked before. */
@Entity('fact')
export class Fact {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'operation_id' }) operationId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('text') source!: 'answer' | 'query' | 'notification' | 'no_answer' | 'person';
  @Column('integer') attempt!: number;
  @Column('integer') lease!: number;
  /** When we began the exchange: facts are ordered by it. */
  @Column(at('asked_at')) askedAt!: Date;
  @Column(at('received_at')) receivedAt!: Date;
  @Column('text') outcome!: string;
  /** What the adapter made of it; amounts as text. */
  @Column('jsonb') result!: Record<string, unknown>;
  /** The redacted requests and answers. */
  @Column('jsonb') exchanges!: readonly unknown[];
  @Column(textOrNull('body_sha256')) bodySha256!: string | null;
  /** The signature's verdict. */
  @Column(textOrNull('signature')) signature!: string | null;
  @Column('text', { name: 'request_id' }) requestId!: string;
}
