/** Whole minor units of an ISO 4217 currency; won has none, so 5000 KRW is 5,000 won. */
export type MoneyValue = { amountMinor: number; currency: string };

/**
 * `₩5,000` in English, `5,000원` in Korean; other currencies as the language writes them. Cents are shown only when there
 * are any. Below zero it has a minus, which is as wide as a figure and is read out, not a hyphen.
 */
export function formatMoney({ amountMinor, currency }: MoneyValue, locale: string): string {
  const probe = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = probe.resolvedOptions().maximumFractionDigits ?? 0;
  const amount = amountMinor / 10 ** digits;
  const minus = (text: string) => text.replace('-', '−');
  if (currency === 'KRW' && locale.startsWith('ko')) return minus(`${new Intl.NumberFormat(locale).format(amount)}원`);
  const write = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  });
  return minus(write.format(amount));
}
