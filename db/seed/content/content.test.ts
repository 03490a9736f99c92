import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Label as Text } from '@/server/domain/restaurant';
import { COVER_TONES, CUISINES, DISTRICTS, NEIGHBOURHOODS, TAGS } from '@/server/domain/restaurant';
import { BOOKING_NOTES, DINERS, RESTAURANTS } from './index';
import type { SeedRestaurant } from './types';

const DAY = 1440;

/** Every text below a value, with the path to it. */
function textsOf(value: unknown, path: string): { path: string; text: Text }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ko' in value && 'en' in value) return [{ path, text: value as Text }];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);
const longestTurn = (r: SeedRestaurant) => Math.max(...r.turnTimes.map((t) => t.minutes));
/** Days ahead that are open whatever the day: a month that opens on the 1st is at least 28 days long. */
const surelyOpen = ({ opening }: SeedRestaurant) => (opening.kind === 'rolling' ? opening.daysAhead - 1 : 28);
const periodsOn = (r: SeedRestaurant, weekday: number) =>
  r.periods.filter((p) => p.weekdays.includes(weekday)).sort((a, b) => a.opensMinute - b.opensMinute);

describe('the whole list', () => {
  it('holds every file of the folder, once', () => {
    const files = readdirSync(new URL('./restaurants', import.meta.url)).map((f) => f.replace(/\.ts$/, ''));
    expect(RESTAURANTS.map((r) => r.slug).sort()).toEqual(files.sort());
    expect(RESTAURANTS.length).toBeGreaterThanOrEqual(24);
  });

  it('has no slug, name, telephone number or address twice', () => {
    expect(duplicates(RESTAURANTS.map((r) => r.slug))).toEqual([]);
    expect(duplicates(RESTAURANTS.flatMap((r) => [r.name.ko, r.name.en]))).toEqual([]);
    expect(duplicates(RESTAURANTS.map((r) => r.phone))).toEqual([]);
    expect(duplicates(RESTAURANTS.map((r) => r.address.ko))).toEqual([]);
  });

  it('gives the demo owner a dining room and a counter or bar, and makes exactly one place famous', () => {
    const owned = RESTAURANTS.filter((r) => r.owner === 'demo-owner');
    expect(owned).toHaveLength(2);
    expect(owned.filter((r) => r.tags.includes('counter'))).toHaveLength(1);
    const famous = RESTAURANTS.filter((r) => r.famous);
    expect(famous).toHaveLength(1);
    expect(famous[0]!.tables.reduce((sum, t) => sum + t.seats, 0)).toBe(12);
    expect(famous[0]!.demand).toBe(Math.max(...RESTAURANTS.map((r) => r.demand)));
  });

  it('covers the town, every cuisine, nights past midnight, and houses with and without a deposit', () => {
    expect(new Set(RESTAURANTS.map((r) => r.neighbourhood.key)).size).toBeGreaterThanOrEqual(9);
    expect(new Set(RESTAURANTS.map((r) => r.cuisine))).toEqual(new Set(Object.keys(CUISINES)));
    expect(new Set(RESTAURANTS.flatMap((r) => r.tags))).toEqual(new Set(Object.keys(TAGS)));
    const late = RESTAURANTS.filter((r) => r.periods.some((p) => p.lastSeatingMinute > DAY)).map((r) => r.cuisine);
    expect(late).toEqual(expect.arrayContaining(['bar', 'izakaya', 'street']));
    const free = RESTAURANTS.filter((r) => r.policy.depositKind === 'none').length / RESTAURANTS.length;
    expect(free).toBeGreaterThan(0.25);
    expect(free).toBeLessThan(0.45);
  });
});

