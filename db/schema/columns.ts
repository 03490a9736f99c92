import { customType, datetime } from 'drizzle-orm/mysql-core';

/**
 * Prefixed, time-ordered id made by the application (`res_01h…`, at most 40 ASCII characters). Binary collation: ids are
 * compared byte for byte, and an index entry costs one byte a character.
 */
export const id = <T extends string = string>(name: string) =>
  customType<{ data: T; driverData: string }>({ dataType: () => 'varchar(40) character set ascii collate ascii_bin' })(
    name,
  );

/** Opaque ASCII token of another system (payment keys, provider subjects), compared byte for byte. */
export const token = (name: string, length = 200) =>
  customType<{ data: string; driverData: string }>({
    dataType: () => `varchar(${length}) character set ascii collate ascii_bin`,
  })(name);

/** Text compared byte for byte in any language, for keys made of words. */
export const word = (name: string, length: number) =>
  customType<{ data: string; driverData: string }>({
    dataType: () => `varchar(${length}) character set utf8mb4 collate utf8mb4_bin`,
  })(name);

/** An instant in UTC with microseconds. Every connection runs in `time_zone = '+00:00'`, so `NOW(6)` is UTC too. */
export const instant = (name: string) => datetime(name, { mode: 'date', fsp: 6 });

/** A JSON document of shape `T`. Parsed by us: MariaDB stores JSON as text and hands back a string. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'json',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => (typeof value === 'string' ? JSON.parse(value) : value) as T,
  })(name);
