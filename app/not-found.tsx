import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Wordmark } from '@/components/shell/wordmark';
import { Button } from '@/components/ui/button';

export default function NotFound() {
  const t = useTranslations('errors.notFound');
  const shell = useTranslations('shell');
  return (
    <main id="content" className="page flex min-h-dvh flex-col py-6">
      <Link href="/" aria-label={shell('home')} className="-ml-1 w-fit rounded-sm p-1">
        <Wordmark />
      </Link>
      <div className="my-auto grid max-w-prose gap-3 py-16">
        <p className="text-faint tabular">404</p>
        <h1 className="font-quiet text-2xl">{t('title')}</h1>
        <p className="text-soft">{t('body')}</p>
        <Button asChild variant="primary" className="mt-4 w-fit">
          <Link href="/">{t('action')}</Link>
        </Button>
      </div>
    </main>
  );
}
