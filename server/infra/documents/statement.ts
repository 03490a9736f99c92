import type { StatementLine, StatementTotals } from '@/server/domain/settlement/statement';
import type { Currency } from '@/server/domain/shared/money';
import type { StatementWords } from './words';

/** What a statement's documents are made of. */
export type StatementDocument = {
  id: string;
  no: number;
  restaurant: { name: string; address: string | null };
  zone: string;
  currency: Currency;
  firstDate: string;
  lastDate: string;
  madeAtMs: number;
  /** Null where nothing is paid out. */
  dueDate: string | null;
  totals: StatementTotals & { carriedInMinor: number; payoutMinor: number; carriedOutMinor: number };
  lines: AsyncIterable<StatementLine>;
};

/** What happened to a booking: `방문, 방문 뒤 환불`. */
export const kindsText = (line: StatementLine, words: StatementWords): string =>
  line.later ? words.later.kind : line.kinds.map((kind) => words.kinds[kind] ?? kind).join(', ');

/** Why something was taken off, in the words of who did it. A reversal without any is of a booking that its restaurant cancelled. */
export const reasonsText = (line: StatementLine, words: StatementWords): string =>
  line.later
    ? words.later.why
    : line.deductions
        .flatMap(({ kind, reason }) => reason ?? (kind === 'reversal' ? words.byRestaurant : []))
        .join(' · ');