describe('words', () => {
  const all = [
    ...RESTAURANTS.flatMap((r) => textsOf(r, r.slug)),
    ...textsOf({ CUISINES, TAGS, DISTRICTS, NEIGHBOURHOODS }, 'labels'),
    ...textsOf({ DINERS, BOOKING_NOTES }, 'names'),
  ];
  const failing = (bad: (text: Text) => boolean) => all.filter(({ text }) => bad(text)).map(({ path }) => path);

  it('is written in both languages, trimmed', () => {
    expect(all.length).toBeGreaterThan(800);
    expect(failing(({ ko, en }) => [ko, en].some((words) => words.length === 0 || words !== words.trim()))).toEqual([]);
  });

  it('has no Korean letters in English, and Korean is Korean unless it is a number or a character', () => {
    expect(failing(({ en }) => /[\p{Script=Hangul}\p{Script=Han}]/u.test(en))).toEqual([]);
    expect(failing(({ ko }) => !/[\p{Script=Hangul}\p{Script=Han}]/u.test(ko) && !/^\d+$/.test(ko))).toEqual([]);
  });

  it('has no exclamation mark and no emoji', () => {
    expect(failing(({ ko, en }) => /[!！]|\p{Extended_Pictographic}/u.test(ko + en))).toEqual([]);
  });

  it('tells each story in two or three paragraphs, as many in one language as in the other', () => {
    for (const r of RESTAURANTS) {
      const [ko, en] = [r.story.ko.split('\n\n').length, r.story.en.split('\n\n').length];
      expect([2, 3], r.slug).toContain(ko);
      expect(en, r.slug).toBe(ko);
    }
  });

  it('fits the columns it is written to', () => {
    const over = (path: RegExp, limit: number) =>
      all.filter((a) => path.test(a.path) && Math.max(a.text.ko.length, a.text.en.length) > limit).map((a) => a.path);
    expect(over(/^[^.]+\.(name|address)$/, 200)).toEqual([]);
    expect(over(/\.tagline$/, 120)).toEqual([]);
    expect(over(/\.section$/, 80)).toEqual([]);
    expect(over(/\.items\.\d+\.name$/, 160)).toEqual([]);
    expect(over(/\.items\.\d+\.description$/, 400)).toEqual([]);
    expect(over(/\.(periods|specialDays)\.\d+\.name$/, 60)).toEqual([]);
    expect(over(/\.areas\.\d+\.name$/, 80)).toEqual([]);
    expect(RESTAURANTS.flatMap((r) => r.tables).filter((t) => t.label.length === 0 || t.label.length > 24)).toEqual([]);
  });

  it('has about eighty diners of different names and notes that are not repeated', () => {
    expect(DINERS.length).toBeGreaterThanOrEqual(78);
    expect(duplicates(DINERS.flatMap((d) => [d.ko, d.en]))).toEqual([]);
    expect(duplicates(BOOKING_NOTES.flatMap((n) => [n.text.ko, n.text.en]))).toEqual([]);
    expect(BOOKING_NOTES.filter((n) => n.minParty < 1 || n.minParty > 4)).toEqual([]);
  });
});

