import { useTranslations } from 'next-intl';

/** The first stop of the keyboard; goes to the element with id `content`, which every shell's main has. */
export function SkipLink() {
  const t = useTranslations('shell');
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-ink px-4 py-3 font-medium text-paper focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
