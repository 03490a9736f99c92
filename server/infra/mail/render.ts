import { composeMail } from './compose';
import { plainText } from './plain-text';
import type { MailData, MailKind, MailLocale, RenderedMail } from './types';

export type { BookingMail, MailData, MailKind, MailLocale, ReleasedMail, RenderedMail, ReviewAlarmMail } from './types';

/** One line, whatever a name holds: a line break would start another header. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const oneLine = (text: string) => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

/** Loaded when the first mail is written, so that pages which import a verb beside it need no template engine. */
let engine: ReturnType<typeof loadEngine> | undefined;
const loadEngine = () => Promise.all([import('@react-email/render'), import('./template')]);

/**
 * A mail of one kind in one language: subject, HTML and plain text with the same words. Times are the restaurant's, with
 * its zone named. `nowMs` is when it is read, more or less: terms that have passed are left out.
 */
export async function renderMail<K extends MailKind>(
  kind: K,
  locale: MailLocale,
  data: MailData[K],
  nowMs: number = Date.now(),
): Promise<RenderedMail> {
  const composed = composeMail(kind, locale, data, new Date(nowMs));
  const content = { ...composed, subject: oneLine(composed.subject) };
  engine ??= loadEngine();
  const [{ render }, { MailTemplate }] = await engine;
  return { subject: content.subject, html: await render(MailTemplate({ content })), text: plainText(content) };
}
