import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from './journal';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'deep', 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was appended together is read together, in order', () => {
  const journal = new Journal<number>(file);
  journal.append([1, 2]);
  journal.append([]);
  journal.append([3]);
  expect(new Journal<number>(file).read()).toEqual([[1, 2], [3]]);
  journal.close();
});

test('a line torn by a kill is dropped as a whole, and writing goes on after a rewrite', () => {
  const journal = new Journal<{ n: number }>(file);
  journal.append([{ n: 1 }]);
  journal.close();
  appendFileSync(file, '[{"n":2},{"n');
  const next = new Journal<{ n: number }>(file);
  expect(next.read()).toEqual([[{ n: 1 }]]);
  next.rewrite(next.read().flat());
  next.append([{ n: 3 }]);
  expect(next.read()).toEqual([[{ n: 1 }], [{ n: 3 }]]);
  next.close();
});
