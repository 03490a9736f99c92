import { expect, it } from 'vitest';
import { Together } from './together';

it('who asks while a read is under way shares the next one, and nobody gets an answer older than the question', async () => {
  const reads: number[][] = [];
  const open: (() => void)[] = [];
  const together = new Together<number, string>(async (questions) => {
    reads.push(questions);
    await new Promise<void>((resolve) => open.push(resolve));
    return questions.map((question) => `${question} in read ${reads.length}`);
  });
  const first = together.ask(1);
  await new Promise(setImmediate);
  const later = [together.ask(2), together.ask(3)];
  expect(reads).toEqual([[1]]);
  open.shift()!();
  expect(await first).toBe('1 in read 1');
  await new Promise(setImmediate);
  open.shift()!();
  expect(await Promise.all(later)).toEqual(['2 in read 2', '3 in read 2']);
  expect(reads).toEqual([[1], [2, 3]]);
});

it('a read that fails fails for those who shared it, and the next one is asked all the same', async () => {
  let fails = true;
  const together = new Together<number, number>(async (questions) => {
    if (fails) throw new Error('away');
    return questions;
  });
  await expect(Promise.all([together.ask(1), together.ask(2)])).rejects.toThrow('away');
  fails = false;
  expect(await together.ask(3)).toBe(3);
});
