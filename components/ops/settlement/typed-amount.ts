import { type Currency, minorDigits } from '@/server/domain/shared/money';

/** An amount as somebody typed it from a bank's page, in minor units; null when it is none. */
export function typedAmount(text: string, currency: Currency): number | null {
  const bare = text.replace(/[\s,원₩$€¥]/g, '');
  const digits = minorDigits(currency);
  const shape = digits === 0 ? /^\d{1,15}$/ : new RegExp(`^\\d{1,13}(\\.\\d{1,${digits}})?$`);
  if (!shape.test(bare)) return null;
  const [whole = '', part = ''] = bare.split('.');
  return Number(whole + part.padEnd(digits, '0'));
}
