'use client';

import type { DepositTerms as Terms } from '@/server/domain/payment/policy';
import type { Currency } from '@/server/domain/shared/money';
import { type NamedPeriod, useDepositWords } from './deposit-words';

/** What is paid to book: the general terms, and each exception in a sentence, in the order in which they count. */
export function DepositTerms({
  terms,
  currency,
  periods,
}: {
  terms: Terms;
  currency: Currency;
  periods: readonly NamedPeriod[];
}) {
  const words = useDepositWords(currency, periods);
  const rules = terms.rules ?? [];
  return (
    <div className="grid gap-1">
      {rules.length > 0 ? (
        <ol className="grid gap-1">
          {rules.map((rule) => (
            <li key={JSON.stringify(rule)} className="tabular">
              {words.rule(rule)}
            </li>
          ))}
        </ol>
      ) : null}
      <p>{words.general(terms)}</p>
    </div>
  );
}
