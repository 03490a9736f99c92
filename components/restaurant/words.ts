import { CUISINES, isCuisine } from '@/server/domain/restaurant/cuisines';
import { DISTRICTS, isDistrict, isNeighbourhood, NEIGHBOURHOODS } from '@/server/domain/restaurant/places';
import { isTag, TAGS } from '@/server/domain/restaurant/tags';

type Language = 'ko' | 'en';

/** A restaurant's own words. `lang` is set when they are not in the reader's language, so that they are read out rightly. */
export type Wording = { text: string; lang?: Language };

/** What a restaurant wrote in one or both languages, in the reader's where it exists; null when it wrote nothing. */
export function wording(locale: Language, korean: string | null, english: string | null): Wording | null {
  if (locale === 'en' && english) return { text: english };
  if (korean) return locale === 'ko' ? { text: korean } : { text: korean, lang: 'ko' };
  return english ? { text: english, lang: 'en' } : null;
}

/** A name in the reader's language; every restaurant has one in Korean. */
export const nameOf = (locale: Language, named: { name: string; nameEn: string | null }): string =>
  wording(locale, named.name, named.nameEn)?.text ?? named.name;

/** Keys the product does not know are shown as they are: an imported district may be outside of Seoul. */
export const cuisineName = (key: string, locale: Language): string => (isCuisine(key) ? CUISINES[key][locale] : key);

export const tagName = (key: string, locale: Language): string => (isTag(key) ? TAGS[key][locale] : key);

/** A neighbourhood by its key or a district by its Korean name. */
export function areaName(area: string, locale: Language): string {
  if (isNeighbourhood(area)) return NEIGHBOURHOODS[area][locale];
  return isDistrict(area) ? DISTRICTS[area][locale] : area;
}

/** Where a restaurant is, as people say it. */
export const placeOf = (at: { district: string; neighbourhood: string | null }, locale: Language): string =>
  areaName(at.neighbourhood ?? at.district, locale);
