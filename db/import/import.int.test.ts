import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dateAt } from '@/server/domain/shared/time';
import { holdTable } from '@/server/services/reservation';
import { getAvailability, searchRestaurants } from '@/server/services/restaurant';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeUser } from '@/tests/support/factories';
import { createDatabase, type DatabaseClient } from '../client';
import { floorFromArea } from './floor-from-area';
import { importRegister, NotARegister } from './import-register';
import { writeBatch } from './write-batch';

let client: DatabaseClient;
let url: string;
const folder = mkdtempSync(path.join(tmpdir(), 'register-'));
const worker = process.env.VITEST_POOL_ID ?? '0';

const rows = async (sql: string, params: unknown[] = []) => (await client.pool.query<RowDataPacket[]>(sql, params))[0];
const licences = async (prefix: string) =>
  Number((await rows('SELECT count(*) AS n FROM restaurants WHERE license_id LIKE ?', [`${prefix}%`]))[0]!.n);

/** A register with those lines; returns its path. */
function register(name: string, lines: string[], { bom = false, newline = '\n' } = {}): string {
  const file = path.join(folder, name);
  const text = ['license_id,name,district,licensed_on,floor_area_m2', ...lines, ''].join(newline);
  writeFileSync(file, (bom ? '\ufeff' : '') + text);
  return file;
}

