'use client';

import { useLocale } from 'next-intl';
import { COVER_TONES, type CoverTone } from '@/components/cover/compose';
import { type DateTimeStyle, formatDateTime } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import type { Currency } from '@/server/domain/shared/money';

type Place = {
  name: string;
  nameEn: string | null;
  address: string | null;
  addressEn: string | null;
  timeZone: string;
};

/** A restaurant's own words in the reader's language, and amounts and times of a booking there as parts of a sentence. */
export function useWords(place: Place, currency: Currency) {
  const locale = useLocale();
  const english = locale === 'en';
  return {
    locale,
    name: (english && place.nameEn) || place.name,
    /** Set when the name is not in the reader's language, so that it is read out rightly. */
    nameLang: english && !place.nameEn ? 'ko' : undefined,
    address: (english && place.addressEn) || place.address,
    money: (amountMinor: number) => formatMoney({ amountMinor, currency }, locale),
    at: (ms: number, style: DateTimeStyle = 'dayTime') =>
      formatDateTime(new Date(ms), { timeZone: place.timeZone, locale, style }),
  };
}

/** A stored tone as the cover takes it; one it does not know is left to the cover. */
export const coverTone = (tone: string | null): CoverTone | undefined => COVER_TONES.find((known) => known === tone);
