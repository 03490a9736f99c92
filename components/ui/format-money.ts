/** Whole minor units of an ISO 4217 currency; won has none, so 5000 KRW is 5,000 won. */
export type MoneyValue = { amountMinor: number; currency: string };

/**
 * `₩5,000` in English, `5,000원` in Korean; other currencies as the language writes them. Cents are shown only when there
 * are any.
 */
export function formatMoney({ amountMinor, currency }: MoneyValue, locale: string): string {
  const probe = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = probe.resolvedOptions().maximumFractionDigits ?? 0;
  const amount = amountMinor / 10 ** digits;
  if (currency === 'KRW' && locale.startsWith('ko')) return `${new Intl.NumberFormat(locale).format(amount)}원`;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount);
}
