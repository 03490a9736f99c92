import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** What a diner sees where nothing is, in the frame of the other pages. */
export default function NotFound() {
  const t = useTranslations('errors.notFound');
  return (
    <div className="page grid min-h-[60dvh] content-center py-16">
      <div className="grid max-w-prose gap-3">
        <p className="text-faint tabular">404</p>
        <h1 className="font-quiet text-2xl">{t('title')}</h1>
        <p className="text-soft">{t('body')}</p>
        <Button asChild variant="primary" className="mt-4 w-fit">
          <Link href="/">{t('action')}</Link>
        </Button>
      </div>
    </div>
  );
}
