'use client';

import { Percent } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import { TermsForm } from './terms-form';

const SHOWN = 200;

/** What restaurants pay the platform: those with terms of their own, and the way to give some to any other. */
export function TermsPage() {
  const t = useTranslations('ops.terms');
  const locale = useLocale();
  const words = useRefusalWords();
  const [asked, setAsked] = useState('');
  const [slug, setSlug] = useState('');
  const own = api.ops.termsList.useQuery({ limit: SHOWN });
  const terms = api.ops.terms.useQuery({ slug }, { enabled: slug !== '', retry: false });
  const open = (event: FormEvent) => {
    event.preventDefault();
    // An address of the restaurant's page does as well.
    setSlug(
      asked
        .trim()
        .replace(/^.*\/r\//, '')
        .replace(/[/?#].*$/, ''),
    );
  };
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      <form onSubmit={open} className="mb-8 flex max-w-prose items-start gap-3">
        <Field
          label={t('restaurant')}
          hint={t('restaurantHint')}
          error={terms.error ? words(terms.error).title : undefined}
          className="grow"
        >
          <Input
            value={asked}
            onChange={(event) => setAsked(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Button
          type="submit"
          loading={terms.isFetching}
          disabled={asked.trim() === ''}
          className="mt-7 shrink-0 whitespace-nowrap"
        >
          {t('open')}
        </Button>
      </form>
      {terms.data ? <TermsForm key={`${terms.data.slug}${terms.data.version}`} terms={terms.data} /> : null}
      <h2 className="mt-10 mb-3 font-medium">{t('own')}</h2>
      {own.data?.length === 0 ? (
        <EmptyState title={t('none.title')} art={<Percent aria-hidden="true" />}>
          {t('none.body')}
        </EmptyState>
      ) : null}
      {own.data && own.data.length > 0 ? (
        <DataTable
          caption={t('own')}
          captionHidden
          rows={own.data}
          rowKey={(row) => row.slug}
          columns={[
            {
              key: 'name',
              header: t('columns.restaurant'),
              cell: (row) => (
                <button type="button" className="link text-left" onClick={() => setSlug(row.slug)}>
                  {locale === 'en' && row.nameEn ? row.nameEn : row.name}
                </button>
              ),
            },
            {
              key: 'fee',
              header: t('columns.fee'),
              numeric: true,
              cell: (row) => t('percent', { percent: row.feeBps / 100 }),
            },
            {
              key: 'fixed',
              header: t('columns.fixed'),
              numeric: true,
              cell: (row) => <Money value={{ amountMinor: row.feeFixedMinor, currency: row.currency }} />,
            },
            {
              key: 'vat',
              header: t('columns.vat'),
              numeric: true,
              cell: (row) => t('percent', { percent: row.vatBps / 100 }),
            },
            { key: 'period', header: t('columns.period'), cell: (row) => t(`periods.${row.period}`) },
          ]}
        />
      ) : null}
    </>
  );
}
