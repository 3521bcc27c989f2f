import type { MigrationInterface } from 'typeorm';
import { Initial1700000000001 } from './1700000000001-initial.js';
import { AfterPayment1700000000002 } from './1700000000002-after-payment.js';
import { Batches1700000000003 } from './1700000000003-batches.js';
import { AgreementsAndKeys1700000000004 } from './1700000000004-agreements-and-keys.js';
import { ShortLinks1700000000005 } from './1700000000005-short-links.js';
import { AgreementSends1700000000006 } from './1700000000006-agreement-sends.js';
import { CancelWishes1700000000007 } from './1700000000007-cancel-wishes.js';
import { RotationKeys1700000000008 } from './1700000000008-rotation-keys.js';
import { IdempotencyKeys1700000000009 } from './1700000000009-idempotency-keys.js';
import { Webhooks1700000000010 } from './1700000000010-webhooks.js';
import { OutboxRelay1700000000011 } from './1700000000011-outbox-relay.js';
import { CaseHistory1700000000013 } from './1700000000013-case-history.js';
import { AccountPace1700000000015 } from './1700000000015-account-pace.js';
import { KeyUses1700000000020 } from './1700000000020-key-uses.js';
import { DeliveryReceivers1700000000021 } from './1700000000021-delivery-receivers.js';
import { FrontDoor1700000000030 } from './1700000000030-front-door.js';
import { TerminalDoor1700000000031 } from './1700000000031-terminal-door.js';
import { AccountSettings1700000000032 } from './1700000000032-account-settings.js';
import { TerminalOrders1700000000033 } from './1700000000033-terminal-orders.js';
import { KeyRing1700000000034 } from './1700000000034-key-ring.js';
import { ListFilters1700000000035 } from './1700000000035-list-filters.js';
import { OneTerminalForAPos1700000000036 } from './1700000000036-one-terminal-for-a-pos.js';
import { BatchCounts1700000000038 } from './1700000000038-batch-counts.js';

/** In order; named here instead of found by a pattern, so that the compiler knows them. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  Initial1700000000001,
  AfterPayment1700000000002,
  Batches1700000000003,
  AgreementsAndKeys1700000000004,
  ShortLinks1700000000005,
  AgreementSends1700000000006,
  CancelWishes1700000000007,
  RotationKeys1700000000008,
  IdempotencyKeys1700000000009,
  Webhooks1700000000010,
  OutboxRelay1700000000011,
  CaseHistory1700000000013,
  AccountPace1700000000015,
  KeyUses1700000000020,
  DeliveryReceivers1700000000021,
  FrontDoor1700000000030,
  TerminalDoor1700000000031,
  AccountSettings1700000000032,
  TerminalOrders1700000000033,
  KeyRing1700000000034,
  ListFilters1700000000035,
  OneTerminalForAPos1700000000036,
  BatchCounts1700000000038,
];
