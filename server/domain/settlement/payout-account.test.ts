import { describe, expect, it } from 'vitest';
import { BANKS, FRESH_SIGN_IN_MS, isFreshSignIn, maskAccount, payoutAccountSchema } from './payout-account';

const good = { bankCode: '088', number: '110-123 456789', holder: '  한옥  식당(주)' };
const problemOf = (change: object) =>
  payoutAccountSchema.safeParse({ ...good, ...change }).error?.issues.map(({ message }) => message);

describe('where a restaurant is paid', () => {
  it('keeps the digits of a number, however it was typed, and one blank between words', () => {
    expect(payoutAccountSchema.parse(good)).toEqual({
      bankCode: '088',
      number: '110123456789',
      holder: '한옥 식당(주)',
    });
  });

  it.each([
    ['(주)한옥식당', '(주)한옥식당'],
    ['㈜한옥·식당', '㈜한옥·식당'],
    ['（주）한옥식당', '(주)한옥식당'],
    ['Hanok & Co., Ltd.', 'Hanok & Co., Ltd.'],
  ])('a company is a holder as its bank book has it: %s', (typed, kept) => {
    expect(payoutAccountSchema.parse({ ...good, holder: typed }).holder).toBe(kept);
  });

  it.each([
    ['an unknown bank', { bankCode: '999' }, 'bank'],
    ['too few digits', { number: '1234567' }, 'number'],
    ['letters in the number', { number: '11012345678a' }, 'number'],
    ['no holder', { holder: '  ' }, 'holder'],
    ['a formula for the file’s reader', { holder: '=1+1' }, 'holder'],
    ['a line break', { holder: 'Kim\u0007Lee' }, 'holder'],
  ])('%s is named as the problem', (_what, change, problem) => {
    expect(problemOf(change)).toEqual([problem]);
  });

  it('each bank is there once', () => {
    expect(new Set(BANKS.map(({ code }) => code)).size).toBe(BANKS.length);
  });

  it('shows no more than four digits', () => {
    expect(maskAccount('110123456789')).toBe('••••6789');
  });
});

describe('a fresh sign-in', () => {
  it('is at most five minutes old; a time that is not known is not fresh', () => {
    expect(isFreshSignIn(1_000, 1_000 + FRESH_SIGN_IN_MS)).toBe(true);
    expect(isFreshSignIn(1_000, 1_001 + FRESH_SIGN_IN_MS)).toBe(false);
    expect(isFreshSignIn(null, 0)).toBe(false);
    expect(isFreshSignIn(undefined, 0)).toBe(false);
  });
});