/** So many ordinary rows. */
const ordinary = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${i},식당 ${prefix} ${i},마포구,2001-02-03,${(i % 90) + 10}.5`);

beforeAll(async () => {
  url = await makeDatabase(`w${worker}_import`);
  client = createDatabase(url, 4);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await client.close();
});

const HAND_MADE = [
  'HM-1,염창식당,양천구,1977-08-20,71.04',
  'HM-2,"맛있는, 집",양천구,1980-04-17,20.19',
  'HM-3,"할머니 ""원조"" 국수",양천구,1980-09-16,29.4',
  'HM-4,"두 줄\n횟집",마포구,1999-12-31,',
  'HM-5,영평 갈비,마포구,2000-02-29,0',
  'HM-6,운동장 식당,마포구,2010-01-01,6016700',
  'HM-1,또 염창,양천구,1977-08-20,71.04',
  'HM-7,내일 식당,양천구,2021-02-30,50',
  ',아이디 없음,양천구,2020-01-01,50',
  'HM-8,,양천구,2020-01-01,50',
  'HM-9,칸이 모자람,양천구,2020-01-01',
  'HM-10,칸이 남음,양천구,2020-01-01,50,더',
  'HM-11,열린 "따옴표" 집,양천구,2020-01-01,50',
  'HM-12,"닫히지 않은 집,양천구,2020-01-01,50',
  'HM-13,뒤따르는 집,양천구,2020-01-01,50',
  'HM-14,"뒤따르는, 집",양천구,2020-01-01,50',
  'HM-15,넓이가 글자,양천구,2020-01-01,넓음',
];

describe.each([
  ['with a byte order mark and CRLF', { bom: true, newline: '\r\n' }, 'A'],
  ['with bare line feeds', {}, 'B'],
])('a register written by hand, %s', (_, format, letter) => {
  const lines = HAND_MADE.map((line) => line.replaceAll('HM-', `HM${letter}-`));
  const file = register(`hand-made-${letter}.csv`, lines, format);
  const taken = [1, 2, 3, 4, 5, 6, 11, 13, 14].map((n) => `HM${letter}-${n}`);

  it('gives a restaurant for every good row, and rejects the others with line and reason', async () => {
    const result = await importRegister(client, file);
    expect(result).toMatchObject({
      read: lines.length,
      added: taken.length,
      unchanged: 0,
      rejects: `${file}.rejects.csv`,
    });
    expect(Object.fromEntries(result.rejected)).toEqual({
      duplicate: 1,
      date: 1,
      'missing-id': 1,
      'missing-name': 1,
      columns: 2,
      quotes: 1,
      area: 1,
    });
    const found = await rows('SELECT license_id FROM restaurants WHERE license_id LIKE ? ORDER BY created_at, id', [
      `HM${letter}-%`,
    ]);
    expect(found.map((row) => row.license_id)).toEqual(taken);
    const rejects = readFileSync(`${file}.rejects.csv`, 'utf8').trim().split('\n');
    expect(rejects[0]).toBe('line,reason,license_id,name,district,licensed_on,floor_area_m2');
    // The name of HM-4 takes two lines of the file.
    expect(rejects).toContain(
      `9,licence id that stood in the file before,HM${letter}-1,또 염창,양천구,1977-08-20,71.04`,
    );
    expect(rejects.find((line) => line.includes('닫히지'))).toMatch(/^16,quotes that do not match,/);
    expect(rejects.at(-1)).toMatch(/^19,floor area that is not a number,/);
    expect(rejects).toHaveLength(9);
  });

  it('keeps names whole, and derives floors from areas it knows, does not know, and cannot believe', async () => {
    const found = await rows(
      `SELECT r.license_id, r.name, r.cuisine, r.max_party, r.slug, count(t.table_id) AS tables FROM restaurants r
       LEFT JOIN dining_tables t ON t.restaurant_id = r.id WHERE r.license_id LIKE ? GROUP BY r.id`,
      [`HM${letter}-%`],
    );
    const by = new Map(found.map((row) => [row.license_id.split('-')[1], row]));
    expect(by.get('2')!.name).toBe('맛있는, 집');
    expect(by.get('3')!.name).toBe('할머니 "원조" 국수');
    expect(by.get('4')).toMatchObject({ name: '두 줄 횟집', cuisine: 'seafood' });
    expect(by.get('5')).toMatchObject({ cuisine: 'bbq' });
    expect(by.get('11')!.name).toBe('열린 "따옴표" 집');
    expect(by.get('2')!.slug).toMatch(/^맛있는-집-[0-9a-z]{8}$/);
    const assumed = floorFromArea(null).tables.length;
    expect([by.get('4')!.tables, by.get('5')!.tables, by.get('6')!.tables]).toEqual([assumed, assumed, 40]);
    expect(by.get('1')!.tables).toBe(floorFromArea(71.04).tables.length);
  });

  it('changes nothing the second time', async () => {
    const sums = () =>
      rows('CHECKSUM TABLE restaurants, areas, dining_tables, table_joins, service_periods, restaurant_terms');
    const before = await sums();
    expect(await importRegister(client, file)).toMatchObject({ added: 0, unchanged: taken.length });
    expect(await sums()).toEqual(before);
  });

  it('takes its own reject file back once the rows are mended', async () => {
    const mended = path.join(folder, `mended-${letter}.csv`);
    writeFileSync(mended, readFileSync(`${file}.rejects.csv`, 'utf8').replace('2021-02-30', '2021-02-28'));
    const result = await importRegister(client, mended);
    expect(result.added).toBe(1);
    expect(await licences(`HM${letter}-7`)).toBe(1);
  });
});

describe('what is imported', () => {
  it('is found by a part of its name and can be booked at once', async () => {
    await importRegister(client, register('bookable.csv', ['BK-1,구름다리 만두전골,마포구,2015-05-05,60']));
    const ctx = makeContext(client);
    const date = addDays(dateAt(Date.now(), 'Asia/Seoul'), 3);
    const page = await searchRestaurants(ctx, { text: '다리만두', date, minute: 19 * 60, party: 2, limit: 5 });
    expect(page.items.map((item) => item.name)).toEqual(['구름다리 만두전골']);
    const restaurantId = page.items[0]!.id as RestaurantId;
    const day = await getAvailability(ctx, { restaurantId, date, party: 2 });
    expect(day.slots.map((slot) => slot.minute)).toEqual(Array.from({ length: 20 }, (_, i) => 660 + 30 * i));
    const diner = as(ctx, await makeUser(client));
    const hold = { restaurantId, serviceDate: date, minute: 19 * 60, party: 2, commandKey: 'book-an-import-1' };
    expect(await holdTable(diner, hold)).toMatchObject({ status: 'CONFIRMED' });
  });
});

describe('a file that is no register', () => {
  it('is refused in words when it is not there, empty, or has another header', async () => {
    const empty = path.join(folder, 'empty.csv');
    writeFileSync(empty, '');
    const other = path.join(folder, 'other.csv');
    writeFileSync(other, 'id,name\n1,집\n');
    await expect(importRegister(client, path.join(folder, 'none.csv'))).rejects.toThrow(/There is no file .*none\.csv/);
    await expect(importRegister(client, folder)).rejects.toThrow(/is no file/);
    await expect(importRegister(client, empty)).rejects.toThrow(/is empty/);
    await expect(importRegister(client, other)).rejects.toThrow(
      /lacks license_id, district, licensed_on, floor_area_m2/,
    );
    await expect(importRegister(client, other)).rejects.toThrow(NotARegister);
  });

  it('of another encoding rejects its rows one by one and says so', async () => {
    const file = path.join(folder, 'cp949.csv');
    const header = Buffer.from('license_id,name,district,licensed_on,floor_area_m2\nEN-1,');
    const name = Buffer.from([0xbd, 0xc4, 0xb4, 0xe7]);
    writeFileSync(
      file,
      Buffer.concat([header, name, Buffer.from(',Mapo,2020-01-01,30\nEN-2,ok,Mapo,2020-01-01,30\n')]),
    );
    const result = await importRegister(client, file);
    expect(result.added).toBe(1);
    expect(Object.fromEntries(result.rejected)).toEqual({ encoding: 1 });
  });
});

describe('a batch', () => {
  it('written by two imports at once adds each restaurant once', async () => {
    const file = register('twice.csv', ordinary('TW', 1_500));
    const other = createDatabase(url, 4);
    try {
      const results = await Promise.all([importRegister(client, file), importRegister(other, file)]);
      expect(results.map((r) => r.added + r.unchanged)).toEqual([1_500, 1_500]);
      expect(results.reduce((sum, r) => sum + r.added, 0)).toBe(1_500);
      expect(await licences('TW-')).toBe(1_500);
    } finally {
      await other.close();
    }
  });

  it('with a row the database refuses loses that row only', async () => {
    const good = ['RF-1', 'RF-2', 'RF-3', 'RF-4'].map((licenseId) => ({
      licenseId,
      name: '집',
      district: '마포구',
      areaM2: 30,
    }));
    const bad = { ...good[0]!, licenseId: 'RF-5', district: '가'.repeat(25) };
    const result = await writeBatch(client.pool, [good[0]!, good[1]!, bad, good[2]!, good[3]!]);
    expect(result).toEqual({ added: 4, unchanged: 0, refused: [bad] });
    expect(await licences('RF-')).toBe(4);
  });
});

/** Runs the command itself on the test's database. */
function command(file: string) {
  return spawn(process.execPath, ['--import', 'tsx', 'db/import/main.ts', file], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(child: ReturnType<typeof command>) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

describe('the command', () => {
  it('killed in the middle leaves whole restaurants only, and the next run adds the rest', async () => {
    const total = 12_000;
    const file = register('killed.csv', ordinary('KL', total));
    const child = command(file);
    const gone = finish(child);
    while ((await licences('KL-')) === 0 && child.exitCode === null)
      await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await gone;
    const written = await licences('KL-');
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(total);
    const torn = await rows(`SELECT r.id FROM restaurants r
      WHERE r.license_id LIKE 'KL-%' AND NOT (EXISTS (SELECT 1 FROM dining_tables t WHERE t.restaurant_id = r.id)
        AND EXISTS (SELECT 1 FROM service_periods p WHERE p.restaurant_id = r.id)
        AND EXISTS (SELECT 1 FROM areas a WHERE a.restaurant_id = r.id)
        AND EXISTS (SELECT 1 FROM restaurant_terms s WHERE s.restaurant_id = r.id))`);
    expect(torn).toEqual([]);

    const { code, output } = await finish(command(file));
    expect(code, output).toBe(0);
    expect(await licences('KL-')).toBe(total);
    const unchanged = Number(output.match(/([\d,]+) unchanged, 0 rejected, in/)![1]!.replaceAll(',', ''));
    expect(unchanged).toBeGreaterThanOrEqual(written);
    expect(unchanged).toBeLessThan(total);
    const [orphans] = await rows(
      'SELECT count(*) AS n FROM dining_tables t LEFT JOIN restaurants r ON r.id = t.restaurant_id WHERE r.id IS NULL',
    );
    expect(orphans!.n).toBe(0);
  }, 120_000);

  it('ends with 1 and a sentence on a file that is no register, with 0 and the counts otherwise', async () => {
    const missing = await finish(command(path.join(folder, 'nowhere.csv')));
    expect(missing).toMatchObject({ code: 1, output: expect.stringMatching(/^There is no file .*nowhere\.csv\n$/) });
    const again = await finish(command(register('command.csv', [...ordinary('CM', 3), 'CM-9,집,마포구,soon,1'])));
    expect(again.code).toBe(0);
    expect(again.output).toContain('4 rows read: 3 added, 0 unchanged, 1 rejected');
    expect(again.output).toContain('1 × licensing date that is none');
    expect(again.output).toContain('command.csv.rejects.csv');
  }, 60_000);
});
