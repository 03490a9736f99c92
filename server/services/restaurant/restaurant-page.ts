import type { Opening } from '@/server/domain/availability/opening';
import type { BookingPolicy } from '@/server/domain/payment/policy';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import type { Minute, ServiceDate } from '@/server/domain/shared/time';

type Both = { name: string; nameEn: string | null };
export type MenuSection = {
  section: string;
  sectionEn: string | null;
  items: (Both & { description: string | null; descriptionEn: string | null; priceMinor: number })[];
};
export type FloorTable = {
  tableId: number;
  label: string;
  areaNo: number;
  seats: number;
  minParty: number;
  maxParty: number;
  shareable: boolean;
  shape: 'rect' | 'round' | 'counter';
  x: number;
  y: number;
  w: number;
  h: number;
};
/** `weekday` 1 is Monday, 7 Sunday; minutes after midnight of the day, past 1440 on the next morning. */
export type Hours = Both & { opensMinute: Minute; lastSeatingMinute: Minute };
export type Closure = {
  serviceDate: ServiceDate;
  fromMinute: Minute;
  /** Exclusive. */
  toMinute: Minute;
  wholeDay: boolean;
  reason: string | null;
  reasonEn: string | null;
};

export type RestaurantPage = {
  id: RestaurantId;
  slug: string;
  name: string;
  nameEn: string | null;
  tagline: string | null;
  taglineEn: string | null;
  story: string | null;
  storyEn: string | null;
  cuisine: string;
  tags: string[];
  priceLevel: number;
  district: string;
  neighbourhood: string | null;
  address: string | null;
  addressEn: string | null;
  phone: string | null;
  coverTone: string | null;
  menu: MenuSection[];
  areas: (Both & { areaNo: number })[];
  /** Tables in service, placed on a 24 × 16 plan. */
  tables: FloorTable[];
  joins: [number, number][];
  /** Seven entries, Monday first; a weekday without periods is closed. */
  week: { weekday: number; periods: Hours[] }[];
  /** Days of the next 60 with hours of their own. */
  specialDays: { serviceDate: ServiceDate; periods: Hours[] }[];
  /** Of the next 60 days. */
  closures: Closure[];
  policy: BookingPolicy;
  limits: {
    /** The most guests one booking can have. */
    maxParty: number;
    opening: Opening;
    minNoticeMinutes: number;
    holdMinutes: number;
    slotMinutes: number;
    /** Minutes a party keeps its table, ascending by size. */
    turnTimes: { partyMax: number; minutes: number }[];
    timeZone: string;
    currency: Currency;
  };
  /** Today's date there. */
  today: ServiceDate;
  /** The last date that can be booked now. */
  lastDay: ServiceDate;
  /** Moves with every change to hours, floor or terms. */
  configVersion: number;
};
