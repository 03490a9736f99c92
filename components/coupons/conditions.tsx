'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { HOME_ZONE } from '@/components/search/read-query';
import { cn } from '@/components/ui/cn';
import { DateTime } from '@/components/ui/date-time';
import { bindRules } from '@/server/domain/coupon/rules';
import type { CampaignView } from '@/server/services/coupon';
import { isNear, isShort, lasting } from './coupon-time';
import { useSay } from './use-say';

/** Where it can be used, as a link, and what else it needs, in plain words. */
export function Conditions({ campaign, links = true }: { campaign: CampaignView; links?: boolean }) {
  const t = useTranslations('coupons');
  const { say, nameOf, nameLang } = useSay();
  const { restaurant } = campaign;
  const words = restaurant ? besidesPlace(campaign) : campaign.conditions;
  return (
    <ul className="grid gap-0.5 text-sm text-soft">
      <li>
        {restaurant ? (
          links ? (
            <Link
              href={`/r/${restaurant.slug}`}
              lang={nameLang(restaurant)}
              className="text-ink underline decoration-edge underline-offset-4 hover:decoration-ink"
            >
              {nameOf(restaurant)}
            </Link>
          ) : (
            <span lang={nameLang(restaurant)}>{nameOf(restaurant)}</span>
          )
        ) : (
          t('everywhere')
        )}
      </li>
      {words.map((condition) => (
        <li key={condition.en}>{say(condition)}</li>
      ))}
      {campaign.stackable ? <li>{t('stackable')}</li> : null}
    </ul>
  );
}

/** The conditions but for the place, which stands first, as a link. The server says them in the registry's order. */
function besidesPlace({ conditions, rules }: CampaignView) {
  const kinds = bindRules(rules).conditions.map((rule) => rule.kind);
  return conditions.filter((_, at) => kinds[at] !== 'one-restaurant');
}

/** Until when: what is left while it is little, else the day. */
export function Until({
  untilMs,
  nowMs,
  about = 'use',
  className,
}: {
  untilMs: number;
  nowMs: number;
  /** What ends then: using it or handing it out. */
  about?: 'use' | 'issue';
  className?: string;
}) {
  const t = useTranslations('coupons.until');
  const { unit, count } = lasting(untilMs, nowMs);
  const soon = isNear(untilMs, nowMs);
  return (
    <p className={cn('text-sm', isShort(untilMs, nowMs) ? 'text-amber' : 'text-soft', className)}>
      {soon
        ? t(`${about}.${unit}`, { count })
        : t.rich(`${about}.day`, {
            when: () => (
              <DateTime
                instant={new Date(untilMs - 1).toISOString()}
                timeZone={HOME_ZONE}
                style="day"
                now={new Date(nowMs).toISOString()}
              />
            ),
          })}
    </p>
  );
}
