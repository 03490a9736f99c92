import { describe, expect, it } from 'vitest';
import { isEnd, isLive, nextStatus, RESERVATION_STATUSES, TRANSITIONS } from './transitions';

describe('the life of a reservation', () => {
  it('every state is reached from HELD', () => {
    const reached = new Set(['HELD']);
    for (let grew = true; grew; ) {
      grew = false;
      for (const from of RESERVATION_STATUSES.filter((status) => reached.has(status))) {
        for (const to of Object.values(TRANSITIONS[from])) {
          if (!reached.has(to)) grew = reached.add(to) && true;
        }
      }
    }
    expect([...reached].sort()).toEqual([...RESERVATION_STATUSES].sort());
  });

  it('end states have no way out, and late money is the only way back from expiry', () => {
    expect(RESERVATION_STATUSES.filter(isEnd)).toEqual(['COMPLETED', 'NO_SHOW', 'CANCELLED', 'RELEASED']);
    expect(TRANSITIONS.EXPIRED).toEqual({ retake: 'CONFIRMING' });
  });

  it('a table is freed exactly when a live state is left for one that is not', () => {
    expect(RESERVATION_STATUSES.filter(isLive)).toEqual(['HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED']);
  });

  it('money that may move keeps the table: CONFIRMING can neither expire nor be cancelled', () => {
    expect(nextStatus('CONFIRMING', 'expire')).toBeNull();
    expect(nextStatus('CONFIRMING', 'cancel')).toBeNull();
  });
});
