import { describe, expect, it } from 'vitest';
import { instantOf } from '../shared/time';
import { openBook } from './availability';
import { type Calendar, checkSlot, openSlotsOn } from './calendar';
import { nextViewChangeMs, noService, summariseDay, viewDay } from './day-view';
import { decideHold, stayOf } from './decide-hold';
import { fromColumns, lastBookableDate, type Opening, opensAtMs, toColumns } from './opening';

const SEOUL = 'Asia/Seoul';
const NEW_YORK = 'America/New_York';
const at = (opening: Opening, date: string, timeZone = SEOUL) =>
  new Date(opensAtMs({ opening, timeZone }, date)).toISOString();
const rolling = (daysAhead: number, minute: number): Opening => ({ kind: 'rolling', daysAhead, minute });
const monthly = (dayOfMonth: number, minute: number): Opening => ({ kind: 'monthly', dayOfMonth, minute });

describe('when a date opens', () => {
  it('day by day: so many days before it, at that time of the restaurant’s clock', () => {
    expect(at(rolling(30, 600), '2026-12-31')).toBe('2026-12-01T01:00:00.000Z');
    expect(at(rolling(30, 600), '2027-01-01')).toBe('2026-12-02T01:00:00.000Z');
    expect(at(rolling(1, 0), '2028-03-01')).toBe('2028-02-28T15:00:00.000Z');
    expect(at(rolling(365, 1439), '2028-02-29')).toBe('2027-03-01T14:59:00.000Z');
  });

  it('a month at once: all its dates, its ends too, on that day of the month before', () => {
    const first = monthly(1, 720);
    for (const date of ['2027-01-01', '2027-01-15', '2027-01-31'])
      expect(at(first, date)).toBe('2026-12-01T03:00:00.000Z');
    expect(at(first, '2026-12-31')).toBe('2026-11-01T03:00:00.000Z');
    expect(at(first, '2027-02-01')).toBe('2027-01-01T03:00:00.000Z');
    expect(at(monthly(28, 0), '2028-02-29')).toBe('2028-01-27T15:00:00.000Z');
    expect(at(monthly(28, 0), '2027-03-01')).toBe('2027-02-27T15:00:00.000Z');
  });

  it('at a time the clock skips it opens with the next one the clock shows', () => {
    // 2026-03-08 02:00 EST jumps to 03:00 EDT.
    expect(at(rolling(7, 119), '2026-03-15', NEW_YORK)).toBe('2026-03-08T06:59:00.000Z');
    for (const minute of [120, 150, 179, 180])
      expect(at(rolling(7, minute), '2026-03-15', NEW_YORK)).toBe('2026-03-08T07:00:00.000Z');
    expect(at(monthly(8, 150), '2026-04-30', NEW_YORK)).toBe('2026-03-08T07:00:00.000Z');
    // In Santiago the midnight itself is skipped: the day begins at one.
    expect(at(rolling(10, 0), '2026-09-16', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });

  it('at a time the clock shows twice it opens with the first', () => {
    expect(at(rolling(7, 90), '2026-11-08', NEW_YORK)).toBe('2026-11-01T05:30:00.000Z');
  });

  it('goes into a row and comes back; the days ahead outlive a time with months', () => {
    for (const opening of [rolling(14, 600), monthly(28, 0)])
      expect(fromColumns(toColumns(opening, 45))).toEqual(opening);
    expect(toColumns(monthly(1, 720), 45).bookingWindowDays).toBe(45);
  });
});

const calendar = (opening: Opening, timeZone = SEOUL): Calendar => ({
  timeZone,
  slotMinutes: 30,
  periods: [{ weekdays: 127, opensMinute: 1080, lastSeatingMinute: 1140 }],
  specialPeriods: [],
  closures: [{ serviceDate: '2027-01-02', fromMinute: 0, toMinute: 2880 }],
  turnTimes: [{ partyMax: 9, minutes: 120 }],
  opening,
  minNoticeMinutes: 60,
  maxParty: 4,
  pacingCovers: null,
});
const floor = {
  tables: [{ tableId: 1, seats: 2, minParty: 1, maxParty: 2, shareable: false, active: true }],
  joins: [],
};

describe.each([
  ['30 days ahead at 10:00', rolling(30, 600), '2026-12-31', '2026-12-01T01:00:00.000Z', '2026-12-30'],
  ['the 1st at 12:00 for the next month', monthly(1, 720), '2027-01-31', '2026-12-01T03:00:00.000Z', '2026-12-31'],
  ['10 days ahead in the skipped hour', rolling(10, 150), '2026-03-18', '2026-03-08T07:00:00.000Z', '2026-03-17'],
])('%s', (_, opening, date, opens, lastBefore) => {
  const zone = opens.startsWith('2026-03') ? NEW_YORK : SEOUL;
  const setup = { calendar: calendar(opening, zone), floor };
  const opensMs = Date.parse(opens);
  const evening = { serviceDate: date, minute: 1080, party: 2 };
  const hold = (nowMs: number) => decideHold(stayOf(setup, evening, nowMs), openBook(setup, []), evening, [], () => []);

  it('one millisecond before it a hold is refused with the moment, from it on taken', () => {
    expect(hold(opensMs - 1)).toEqual({
      ok: false,
      code: 'SLOT_NOT_OPEN_YET',
      details: { date, opensAt: opens },
    });
    expect(hold(opensMs)).toMatchObject({ ok: true });
  });

  it('and so say all that show the day', () => {
    expect(noService(setup, date, 2, opensMs - 1)).toBe('not-yet');
    expect(viewDay(setup, [], date, 2, opensMs - 1)).toEqual([]);
    expect(openSlotsOn(setup.calendar, date, opensMs - 1)).toEqual([]);
    expect(summariseDay(setup, [], date, 2, opensMs - 1)).toEqual({
      date,
      state: 'not-yet',
      freeSlots: 0,
      totalSlots: 0,
      opensAtMs: opensMs,
    });
    expect(nextViewChangeMs(setup.calendar, date, opensMs - 1)).toBe(opensMs);
    expect(noService(setup, date, 2, opensMs)).toBeNull();
    expect(viewDay(setup, [], date, 2, opensMs)).toHaveLength(3);
    expect(openSlotsOn(setup.calendar, date, opensMs)).toHaveLength(3);
    expect(summariseDay(setup, [], date, 2, opensMs)).toEqual({ date, state: 'open', freeSlots: 3, totalSlots: 3 });
    expect([opensMs - 1, opensMs].map((nowMs) => lastBookableDate(setup.calendar, nowMs))).toEqual([lastBefore, date]);
  });
});

describe('a day that does not open', () => {
  const closed = '2027-01-02';
  const setup = { calendar: calendar(monthly(1, 720)), floor };
  const before = Date.parse('2026-11-30T00:00:00Z');

  it('promises no time when it is closed anyway, or the party is never seated', () => {
    expect(noService(setup, closed, 2, before)).toBe('closed');
    expect(summariseDay(setup, [], closed, 2, before)).toMatchObject({ state: 'closed' });
    expect(checkSlot(setup.calendar, closed, 1080, 2, before)).toMatchObject({ code: 'DAY_CLOSED' });
    expect(nextViewChangeMs(setup.calendar, closed, before)).toBeNull();
    expect(noService(setup, '2027-01-03', 3, before)).toBe('party-too-large');
  });

  it('is over, not to come, where its rule would open it after its last start', () => {
    const late = { ...setup, calendar: calendar(rolling(0, 1430)) };
    const lastStart = instantOf('2026-12-10', 1140, SEOUL)!;
    expect(noService(late, '2026-12-10', 2, lastStart - 1)).toBe('not-yet');
    expect(nextViewChangeMs(late.calendar, '2026-12-10', lastStart - 1)).toBe(lastStart);
    expect(noService(late, '2026-12-10', 2, lastStart)).toBe('past');
  });
});
