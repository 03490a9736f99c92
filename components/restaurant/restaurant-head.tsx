import { useLocale, useTranslations } from 'next-intl';
import { Cover } from '@/components/cover/cover';
import { Badge } from '@/components/ui/badge';
import { isCoverTone } from '@/server/domain/restaurant/tags';
import type { RestaurantPage } from '@/server/services/restaurant';
import { Dotted } from './dotted';
import { PriceLevel } from './price-level';
import { cuisineName, nameOf, placeOf, tagName, wording } from './words';

/** The cover, the name, one line, and what is worth knowing at a glance. */
export function RestaurantHead({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.page');
  const locale = useLocale();
  const tagline = wording(locale, page.tagline, page.taglineEn);
  const other = locale === 'ko' ? page.nameEn : page.name;
  return (
    <header className="grid gap-6">
      <Cover
        cuisine={page.cuisine}
        seed={page.id}
        tone={page.coverTone && isCoverTone(page.coverTone) ? page.coverTone : undefined}
        format="hero"
        className="-mx-5 aspect-[16/9] w-[calc(100%+2.5rem)] sm:mx-0 sm:aspect-[5/2] sm:w-full sm:rounded-md"
      />
      <div className="grid gap-2">
        <h1 className="font-quiet text-2xl">{nameOf(locale, page)}</h1>
        {other && other !== nameOf(locale, page) ? (
          <p lang={locale === 'ko' ? 'en' : 'ko'} className="text-faint text-sm">
            {other}
          </p>
        ) : null}
        {tagline ? (
          <p lang={tagline.lang} className="mt-1 max-w-prose text-lg text-soft">
            {tagline.text}
          </p>
        ) : null}
        <Dotted className="mt-2 text-soft">
          <span>{cuisineName(page.cuisine, locale)}</span>
          <span>{placeOf(page, locale)}</span>
          <PriceLevel level={page.priceLevel} />
        </Dotted>
      </div>
      {page.tags.length > 0 ? (
        <ul aria-label={t('tags')} className="flex flex-wrap gap-2">
          {page.tags.map((tag) => (
            <li key={tag}>
              <Badge tone="outline">{tagName(tag, locale)}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
    </header>
  );
}
