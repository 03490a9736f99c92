'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** What happened, what it means for the reader's money first, what to do; the code is the one in the server's log. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors.page');
  const common = useTranslations('common');
  const code = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  return (
    <div className="page grid min-h-[70dvh] content-center py-16">
      <div className="grid max-w-prose gap-3" role="alert">
        <h1 className="font-quiet text-2xl">{t('title')}</h1>
        <p className="text-soft">{t('body')}</p>
        {code ? <p className="text-faint text-sm tabular">{t('reference', { code })}</p> : null}
        <div className="mt-4 flex flex-wrap gap-3">
          <Button variant="primary" onClick={() => retry()}>
            {common('retry')}
          </Button>
          <Button asChild variant="secondary">
            <Link href="/">{t('home')}</Link>
          </Button>
        </div>
      </div>
    </div>
  );
}
