import { Column, Entity, PrimaryColumn } from 'typeorm';
import { at } from '../columns.js';

/** What hashes are made with that are stored and compared later: it must stay the same for as long as they are there. */
@Entity('hash_key')
export class HashKey {
  /** One of `HASH_PURPOSES` in hash-keys.ts. */
  @PrimaryColumn('text') purpose!: string;
  /** Sealed (`hashKeyContext`). */
  @Column('text') secret!: string;
  @Column(at('created_at')) createdAt!: Date;
}
