import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path';

const ORIGIN = 'https://book.example';

describe('signing in leads back', () => {
  it.each([
    ['/r/sushi-soeon?party=2&date=2026-11-27&time=19:00&pick=19:30', undefined],
    ['/bookings/res_1#pass', undefined],
    [`${ORIGIN}/checkout/res_1?a=b`, '/checkout/res_1?a=b'],
  ])('to %s, a page of ours', (asked, expected) => {
    expect(returnPath(asked, ORIGIN)).toBe(expected ?? asked);
  });
  it.each([
    undefined,
    '',
    'https://evil.example/r/x',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://book.example@evil.example/',
    'https://book.example.evil.example/',
    'http://book.example/',
    '\t//evil.example',
    '/sign-in?callbackUrl=/sign-in',
    '/api/auth/signout',
  ])('to the start page when asked for %j', (asked) => {
    expect(returnPath(asked, ORIGIN)).toBe('/');
  });
});
