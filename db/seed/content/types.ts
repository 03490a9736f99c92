import type { Opening } from '@/server/domain/availability/opening';
import type {
  CoverTone,
  CuisineKey,
  District,
  NEIGHBOURHOODS,
  TagKey,
  Label as Text,
} from '@/server/domain/restaurant';

type Neighbourhood = (typeof NEIGHBOURHOODS)[keyof typeof NEIGHBOURHOODS];

/** Price in whole won (KRW has no minor unit). */
export type SeedMenuItem = { name: Text; description?: Text; priceMinor: number };
export type SeedMenuSection = { section: Text; items: SeedMenuItem[] };

/** Parties of up to `partyMax` keep their table for `minutes`. Listed ascending; the first that takes the party counts. */
export type SeedTurnTime = { partyMax: number; minutes: number };

/** When parties may start. Weekdays 1 = Monday to 7 = Sunday; minutes after midnight of the service day, may pass 1440; the last seating is inclusive. */
export type SeedPeriod = { name: Text; weekdays: number[]; opensMinute: number; lastSeatingMinute: number };

/** A day counted from the day of seeding: shut for a reason, or with hours of its own that replace its weekday's. */
export type SeedSpecialDay =
  | { inDays: number; closed: true; reason: Text }
  | { inDays: number; closed?: false; name: Text; opensMinute: number; lastSeatingMinute: number };

/** A room or part of one; its rectangle on the 24 × 16 floor plan holds all of its tables. */
export type SeedArea = { areaNo: number; name: Text; x: number; y: number; w: number; h: number };

/** A counter is one row: its seats are shared between parties of up to `maxParty`. */
export type SeedTable = {
  tableId: number;
  label: string;
  areaNo: number;
  seats: number;
  minParty: number;
  maxParty: number;
  shareable: boolean;
  x: number;
  y: number;
  w: number;
  h: number;
  shape: 'rect' | 'round' | 'counter';
};

/** Cancelling at least `hoursBefore` hours before the start gives back `refundPercent` of the deposit; later than the last tier, nothing. */
export type SeedRefundTier = { hoursBefore: number; refundPercent: number };

export type SeedPolicy = {
  depositKind: 'none' | 'per_person' | 'per_booking';
  /** Whole won; 0 exactly when the kind is `none`. */
  depositMinor: number;
  /** Smaller parties pay no deposit. */
  depositFromParty: number;
  /** Descending by hours. Empty when there is no deposit. */
  tiers: SeedRefundTier[];
  /** Everything is given back when cancelled within so many minutes of booking. */
  graceMinutes: number;
  noShowRefundPercent: 0;
};

/** One restaurant of the demo, complete: nothing about it has to be made up by the code that inserts it. */
export type SeedRestaurant = {
  slug: string;
  name: Text;
  tagline: Text;
  /** Two or three paragraphs, separated by a blank line. */
  story: Text;
  cuisine: CuisineKey;
  tags: TagKey[];
  /** 1 (a bowl of noodles) to 4 (an occasion). */
  priceLevel: 1 | 2 | 3 | 4;
  district: District;
  neighbourhood: Neighbourhood;
  address: Text;
  phone: string;
  menu: SeedMenuSection[];
  slotMinutes: 15 | 30 | 60;
  holdMinutes: number;
  /** When its dates open for booking. */
  opening: Opening;
  minNoticeMinutes: number;
  /** How many guests may start in one slot; null is no limit. */
  pacingCovers: number | null;
  maxParty: number;
  turnTimes: SeedTurnTime[];
  periods: SeedPeriod[];
  specialDays?: SeedSpecialDay[];
  areas: SeedArea[];
  tables: SeedTable[];
  /** Pairs of table ids that stand side by side and can be combined; the smaller id first. */
  joins: [number, number][];
  policy: SeedPolicy;
  /** How full the seeded bookings make it, 0 to 1. */
  demand: number;
  /** The demo account that runs it. */
  owner?: 'demo-owner';
  /** The one everybody wants: nearly full for weeks. */
  famous?: true;
  coverTone?: CoverTone;
};
