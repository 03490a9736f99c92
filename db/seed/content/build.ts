import type { Label as Text } from '@/server/domain/restaurant';
import type { SeedArea, SeedMenuItem, SeedPolicy, SeedRefundTier, SeedTable } from './types';

/** x, y, width and height on the 24 × 16 floor plan. */
type Box = [x: number, y: number, w: number, h: number];

/** The same words in Korean and English. */
export const say = (ko: string, en: string): Text => ({ ko, en });

/** Paragraphs in both languages, joined by a blank line. */
export const story = (ko: string[], en: string[]): Text => ({ ko: ko.join('\n\n'), en: en.join('\n\n') });

/** A line of the menu; price in whole won. */
export const dish = (priceMinor: number, ko: string, en: string, aboutKo?: string, aboutEn?: string): SeedMenuItem => ({
  name: { ko, en },
  ...(aboutKo && aboutEn ? { description: { ko: aboutKo, en: aboutEn } } : {}),
  priceMinor,
});

/** Minutes after midnight of the service day; `at(25, 30)` is half past one the next morning. */
export const at = (hour: number, minute = 0): number => hour * 60 + minute;

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
export const WEEKDAYS = [1, 2, 3, 4, 5];
export const WEEKEND = [6, 7];

export const area = (areaNo: number, [x, y, w, h]: Box, ko: string, en: string): SeedArea => ({
  areaNo,
  name: { ko, en },
  x,
  y,
  w,
  h,
});

/** A table of one party; it takes parties from `minParty` up to all of its seats. */
const table =
  (shape: 'rect' | 'round') =>
  (tableId: number, label: string, areaNo: number, [x, y, w, h]: Box, seats: number, minParty: number): SeedTable => ({
    tableId,
    label,
    areaNo,
    seats,
    minParty,
    maxParty: seats,
    shareable: false,
    x,
    y,
    w,
    h,
    shape,
  });
export const rect = table('rect');
export const round = table('round');

/** A counter: one row with all its seats, shared by parties of up to `maxParty`. */
export const counter = (
  tableId: number,
  label: string,
  areaNo: number,
  [x, y, w, h]: Box,
  seats: number,
  maxParty: number,
): SeedTable => ({
  tableId,
  label,
  areaNo,
  seats,
  minParty: 1,
  maxParty,
  shareable: true,
  x,
  y,
  w,
  h,
  shape: 'counter',
});

export const noDeposit = (): SeedPolicy => ({
  depositKind: 'none',
  depositMinor: 0,
  depositFromParty: 1,
  tiers: [],
  graceMinutes: 0,
  noShowRefundPercent: 0,
});

/** A deposit in whole won; `tiers` as pairs of hours before the start and per cent given back. */
export const deposit = (
  depositKind: 'per_person' | 'per_booking',
  depositMinor: number,
  tiers: [hoursBefore: number, refundPercent: number][],
  { fromParty = 1, graceMinutes = 30 } = {},
): SeedPolicy => ({
  depositKind,
  depositMinor,
  depositFromParty: fromParty,
  tiers: tiers.map(([hoursBefore, refundPercent]): SeedRefundTier => ({ hoursBefore, refundPercent })),
  graceMinutes,
  noShowRefundPercent: 0,
});
