import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { celMatches, celProblem, evaluateCel, matchPathOf, valueHash } from './cel';
import { canonicalJson } from './json';

const event = (data: unknown) => ({ event: { name: 't/x', data } });

describe('expressions', () => {
  it.each([
    ["event.data.kind == 'vip'", { kind: 'vip' }, true],
    ["event.data.kind == 'vip'", { kind: 'other' }, false],
    ['event.data.amount > 100', { amount: 100 }, false],
    ['event.data.amount >= 100 && event.data.amount <= 100', { amount: 100 }, true],
    ['event.data.amount > 1.5', { amount: 2 }, true],
    ['event.data.a == 1 || event.data.b == 2', { b: 2 }, true],
    ['!(event.data.open == true)', { open: false }, true],
    ['event.data.gone == null', { gone: null }, true],
    ["event.data.amount == '5'", { amount: 5 }, false],
    ["event.name == 't/x' && has(event.data.a)", { a: 0 }, true],
  ])('%s over %j is %s', (expression, data, expected) => {
    expect(celMatches(expression, event(data))).toBe(expected);
  });

  it.each(['event.data.gone != 3', 'event.data.gone == null', 'event.data.deep.gone == 1', '!(event.data.gone == 1)'])(
    '%s never matches when the field is missing',
    (expression) => {
      expect(celMatches(expression, event({}))).toBe(false);
      expect(evaluateCel(expression, event({}))).toBeUndefined();
    },
  );

  it.each([
    'event.data.a = 1',
    'event.data.a ==',
    'other.data == 1',
    'unknown(event.data.a)',
    `event.data.a == '${'x'.repeat(1_001)}'`,
  ])('says why it cannot use %s', (expression) => {
    expect(celProblem(expression)).toEqual(expect.any(String));
  });

  it('cannot reach what is not data', () => {
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(evaluateCel(`event.data.${name}`, event({}))).toBeUndefined();
  });
});

describe('the index of waits', () => {
  it.each([
    ['event.data.id == async.data.id', 'data.id'],
    ['async.data.id == event.data.id', 'data.id'],
    ['event.data.id == async.data.id && async.data.amount > 3', 'data.id'],
    ['event.data.id == async.data.id || async.data.all == true', undefined],
    ['event.data.id == async.data.other', undefined],
    ["async.data.kind == 'a && event.data.id == async.data.id'", undefined],
    ['!(event.data.id == async.data.id)', undefined],
    [null, undefined],
  ])('%s demands the equality of %s', (expression, path) => {
    expect(matchPathOf(expression)).toBe(path);
  });

  it('finds every event the condition is true for', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
    fc.assert(
      fc.property(value, value, (mine, theirs) => {
        const [own, incoming] = [{ data: { id: mine } }, { data: { id: theirs } }];
        const context = { event: JSON.parse(JSON.stringify(own)), async: JSON.parse(JSON.stringify(incoming)) };
        const [a, b] = [valueHash(context.event, 'data.id'), valueHash(context.async, 'data.id')];
        if (celMatches('event.data.id == async.data.id', context)) expect(a !== undefined && a === b).toBe(true);
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('is the same text for the same value in whatever order its keys came, and reads back as that value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const value = JSON.parse(JSON.stringify(raw));
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