describe.each(RESTAURANTS.map((r) => [r.slug, r] as const))('%s', (_slug, r) => {
  it('uses known keys only and stands in the district of its neighbourhood', () => {
    expect(Object.keys(CUISINES)).toContain(r.cuisine);
    expect(Object.keys(TAGS)).toEqual(expect.arrayContaining(r.tags));
    expect(duplicates(r.tags)).toEqual([]);
    expect(r.neighbourhood).toEqual(Object.values(NEIGHBOURHOODS).find((n) => n.key === r.neighbourhood.key));
    expect(r.district).toBe(r.neighbourhood.district);
    expect(r.address.ko).toContain(r.district);
    expect(r.address.en).toContain(DISTRICTS[r.district].en);
    expect(r.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(r.phone).toMatch(/^02-000-\d{4}$/);
    if (r.coverTone) expect(COVER_TONES).toContain(r.coverTone);
  });

  it('has 8 to 16 dishes, none twice, at prices above nothing in hundreds of won', () => {
    const items = r.menu.flatMap((s) => s.items);
    expect(items.length).toBeGreaterThanOrEqual(8);
    expect(items.length).toBeLessThanOrEqual(16);
    expect(items.filter((i) => !(i.priceMinor > 0) || i.priceMinor % 100 !== 0)).toEqual([]);
    expect(duplicates(items.map((i) => i.name.ko))).toEqual([]);
    expect(duplicates(items.map((i) => i.name.en))).toEqual([]);
  });

  it('asks for a deposit in terms that can be kept', () => {
    const { depositKind, depositMinor, depositFromParty, tiers } = r.policy;
    expect(depositKind === 'none').toBe(depositMinor === 0);
    expect(depositKind === 'none').toBe(tiers.length === 0);
    expect(depositMinor % 1000).toBe(0);
    expect(depositFromParty).toBeGreaterThanOrEqual(1);
    expect(depositFromParty).toBeLessThanOrEqual(r.maxParty);
    for (const [i, tier] of tiers.entries()) {
      expect(tier.refundPercent).toBeGreaterThan(0);
      expect(tier.refundPercent).toBeLessThanOrEqual(i === 0 ? 100 : tiers[i - 1]!.refundPercent - 1);
      if (i > 0) expect(tier.hoursBefore).toBeLessThan(tiers[i - 1]!.hoursBefore);
    }
    expect(r.demand).toBeGreaterThan(0);
    expect(r.demand).toBeLessThanOrEqual(1);
    expect(r.holdMinutes).toBeGreaterThanOrEqual(5);
    expect(r.minNoticeMinutes).toBeLessThan(surelyOpen(r) * DAY);
  });
});

describe.each(RESTAURANTS.map((r) => [r.slug, r] as const))('the calendar of %s', (_slug, r) => {
  it('has turn times that ascend, take its largest party and fall on the slot grid', () => {
    expect(r.turnTimes.at(-1)!.partyMax).toBeGreaterThanOrEqual(r.maxParty);
    for (const [i, turn] of r.turnTimes.entries()) {
      expect(turn.minutes % r.slotMinutes).toBe(0);
      if (i > 0) {
        expect(turn.partyMax).toBeGreaterThan(r.turnTimes[i - 1]!.partyMax);
        expect(turn.minutes).toBeGreaterThan(r.turnTimes[i - 1]!.minutes);
      }
    }
  });

  it('has periods on the slot grid that do not overlap on any weekday', () => {
    const special = (r.specialDays ?? []).flatMap((d) => (d.closed ? [] : [d]));
    for (const { opensMinute, lastSeatingMinute } of [...r.periods, ...special]) {
      expect(opensMinute % r.slotMinutes).toBe(0);
      expect((lastSeatingMinute - opensMinute) % r.slotMinutes).toBe(0);
      expect(opensMinute).toBeGreaterThanOrEqual(6 * 60);
      expect(opensMinute).toBeLessThan(DAY);
      expect(lastSeatingMinute).toBeGreaterThanOrEqual(opensMinute);
      expect(lastSeatingMinute).toBeLessThan(2160);
    }
    for (const p of r.periods) {
      expect(p.weekdays.length).toBeGreaterThan(0);
      expect(p.weekdays.filter((d) => ![1, 2, 3, 4, 5, 6, 7].includes(d))).toEqual([]);
      expect(new Set(p.weekdays).size).toBe(p.weekdays.length);
    }
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
      const day = periodsOn(r, weekday);
      for (let i = 1; i < day.length; i++) expect(day[i]!.opensMinute).toBeGreaterThan(day[i - 1]!.lastSeatingMinute);
    }
    expect(duplicates((r.specialDays ?? []).map((d) => String(d.inDays)))).toEqual([]);
    expect((r.specialDays ?? []).filter((d) => d.inDays < 1 || d.inDays > surelyOpen(r))).toEqual([]);
  });

  it('is empty of the night before when it opens', () => {
    const ends = Math.max(...r.periods.map((p) => p.lastSeatingMinute)) + longestTurn(r) - DAY;
    expect(Math.min(...r.periods.map((p) => p.opensMinute))).toBeGreaterThanOrEqual(ends);
  });

  it('paces its guests without shutting its largest party out', () => {
    if (r.pacingCovers !== null) expect(r.pacingCovers).toBeGreaterThanOrEqual(r.maxParty);
  });
});

