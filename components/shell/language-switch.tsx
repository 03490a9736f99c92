import { useLocale } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { setLocale } from '@/i18n/actions';

const OTHER = { ko: { locale: 'en', name: 'English' }, en: { locale: 'ko', name: '한국어' } } as const;

/** One button that names the other language in that language. A plain form: it works before and without scripts. */
export function LanguageSwitch({ className }: { className?: string }) {
  const other = OTHER[useLocale()];
  return (
    <form action={setLocale} className={className}>
      <button
        type="submit"
        name="locale"
        value={other.locale}
        lang={other.locale}
        className={cn('min-h-11 rounded-md px-3 text-sm text-soft transition-colors hover:bg-wash hover:text-ink')}
      >
        {other.name}
      </button>
    </form>
  );
}
