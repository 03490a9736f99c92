'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { Until } from '@/components/coupons/conditions';
import { CouponTicket } from '@/components/coupons/coupon-ticket';
import { useSay } from '@/components/coupons/use-say';
import { RULES, type StoredRule } from '@/server/domain/coupon/rules';
import type { WordContext, Words } from '@/server/domain/coupon/words';
import { type CampaignValues, toDraft } from './campaign-schema';
import type { CampaignScope } from './scope';

/** A rule's words, or nothing while it is being filled in. */
function wordsOf({ kind, ...params }: StoredRule, context: WordContext): Words | null {
  const rule = RULES.find((one) => one.kind === kind);
  if (!rule || rule.problems(params, new Map()).length > 0) return null;
  return rule.bind(params).words(context);
}

/** The coupon as guests will read it, while it is being written. */
export function CampaignPreview({ scope, nowMs }: { scope: CampaignScope; nowMs: number }) {
  const t = useTranslations('campaigns.form');
  const coupons = useTranslations('coupons');
  const { say, nameOf } = useSay();
  const values = useWatch<CampaignValues>() as CampaignValues;
  const draft = toDraft(values, scope);
  const context = { currency: scope.currency, restaurantName: () => null };
  const words = draft.rules.map((rule) => ({ kind: rule.kind, words: wordsOf(rule, context) }));
  const discount = words.find(({ kind }) => kind === values.discount)?.words;
  const conditions = words.filter(({ kind, words: said }) => kind !== values.discount && said);
  const blank = { ko: t('blank'), en: t('blank') };
  return (
    <section aria-label={t('preview')} className="grid content-start gap-3 lg:sticky lg:top-8 lg:self-start">
      <h2 className="font-medium text-sm text-soft">{t('preview')}</h2>
      <CouponTicket
        discount={discount ?? blank}
        title={nameOf({ name: draft.name || t('unnamed'), nameEn: draft.nameEn })}
        className="[--stub:7.5rem] sm:[--stub:7.5rem]"
      >
        <ul className="grid gap-0.5 text-sm text-soft">
          {conditions.length === 0 ? <li>{t(scope.restaurantId ? 'atYours' : 'always')}</li> : null}
          {conditions.map(({ kind, words: said }) => (
            <li key={kind}>{said ? say(said) : null}</li>
          ))}
          {draft.stackable ? <li>{coupons('stackable')}</li> : null}
        </ul>
        {Number.isFinite(draft.useUntilMs) ? <Until untilMs={draft.useUntilMs} nowMs={nowMs} /> : null}
      </CouponTicket>
      <p className="text-sm text-soft">{t('promise')}</p>
    </section>
  );
}
