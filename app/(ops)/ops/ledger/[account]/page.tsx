import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { pageContext } from '@/app/session';
import { Entries } from '@/components/ops/ledger/entries';
import { filtersSchema, queryOf } from '@/components/ops/ledger/filters';
import { OPS_ZONE } from '@/components/ops/types';
import { ACCOUNTS } from '@/server/domain/ledger/accounts';
import { dateAt } from '@/server/domain/shared/time';
import { listEntries } from '@/server/services/ledger';
import { requireOperator } from '../../operator';

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const accountSchema = z.enum(ACCOUNTS);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ account }, t] = await Promise.all([params, getTranslations('money.accounts')]);
  const known = accountSchema.safeParse(account);
  return { title: known.success ? t(`${known.data}.name`) : undefined };
}

/** The entries that made an account's figure. */
export default async function EntriesPage({ params, searchParams }: Props) {
  const [{ account: asked }, given] = await Promise.all([params, searchParams]);
  const account = accountSchema.safeParse(asked);
  if (!account.success) notFound();
  await requireOperator(`/ops/ledger/${account.data}`);
  const filters = filtersSchema.safeParse(given);
  const ctx = await pageContext();
  const initial = filters.success
    ? await listEntries(ctx, queryOf(account.data, filters.data))
    : { entries: [], nextCursor: null };
  const shown = filters.success ? filters.data : {};
  return (
    <Entries
      key={JSON.stringify([account.data, given])}
      account={account.data}
      filters={shown}
      faulty={!filters.success}
      today={dateAt(ctx.nowMs(), OPS_ZONE)}
      initial={initial}
    />
  );
}
