import { describe, expect, it } from 'vitest';
import { readMinute, restaurantHref, writeMinute } from '@/components/restaurant/address';
import { searchHref } from './query';
import { defaultWish, readQuery } from './read-query';

const seoul = (clock: string) => Date.parse(`2026-11-27T${clock}:00+09:00`);
const query = { party: 2, date: '2026-11-27', minute: 1140, area: null, cuisine: null, text: '' };

const paramsOf = (href: string) => Object.fromEntries(new URL(href, 'http://localhost').searchParams);

describe('the address of a search', () => {
  it('says everything that was asked, and is read back as the same', () => {
    const asked = { ...query, party: 5, minute: 1530, area: '마포구', cuisine: 'sushi', text: '소언 & co' };
    expect(readQuery(paramsOf(searchHref(asked)), seoul('10:00')).query).toEqual(asked);
  });
  it('leaves out what was not asked', () => {
    expect(searchHref(query)).toBe('/?party=2&date=2026-11-27&time=19:00');
  });
  it('names the start to hold when a restaurant is opened for it', () => {
    expect(restaurantHref('sushi-soeon', query, { pick: 1170 })).toBe(
      '/r/sushi-soeon?party=2&date=2026-11-27&time=19:00&pick=19:30',
    );
  });
  it.each([
    ['party', '0'],
    ['party', '2.5'],
    ['party', '999'],
    ['date', '2026-02-30'],
    ['date', '12026-01-01'],
    ['time', '19h'],
    ['time', '36:00'],
    ['cuisine', 'unknown'],
  ])('that says %s=%s is read as if it did not', (name, value) => {
    expect(readQuery({ [name]: value }, seoul('10:00')).query).toEqual(query);
  });
  it('for a day that is over is read as tonight, and says so', () => {
    const read = readQuery({ date: '2026-11-26' }, seoul('10:00'));
    expect(read.dayPassed).toBe(true);
    expect(read.query.date).toBe('2026-11-27');
    expect(readQuery({ date: '2026-11-28' }, seoul('10:00')).dayPassed).toBe(false);
  });
});

describe('without an address', () => {
  it.each([
    ['09:10', '2026-11-27', 1140],
    ['18:25', '2026-11-27', 1140],
    ['19:05', '2026-11-27', 1200],
    ['20:30', '2026-11-27', 1260],
    ['20:31', '2026-11-28', 1140],
    ['23:50', '2026-11-28', 1140],
  ])('at %s in Seoul the wish is %s, minute %i', (clock, date, minute) => {
    expect(defaultWish(seoul(clock))).toEqual({ party: 2, date, minute });
  });
});

describe('a time in an address', () => {
  it('in the small hours belongs to the evening before', () => {
    expect(readMinute(writeMinute(1530))).toBe(1530);
    expect(writeMinute(1530)).toBe('25:30');
  });
});