describe.each(RESTAURANTS.map((r) => [r.slug, r] as const))('the floor of %s', (_slug, r) => {
  type Rect = { x: number; y: number; w: number; h: number };
  const inside = (a: Rect, b: Rect) => a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
  const overlap = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  /** Grid units between two rectangles along each axis; 0 or less where their extents touch or cross. */
  const gaps = (a: Rect, b: Rect) => ({
    dx: Math.max(a.x, b.x) - Math.min(a.x + a.w, b.x + b.w),
    dy: Math.max(a.y, b.y) - Math.min(a.y + a.h, b.y + b.h),
  });
  const pairs = <T>(list: readonly T[]) => list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));
  const byId = new Map(r.tables.map((t) => [t.tableId, t]));

  it('numbers areas and tables from 1 and labels each table once', () => {
    expect(r.areas.map((a) => a.areaNo)).toEqual(r.areas.map((_, i) => i + 1));
    expect(r.tables.map((t) => t.tableId)).toEqual(r.tables.map((_, i) => i + 1));
    expect(duplicates(r.tables.map((t) => t.label))).toEqual([]);
    expect(r.areas.filter((a) => r.tables.every((t) => t.areaNo !== a.areaNo))).toEqual([]);
  });

  it('has 8 to 20 tables, or lives off a counter of at least 8 seats', () => {
    const counterSeats = Math.max(0, ...r.tables.filter((t) => t.shareable).map((t) => t.seats));
    if (counterSeats < 8) expect(r.tables.length).toBeGreaterThanOrEqual(8);
    expect(r.tables.length).toBeLessThanOrEqual(20);
  });

  it('keeps areas on the plan and apart, and tables inside their area and apart', () => {
    for (const a of r.areas) expect(inside(a, { x: 0, y: 0, w: 24, h: 16 }), a.name.en).toBe(true);
    for (const [a, b] of pairs(r.areas)) expect(overlap(a, b), `${a.name.en}, ${b.name.en}`).toBe(false);
    for (const t of r.tables) expect(inside(t, r.areas[t.areaNo - 1]!), t.label).toBe(true);
    for (const [a, b] of pairs(r.tables)) expect(overlap(a, b), `${a.label}, ${b.label}`).toBe(false);
  });

  it('seats between the smallest and the largest party of each table; only counters are shared', () => {
    for (const t of r.tables) {
      expect(t.w * t.h, t.label).toBeGreaterThan(0);
      expect(t.minParty, t.label).toBeGreaterThanOrEqual(1);
      expect(t.minParty, t.label).toBeLessThanOrEqual(t.maxParty);
      expect(t.maxParty, t.label).toBeLessThanOrEqual(t.seats);
      expect(t.shareable, t.label).toBe(t.shape === 'counter');
      if (t.shape === 'round') expect(Math.abs(t.w - t.h), t.label).toBeLessThanOrEqual(1);
    }
  });

  it('joins pairs of exclusive tables that stand side by side in one area', () => {
    expect(duplicates(r.joins.map((j) => j.join('-')))).toEqual([]);
    for (const [first, second] of r.joins) {
      expect(first).toBeLessThan(second);
      const [a, b] = [byId.get(first)!, byId.get(second)!];
      expect(a && b, `${first}-${second}`).toBeTruthy();
      expect(a.areaNo, `${first}-${second}`).toBe(b.areaNo);
      expect(a.shareable || b.shareable).toBe(false);
      const { dx, dy } = gaps(a, b);
      expect((dx <= 1 && dy < 0) || (dy <= 1 && dx < 0), `${first}-${second} stand apart: ${dx}, ${dy}`).toBe(true);
    }
  });

  it('can seat every party from one to its largest, at one table or two joined', () => {
    const joined = r.joins.map(([a, b]) => byId.get(a)!.maxParty + byId.get(b)!.maxParty);
    for (let party = 1; party <= r.maxParty; party++) {
      const single = r.tables.some((t) => t.minParty <= party && party <= t.maxParty);
      expect(single || joined.some((seats) => seats >= party), `party of ${party}`).toBe(true);
    }
  });
});
