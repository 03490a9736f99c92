import { useTranslations } from 'next-intl';
import { Wordmark } from './wordmark';

/** The foot of a diner's page. */
export function SiteFooter() {
  const t = useTranslations('shell');
  return (
    <footer className="mt-16 border-hairline border-t">
      <div className="page flex flex-wrap items-center gap-x-6 gap-y-2 py-10 text-faint text-sm">
        <Wordmark className="h-5 text-soft" />
        <p>{t('footer.line')}</p>
        <p className="sm:ml-auto">{t('footer.source')}</p>
      </div>
    </footer>
  );
}
