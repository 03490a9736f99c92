import { describe, expect, it } from 'vitest';
import type { RefundId } from '@/server/domain/shared/ids';
import { foreignCancels, undoneThere } from './compare-refunds';

const ours = { id: 'ref_1' as RefundId, amountMinor: 3_000, status: 'REQUESTED', transactionKey: null };
const theirs = { transactionKey: 're_1', amountMinor: 3_000, reason: 'ref_1', status: 'DONE' } as const;

describe('what went back at the provider', () => {
  it('is ours when it names our refund, also before its answer came', () => {
    expect(foreignCancels([ours], [theirs])).toEqual([]);
    expect(foreignCancels([{ ...ours, transactionKey: 're_1' }], [{ ...theirs, reason: '' }])).toEqual([]);
  });

  it('is not ours without a refund, or in another amount', () => {
    expect(foreignCancels([], [theirs])).toHaveLength(1);
    expect(foreignCancels([ours], [{ ...theirs, amountMinor: 4_000 }])).toHaveLength(1);
    expect(foreignCancels([ours], [theirs, { ...theirs, transactionKey: 're_2', reason: 'by hand' }])).toHaveLength(1);
  });

  it('a cancellation that failed moved nothing', () => {
    expect(foreignCancels([], [{ ...theirs, status: 'ABORTED' }])).toEqual([]);
  });
});

describe('what is done here and not there', () => {
  const done = { ...ours, status: 'DONE', transactionKey: 're_1' };

  it('is a refund that failed afterwards, and one that the provider does not know', () => {
    expect(undoneThere([done], [{ ...theirs, status: 'ABORTED' }])).toEqual([done]);
    expect(undoneThere([done], [])).toEqual([done]);
    expect(undoneThere([done], [{ ...theirs, transactionKey: 're_9', reason: 'by hand' }])).toEqual([done]);
  });

  it('is none that is done there, by its key or by our id, also when it had failed before', () => {
    expect(undoneThere([done], [{ ...theirs, reason: '' }])).toEqual([]);
    expect(
      undoneThere(
        [done],
        [
          { ...theirs, status: 'ABORTED' },
          { ...theirs, transactionKey: 're_2' },
        ],
      ),
    ).toEqual([]);
    expect(undoneThere([ours], [])).toEqual([]);
  });
});
