import { useLocale, useTranslations } from 'next-intl';
import { SYSTEM_NOTES } from '@/server/domain/payment/case-note';
import type { Review } from '../types';

const REASONS = [
  'confirm_unresolved',
  'refund_unresolved',
  'refund_refused',
  'refund_failed',
  'provider_config',
  'amount_differs',
  'unexpected_capture',
  'missing_here',
  'missing_there',
  'transaction_differs',
  'settlement_differs',
  'ledger_differs',
  'provider_down',
] as const;

/** Why a case was opened, in words; a reason that is not known here stands for itself. */
export function useReasonWords() {
  const t = useTranslations('ops.reviews.reasons');
  return (reason: string) => {
    const known = REASONS.find((candidate) => candidate === reason);
    return known ? { title: t(`${known}.title`), body: t(`${known}.body`) } : { title: reason, body: '' };
  };
}

/** Why a case was closed: what somebody wrote stands for itself, what the product noted is said in words. */
export function useNoteWords() {
  const t = useTranslations('ops.reviews.notes');
  return (note: string | null) => {
    const known = SYSTEM_NOTES.find((candidate) => candidate === note);
    return known ? t(known) : note;
  };
}

/** The restaurant of a case, where it has one. */
export function usePlace() {
  const locale = useLocale();
  return ({ restaurant }: Review) =>
    restaurant && (locale === 'en' && restaurant.nameEn ? restaurant.nameEn : restaurant.name);
}

/** What a case is called: its booking's code, else its restaurant, else what the provider calls it. */
export function useCaseName() {
  const placeOf = usePlace();
  return (review: Review): string => review.reservation?.code ?? placeOf(review) ?? review.case.subjectId;
}
