import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import type { Locale } from '@/i18n/locale';
import type { AppMessages } from '@/i18n/messages';

const FOLDER = path.join(process.cwd(), 'i18n/messages');

/** The catalogue from its files: the runner's loader does not take JSON modules the way the bundler does. */
function read(locale: Locale): AppMessages {
  const folder = path.join(FOLDER, locale);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const entries = files.map((file) => [
    path.basename(file, '.json'),
    JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
  ]);
  return Object.fromEntries(entries) as AppMessages;
}

export const MESSAGES: Record<Locale, AppMessages> = { en: read('en'), ko: read('ko') };

const translator = (locale: Locale) =>
  Object.assign(
    createTranslator({
      locale,
      messages: MESSAGES[locale],
      onError: (error) => {
        throw error;
      },
    }),
    { locale },
  );

/** Finds the sentence of a key in one language, as the pages find it: `en('checkout.pay', { amount })`. */
export type Words = ReturnType<typeof translator>;
export const en = translator('en');
export const ko = translator('ko');
