import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { StatementLine } from '@/server/domain/settlement/statement';
import { amountNumber, wallClock } from './format';
import { kindsText, reasonsText, type StatementDocument } from './statement';
import { type DocumentLocale, wordsOf } from './words';

/** UTF-8 with BOM, since spreadsheets take a file without one for another encoding. Text that would run as a formula is defused. */
const FORMAT = { bom: true, escape_formulas: true, record_delimiter: '\r\n' } as const;

type Cell = string | number | null;

/**
 * A statement as a spreadsheet reads it: a row a booking, amounts as numbers, and what was carried in as a row of its own, so that the
 * last column sums to the payout, or to what is carried out.
 */
export function statementCsv(document: StatementDocument, locale: DocumentLocale): Readable {
  const { columns, totals } = wordsOf(locale);
  const {
    date,
    time,
    code,
    guest,
    party,
    kind,
    deposit,
    coupon,
    ownCoupon,
    fee,
    vat,
    deduction,
    net,
    currency,
    reason,
  } = columns;
  const header = [date, time, code, guest, party, kind, deposit, coupon, ownCoupon, fee, vat, deduction, net, currency];
  async function* rows(): AsyncGenerator<Cell[]> {
    yield [...header, reason];
    const { carriedInMinor } = document.totals;
    if (carriedInMinor !== 0) {
      const amount = amountNumber(carriedInMinor, document.currency);
      const blank = Array.from({ length: 6 }, () => null);
      yield [document.firstDate, ...blank.slice(0, 4), totals.carriedIn, ...blank, amount, document.currency, null];
    }
    for await (const line of document.lines) yield rowOf(line, document, locale);
  }
  // A read that fails ends the file with an error, so that half a file is never taken for a whole one.
  return pipeline(rows(), stringify(FORMAT), () => {}) as unknown as Readable;
}

function rowOf(line: StatementLine, document: StatementDocument, locale: DocumentLocale): Cell[] {
  const amount = (minor: number) => amountNumber(minor, document.currency);
  const { date, time } = wallClock(line.atMs, document.zone);
  return [
    date,
    time,
    line.code,
    line.guest,
    line.partySize,
    kindsText(line, wordsOf(locale)),
    amount(line.depositMinor),
    amount(line.couponMinor),
    amount(line.ownCouponMinor),
    amount(line.feeMinor),
    amount(line.vatMinor),
    amount(line.deductionMinor),
    amount(line.netMinor),
    document.currency,
    reasonsText(line, wordsOf(locale)) || null,
  ];
}

export type PayoutLine = {
  bankCode: string;
  accountNumber: string;
  accountHolder: string;
  amountMinor: number;
  currency: StatementDocument['currency'];
  restaurant: string;
  /** What stands on the restaurant's own account: the payout's id. */
  reference: string;
};

/** Transfers for the bank. Account numbers are text: a spreadsheet would take their leading zeros. */
export function payoutCsv(lines: AsyncIterable<PayoutLine>): Readable {
  async function* rows(): AsyncGenerator<Cell[]> {
    yield ['bank_code', 'account_number', 'account_holder', 'amount', 'currency', 'restaurant', 'reference'];
    for await (const { amountMinor, currency, ...line } of lines)
      yield [
        line.bankCode,
        line.accountNumber,
        line.accountHolder,
        amountNumber(amountMinor, currency),
        currency,
        line.restaurant,
        line.reference,
      ];
  }
  return pipeline(rows(), stringify(FORMAT), () => {}) as unknown as Readable;
}
