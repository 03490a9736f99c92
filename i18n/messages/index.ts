import type { Locale } from '../locale';
import en from './en';
import ko from './ko';

/** The shape of all sentences. English is the reference; a test holds Korean to the same keys and placeholders. */
export type AppMessages = typeof en;
export type Subject = keyof AppMessages;

const CATALOGUE: Record<Locale, AppMessages> = { en, ko };

/** Sentences for pages of staff; a diner's page does not carry them to the browser. */
const STAFF_ONLY: readonly Subject[] = ['owner', 'ops', 'mail', 'campaigns', 'money'];

export function messagesOf(locale: Locale): AppMessages {
  return CATALOGUE[locale];
}

/** What the browser needs: everything but the subjects of staff pages and mails, and those named in `also`. */
export function clientMessages(locale: Locale, also: readonly Subject[] = []): Partial<AppMessages> {
  const entries = Object.entries(messagesOf(locale)) as [Subject, unknown][];
  return Object.fromEntries(entries.filter(([subject]) => !STAFF_ONLY.includes(subject) || also.includes(subject)));
}
