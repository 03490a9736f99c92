import { sql } from 'drizzle-orm';
import { journalLines } from '@/db/schema';
import { ACCOUNTS, type Account } from '@/server/domain/ledger/accounts';
import type { Currency } from '@/server/domain/shared/money';
import type { ServiceContext } from '../context';

/** An account in one currency, minor units. `creditMinor` is above zero; a balance above zero is a debit. */
export type AccountBalance = {
  account: Account;
  lines: number;
  debitMinor: number;
  creditMinor: number;
  balanceMinor: number;
};

/** All accounts in one currency. `balanceMinor` is what they come to together: 0, or the journal is broken. */
export type TrialBalance = {
  currency: Currency;
  accounts: AccountBalance[];
  debitMinor: number;
  creditMinor: number;
  balanceMinor: number;
};

/** What the journal says of every account, for operators; a currency in which nothing happened is left out. */
export async function getTrialBalance(ctx: ServiceContext): Promise<TrialBalance[]> {
  const rows = await ctx.db
    .select({
      currency: journalLines.currency,
      account: journalLines.account,
      lines: sql`count(*)`.mapWith(Number),
      debitMinor: sql`coalesce(sum(case when amount_minor > 0 then amount_minor end), 0)`.mapWith(Number),
      creditMinor: sql`coalesce(-sum(case when amount_minor < 0 then amount_minor end), 0)`.mapWith(Number),
    })
    .from(journalLines)
    .groupBy(journalLines.account, journalLines.currency);
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const accounts = ACCOUNTS.map((account): AccountBalance => {
      const row = rows.find((one) => one.account === account && one.currency === currency);
      const { lines, debitMinor, creditMinor } = row ?? { lines: 0, debitMinor: 0, creditMinor: 0 };
      return { account, lines, debitMinor, creditMinor, balanceMinor: debitMinor - creditMinor };
    });
    const sum = (key: 'debitMinor' | 'creditMinor' | 'balanceMinor') =>
      accounts.reduce((total, one) => total + one[key], 0);
    return {
      currency,
      accounts,
      debitMinor: sum('debitMinor'),
      creditMinor: sum('creditMinor'),
      balanceMinor: sum('balanceMinor'),
    };
  });
}
