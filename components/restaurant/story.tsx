import { useLocale, useTranslations } from 'next-intl';
import type { RestaurantPage } from '@/server/services/restaurant';
import { PageSection } from './page-section';
import { wording } from './words';

/** What the restaurant tells of itself; paragraphs are divided by a blank line. */
export function Story({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.page');
  const story = wording(useLocale(), page.story, page.storyEn);
  if (!story) return null;
  return (
    <PageSection title={t('story')}>
      <div lang={story.lang} className="grid max-w-prose gap-4">
        {story.text.split(/\n\s*\n/).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </PageSection>
  );
}
