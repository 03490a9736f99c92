import { isServiceDate } from '@/server/domain/shared/time';
import { readArea } from './floor-from-area';

/** Columns a licence register must have, in any order; others are left alone. */
export const COLUMNS = ['license_id', 'name', 'district', 'licensed_on', 'floor_area_m2'] as const;
type Column = (typeof COLUMNS)[number];

/** One licensed restaurant. `areaM2` is null when the register does not know it. */
export type RegisterRow = { licenseId: string; name: string; district: string; areaM2: number | null };

/** Why a row was not taken, as it is shown and written to the reject file. */
export const REJECT_REASONS = {
  quotes: 'quotes that do not match',
  encoding: 'characters that are not UTF-8',
  columns: 'another number of columns than the header',
  'missing-id': 'no licence id',
  'bad-id': 'licence id longer than 40 characters or not ASCII',
  'missing-name': 'no name',
  'long-name': 'name longer than 200 characters',
  district: 'no district, or one longer than 24 characters',
  date: 'licensing date that is none',
  area: 'floor area that is not a number',
  duplicate: 'licence id that stood in the file before',
  refused: 'refused by the database',
} as const;
export type RejectReason = keyof typeof REJECT_REASONS;

/** Where each column stands; the missing ones when the header is not a register's. */
export function readHeader(fields: readonly string[]): { places: Map<Column, number>; missing: Column[] } {
  const names = fields.map((field) => field.trim().toLowerCase());
  const places = new Map(COLUMNS.map((column) => [column, names.indexOf(column)] as const));
  return { places, missing: COLUMNS.filter((column) => places.get(column) === -1) };
}

const INVISIBLE = /[\s\p{Cc}\p{Cf}]+/gu;

/** One line, composed letters, single spaces: a name with a line break in it is shown on one line. */
export const tidy = (text: string): string => text.normalize('NFC').replace(INVISIBLE, ' ').trim();

/** A row of the register, or why it cannot be one. Knows one row only: duplicates are found by the caller. */
export function readRow(
  fields: readonly string[],
  width: number,
  places: ReadonlyMap<Column, number>,
): { row: RegisterRow } | { reason: RejectReason } {
  // The decoder has put U+FFFD where bytes were no UTF-8.
  if (fields.some((field) => field.includes('\ufffd'))) return { reason: 'encoding' };
  if (fields.length !== width) return { reason: 'columns' };
  const at = (column: Column) => fields[places.get(column)!]!;
  const licenseId = at('license_id').trim();
  if (!licenseId) return { reason: 'missing-id' };
  if (!/^[\x21-\x7e]{1,40}$/.test(licenseId)) return { reason: 'bad-id' };
  const name = tidy(at('name'));
  if (!name) return { reason: 'missing-name' };
  if ([...name].length > 200) return { reason: 'long-name' };
  const district = tidy(at('district'));
  if (!district || [...district].length > 24) return { reason: 'district' };
  if (!isServiceDate(at('licensed_on').trim())) return { reason: 'date' };
  const area = readArea(at('floor_area_m2'));
  if (!area.ok) return { reason: 'area' };
  return { row: { licenseId, name, district, areaM2: area.m2 } };
}
