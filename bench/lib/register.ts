import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readRecords } from '@/db/import/read-records';
import { COLUMNS } from '@/db/import/register-row';
import { Random } from '@/db/seed/random';

const DISTRICTS = [
  '강남구',
  '강동구',
  '강서구',
  '관악구',
  '금천구',
  '동작구',
  '서초구',
  '송파구',
  '양천구',
  '영등포구',
];
const OWNERS = ['할머니', '원조', '옛날', '큰집', '우리', '소문난', '장터', '바다', '산골', '미소', '한강', '골목'];
const DISHES = [
  '갈비',
  '냉면',
  '국수',
  '횟집',
  '반점',
  '스시',
  '분식',
  '포차',
  '커피',
  '피자',
  '식당',
  '국밥',
  '비스트로',
];
const PLACES = ['', '', '', ' 본점', ' 2호점', ' 역전점', ' 시장점'];

const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/**
 * A licence register of so many restaurants as a CSV file for the import: the first of the file that `BENCH_REGISTER`
 * names, else made up by a seeded random, the same on every machine. Throws when the named file has fewer.
 */
export async function makeRegister(restaurants: number): Promise<{ file: string; source: string }> {
  const named = process.env.BENCH_REGISTER;
  const rows = named ? await firstOf(named, restaurants) : madeUp(restaurants);
  const folder = path.join(process.env.TABLEPICK_HOME ?? '.tablepick/bench', 'data');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `register-${restaurants}.csv`);
  writeFileSync(file, [[...COLUMNS], ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join(''));
  return { file, source: named ? path.basename(named) : 'made up' };
}

async function firstOf(file: string, restaurants: number): Promise<string[][]> {
  const rows: string[][] = [];
  let header: string[] | undefined;
  for await (const { fields } of readRecords(file)) {
    if (rows.length === restaurants) break;
    if (header) rows.push(COLUMNS.map((column) => fields[header!.indexOf(column)] ?? ''));
    else header = fields;
  }
  if (rows.length < restaurants) throw new Error(`${file} has ${rows.length} rows, not ${restaurants}`);
  return rows;
}

/** Sizes as licences have them: half below 60 m², a few halls, and one in a hundred that says nothing. */
function madeUp(restaurants: number): string[][] {
  const random = new Random('register');
  return Array.from({ length: restaurants }, (_, index) => [
    `BENCH-${String(index + 1).padStart(6, '0')}`,
    `${random.pick(OWNERS)} ${random.pick(DISHES)}${random.pick(PLACES)}`,
    random.pick(DISTRICTS),
    `${random.whole(1975, 2025)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
    random.chance(0.01) ? '' : (12 + random.exponential(70)).toFixed(2),
  ]);
}
