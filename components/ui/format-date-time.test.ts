import { describe, expect, it } from 'vitest';
import { clocksDiffer, formatDateTime, formatDay, formatMinute, zoneCity } from './format-date-time';

const at = new Date('2026-11-27T10:00:00Z');
const seoul = { timeZone: 'Asia/Seoul', now: new Date('2026-11-20T00:00:00Z') };

describe('times in words', () => {
  it('name the day with the time, in each language', () => {
    expect(formatDateTime(at, { ...seoul, locale: 'en' })).toBe('Fri 27 Nov, 19:00');
    expect(formatDateTime(at, { ...seoul, locale: 'ko' })).toBe('11월 27일 (금) 19:00');
  });
  it('are those of the place, not of the server', () => {
    expect(formatDateTime(at, { timeZone: 'America/New_York', locale: 'en', style: 'time' })).toBe('05:00');
    expect(formatDateTime(new Date('2026-11-27T16:30:00Z'), { ...seoul, locale: 'en' })).toBe('Sat 28 Nov, 01:30');
  });
  it('write midnight as 00, never 24', () => {
    expect(formatDateTime(new Date('2026-11-27T15:00:00Z'), { ...seoul, locale: 'en', style: 'time' })).toBe('00:00');
    expect(formatMinute(1440)).toBe('00:00');
    expect(formatMinute(1530)).toBe('01:30');
  });
  it('name the year only when it is another one', () => {
    expect(formatDay('2027-01-02', 'en', 'day', '2026-11-20')).toBe('Sat 2 Jan 2027');
    expect(formatDay('2027-01-02', 'ko', 'day', '2026-11-20')).toBe('2027년 1월 2일 (토)');
    expect(formatDay('2026-11-27', 'en', 'longDay', '2026-11-20')).toBe('Friday 27 November');
    expect(formatDay('2026-11-27', 'ko', 'longDay', '2026-11-20')).toBe('11월 27일 금요일');
  });
  it('need no zone beside them where both clocks show the same', () => {
    expect(clocksDiffer(at, 'Asia/Seoul', 'Asia/Tokyo')).toBe(false);
    expect(clocksDiffer(at, 'Asia/Seoul', 'Europe/Berlin')).toBe(true);
    expect(zoneCity('America/New_York')).toBe('New York');
  });
});
