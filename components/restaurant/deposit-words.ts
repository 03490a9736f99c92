'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatMinute } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import {
  type DepositRule,
  type DepositTerms,
  type DepositWish,
  EVERY_DAY,
  ruleFor,
} from '@/server/domain/payment/policy';
import type { Currency } from '@/server/domain/shared/money';

/** A service's name and its first and last start. */
export type NamedPeriod = { name: string; nameEn: string | null; opensMinute: number; lastSeatingMinute: number };

/** A Monday; the days after it are the rest of the week. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const DAY_END = 2_880;

/** A window's end as people say it: its last start, where it was set to end just after one. */
const shownEnd = (toMinute: number): number => (toMinute % 5 === 1 ? toMinute - 1 : toMinute);

/** Deposits in sentences. With the restaurant's services a window that is one of them is called by its name too. */
export function useDepositWords(currency: Currency, periods: readonly NamedPeriod[] = []) {
  const t = useTranslations('restaurant.terms');
  const locale = useLocale();
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
      new Date(MONDAY + (day - 1) * DAY_MS),
    );
  const windowOf = ({ fromMinute, toMinute }: DepositRule): string[] => {
    if (fromMinute <= 0 && toMinute >= DAY_END) return [];
    const end = shownEnd(toMinute);
    const period = periods.find((one) => one.opensMinute === fromMinute && one.lastSeatingMinute === end);
    const name = period && ((locale === 'en' && period.nameEn) || period.name);
    return [...(name ? [name] : []), `${formatMinute(fromMinute)}–${formatMinute(end)}`];
  };
  const partyOf = ({ partyFrom, partyTo }: DepositRule): string | null => {
    if (partyTo === null) return partyFrom <= 1 ? null : t('rule.partyFrom', { count: partyFrom });
    if (partyTo === partyFrom) return t('rule.partyOf', { count: partyFrom });
    return partyFrom <= 1
      ? t('rule.partyTo', { count: partyTo })
      : t('rule.partyBetween', { from: partyFrom, to: partyTo });
  };
  const condition = (rule: DepositRule): string => {
    const named = rule.weekdays.length > 0 && rule.weekdays.length < EVERY_DAY.length;
    const days = named
      ? [
          [...rule.weekdays]
            .sort((a, b) => a - b)
            .map(weekday)
            .join(t('rule.dayJoin')),
        ]
      : [];
    const when = [...days, ...windowOf(rule)].join(' ');
    const party = partyOf(rule);
    if (when && party) return t('rule.whenParty', { when, party });
    return when || party || t('rule.always');
  };
  const price = ({ kind, amountMinor }: Pick<DepositRule, 'kind' | 'amountMinor'>): string =>
    t(`rule.price.${kind}`, { amount: formatMoney({ amountMinor, currency }, locale) });
  const rule = (one: DepositRule): string => t('rule.sentence', { condition: condition(one), price: price(one) });
  /** The terms for all whom no exception is for. */
  const general = ({ depositKind, depositMinor, depositFromParty: count, rules = [] }: DepositTerms): string => {
    const amount = formatMoney({ amountMinor: depositMinor, currency }, locale);
    const otherwise = rules.length > 0;
    if (depositKind === 'none') return t(otherwise ? 'rule.otherwiseNone' : 'depositNone');
    const from = count > 1;
    const said = {
      per_person: from ? t('depositEachFrom', { count, amount }) : t('depositEach', { amount }),
      per_booking: from ? t('depositWholeFrom', { count, amount }) : t('depositWhole', { amount }),
      prepayment: from ? t('prepaidFrom', { count, amount }) : t('prepaid', { amount }),
    }[depositKind];
    const free = from ? ` ${t('depositFree', { count: count - 1 })}` : '';
    return `${otherwise ? `${t('rule.otherwise')} ` : ''}${said}${free}`;
  };
  /** The sentence of the exception that decides a booking's price; null where the general terms do. */
  const decides = (terms: DepositTerms, wish: DepositWish): string | null => {
    const found = ruleFor(terms, wish);
    return found && rule(found);
  };
  return { condition, price, rule, general, decides };
}
