import { sql } from 'drizzle-orm';
import { journalDays } from '@/db/schema';
import { ACCOUNTS, type Account } from '@/server/domain/ledger/accounts';
import { CURRENCIES, type Currency } from '@/server/domain/shared/money';
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

/**
 * What the journal says of every account, for operators; a currency in which nothing happened is left out. Reads the lines of
 * the last two days, and sums of the days before, which it makes where they are missing.
 */
export async function getTrialBalance(ctx: ServiceContext): Promise<TrialBalance[]> {
  const fromDay = await sumUpDays(ctx);
  const [found] = (await ctx.db.execute(sql`
    SELECT currency, account, SUM(\`lines\`) AS \`lines\`, SUM(debit_minor) AS debitMinor, SUM(credit_minor) AS creditMinor
      FROM (SELECT currency, account, \`lines\`, debit_minor, credit_minor FROM journal_days WHERE day < ${fromDay}
             UNION ALL
            SELECT currency, account, ${SUMS} FROM journal_lines WHERE ${since(fromDay)} GROUP BY account, currency) sums
     GROUP BY currency, account`)) as unknown as [
    Record<keyof Omit<AccountBalance, 'balanceMinor'> | 'currency', string>[],
  ];
  const rows = found.map(({ currency, account, lines, debitMinor, creditMinor }) => ({
    ...{ currency: currency as Currency, account: account as Account },
    ...{ lines: Number(lines), debitMinor: Number(debitMinor), creditMinor: Number(creditMinor) },
  }));
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

const SUMS = sql`COUNT(*) AS \`lines\`, COALESCE(SUM(CASE WHEN amount_minor > 0 THEN amount_minor END), 0) AS debit_minor,
  COALESCE(-SUM(CASE WHEN amount_minor < 0 THEN amount_minor END), 0) AS credit_minor`;

const listed = (values: readonly string[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

/** All lines from a day on, as ranges of the index by account and currency, which holds all that is summed. */
const since = (day: string) =>
  sql`account IN (${listed(ACCOUNTS)}) AND currency IN (${listed(CURRENCIES)}) AND at >= ${`${day} 00:00:00`}`;

/**
 * Sums up the days that are over and have no sums yet; returns the first day that is read line by line. Yesterday still is: an
 * entry has the time at which its transaction began, and none takes a day.
 */
export async function sumUpDays(ctx: ServiceContext): Promise<string> {
  const [[row]] = (await ctx.db.execute(sql`SELECT DATE_FORMAT(UTC_DATE() - INTERVAL 1 DAY, '%Y-%m-%d') AS yesterday,
    DATE_FORMAT((SELECT MAX(day) FROM journal_days) + INTERVAL 1 DAY, '%Y-%m-%d') AS next`)) as unknown as [
    [{ yesterday: string; next: string | null }],
  ];
  const { yesterday, next } = row;
  if (next !== null && next >= yesterday) return yesterday;
  // Read, then written: a statement that did both would lock the lines it reads.
  const [sums] = (await ctx.db.execute(sql`
    SELECT DATE_FORMAT(at, '%Y-%m-%d') AS day, currency, account, ${SUMS} FROM journal_lines
     WHERE ${since(next ?? '1970-01-01')} AND at < ${`${yesterday} 00:00:00`} GROUP BY 1, currency, account`)) as unknown as [
    { day: string; currency: Currency; account: Account; lines: string; debit_minor: string; credit_minor: string }[],
  ];
  const days = sums.map(({ debit_minor, credit_minor, ...one }) => ({
    ...one,
    lines: Number(one.lines),
    debitMinor: Number(debit_minor),
    creditMinor: Number(credit_minor),
  }));
  for (let at = 0; at < days.length; at += ROWS_A_STATEMENT)
    await ctx.db
      .insert(journalDays)
      .values(days.slice(at, at + ROWS_A_STATEMENT))
      // Two at once sum up the same.
      .onDuplicateKeyUpdate({ set: { day: sql`journal_days.day` } });
  return yesterday;
}

const ROWS_A_STATEMENT = 1_000;
