import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format-money';
import type { MenuSection, RestaurantPage } from '@/server/services/restaurant';
import { PageSection } from './page-section';
import { nameOf, wording } from './words';

/** The menu as on a card: dish and price on one line, a word about it beneath. */
export function Menu({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.page');
  const locale = useLocale();
  if (page.menu.length === 0) return null;
  return (
    <PageSection title={t('menu')}>
      <div className="gap-x-12 sm:columns-2">
        {page.menu.map((section) => (
          <div key={section.section} className="mb-8 grid break-inside-avoid gap-4">
            <h3 className="text-faint text-sm">{wording(locale, section.section, section.sectionEn)?.text}</h3>
            <ul className="grid gap-4">
              {section.items.map((item) => (
                <Dish key={item.name} item={item} currency={page.limits.currency} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </PageSection>
  );
}

function Dish({ item, currency }: { item: MenuSection['items'][number]; currency: string }) {
  const locale = useLocale();
  const about = wording(locale, item.description, item.descriptionEn);
  return (
    <li className="grid gap-0.5">
      <div className="flex items-baseline gap-3">
        <span className="min-w-0">{nameOf(locale, item)}</span>
        <span aria-hidden="true" className="min-w-4 grow border-hairline border-b" />
        <span className="tabular">{formatMoney({ amountMinor: item.priceMinor, currency }, locale)}</span>
      </div>
      {about ? (
        <p lang={about.lang} className="pr-16 text-sm text-soft">
          {about.text}
        </p>
      ) : null}
    </li>
  );
}
