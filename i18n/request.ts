import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { FALLBACK_TIME_ZONE, isLocale, LOCALE_COOKIE, negotiateLocale } from './locale';
import { messagesOf } from './messages';

/** next-intl's settings of one request. The language is in a cookie and never in the path, so that links can be shared. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked)
    ? asked
    : negotiateLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
  return { locale, messages: messagesOf(locale), timeZone: FALLBACK_TIME_ZONE };
});
