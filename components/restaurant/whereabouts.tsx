import { useLocale, useTranslations } from 'next-intl';
import type { RestaurantPage } from '@/server/services/restaurant';
import { PageSection } from './page-section';
import { areaName, nameOf, wording } from './words';

const linkStyle =
  'inline-flex min-h-11 items-center underline decoration-1 decoration-edge underline-offset-4 hover:decoration-ink';

/** Address and telephone. */
export function Whereabouts({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.page');
  const locale = useLocale();
  const address = wording(locale, page.address, page.addressEn);
  const asked = encodeURIComponent(`${page.address ?? areaName(page.district, 'ko')} ${page.name}`);
  return (
    <PageSection title={t('where')}>
      <address className="grid max-w-prose gap-1 not-italic">
        <p lang={address?.lang}>{address?.text ?? areaName(page.district, locale)}</p>
        <p className="flex flex-wrap gap-x-6">
          <a href={`https://www.openstreetmap.org/search?query=${asked}`} rel="noreferrer" className={linkStyle}>
            {t('map')}
            <span className="sr-only">: {nameOf(locale, page)}</span>
          </a>
          {page.phone ? (
            <a href={`tel:${page.phone.replaceAll('-', '')}`} className={`${linkStyle} tabular`}>
              {page.phone}
            </a>
          ) : null}
        </p>
      </address>
    </PageSection>
  );
}
