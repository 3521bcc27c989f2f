import { currencyCode } from '@interlock/domain';
import { describe, expect, it } from '@jest/globals';
import type { BatchResult } from '@interlock/provider-kit';
import { decideClose } from './decide-close.js';

const again = [5_000, 60_000];
const closed: BatchResult = { outcome: 'approved', totals: { count: 2, total: { currency: currencyCode('USD'), minor: -450n } } };
const silent: BatchResult = { outcome: 'approved' };
const empty: BatchResult = { outcome: 'declined', providerCode: 'ET007', message: 'nothing', empty: true };
const no: BatchResult = { outcome: 'declined', providerCode: 'E07303', message: 'no', empty: false };
const unknown: BatchResult = { outcome: 'unknown', cause: 'timeout' };

describe('an answer to a close', () => {
  it.each<[string, BatchResult, number, ReturnType<typeof decideClose>]>([
    ['a yes with figures', closed, 1, { type: 'proven', stated: { count: 2, totalMinor: -450n } }],
    ['a yes without', silent, 2, { type: 'proven', stated: undefined }],
    ['nothing to close, at first', empty, 1, { type: 'refused' }],
    ['nothing to close, after silence', empty, 2, { type: 'proven', stated: undefined }],
    ['a no, at first', no, 1, { type: 'refused' }],
    ['a no, after silence', no, 2, { type: 'open', againInMs: 60_000 }],
    ['silence', unknown, 1, { type: 'open', againInMs: 5_000 }],
    ['silence at the last try', unknown, 3, { type: 'open', againInMs: null }],
    ['a no at the last try', no, 3, { type: 'open', againInMs: null }],
  ])('%s', (_, result, attempt, decision) => {
    expect(decideClose(result, attempt, again)).toEqual(decision);
  });
});
