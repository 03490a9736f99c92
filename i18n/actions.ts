'use server';

import { cookies } from 'next/headers';
import { isLocale, LOCALE_COOKIE } from './locale';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Remembers the language in the form field `locale`; the page that posted it is rendered again in that language. */
export async function setLocale(form: FormData): Promise<void> {
  const locale = form.get('locale');
  if (!isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax' });
}
