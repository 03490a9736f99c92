import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { clientMessages, type Subject } from './messages';

/** Gives client components below it the sentences of `subjects` too (`owner`, `ops`), which the root leaves out. */
export async function SubjectMessages({ subjects, children }: { subjects: readonly Subject[]; children: ReactNode }) {
  const locale = await getLocale();
  return <NextIntlClientProvider messages={clientMessages(locale, subjects)}>{children}</NextIntlClientProvider>;
}
