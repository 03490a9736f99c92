/** Money is an integer count of the currency's minor unit: KRW has none, so 5000 is 5,000 won; USD counts cents. */
export const CURRENCIES = ['KRW', 'USD', 'JPY', 'EUR'] as const;
export type Currency = (typeof CURRENCIES)[number];
export type Money = { amountMinor: number; currency: Currency };

export const money = (amountMinor: number, currency: Currency): Money => {
  if (!Number.isSafeInteger(amountMinor))
    throw new RangeError(`money must be a whole number of minor units, got ${amountMinor}`);
  return { amountMinor, currency };
};

/** Sum of two amounts. Throws RangeError when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
  return money(a.amountMinor + b.amountMinor, a.currency);
}

/** `percent` (0 to 100) of an amount, rounded down to the minor unit: nobody is given back a fraction that was not paid. */
export function percentRoundedDown(amount: Money, percent: number): Money {
  if (percent < 0 || percent > 100) throw new RangeError(`percent must be 0 to 100, got ${percent}`);
  return money(Math.floor((amount.amountMinor * percent) / 100), amount.currency);
}

/** Digits after the decimal point of a currency's major unit. */
export const minorDigits = (currency: Currency): number => (currency === 'KRW' || currency === 'JPY' ? 0 : 2);
