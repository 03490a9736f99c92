import { useTranslations } from 'next-intl';

const LEVELS = ['1', '2', '3', '4'] as const;

/** What a meal costs, in words: a row of currency signs is a riddle to half of its readers. */
export function PriceLevel({ level }: { level: number }) {
  const t = useTranslations('home.card.price');
  const known = LEVELS.find((one) => one === String(level));
  return known ? <span>{t(known)}</span> : null;
}
