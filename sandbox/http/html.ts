import type { IncomingMessage } from 'node:http';

/** Text that is HTML already. Only `html` makes it, so everything else is escaped. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** HTML from a template: values are escaped, nested `html` and lists of it are taken as they are. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return new Html(
    strings.reduce((text, part, index) => text + part + (index < values.length ? piece(values[index]) : ''), ''),
  );
}

/** Marks text as HTML. For text this folder wrote itself, never for input. */
export function trusted(text: string): Html {
  return new Html(text);
}

function piece(value: Piece): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(piece).join('');
  return escapeHtml(String(value));
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (letter) => entities[letter]!);
}

export type Language = 'ko' | 'en';

/** The language of a page: `?locale=`, then what the caller knows, then the browser's first choice of the two. */
export function languageOf(req: IncomingMessage, url: URL, known: Language | null = null): Language {
  const asked = url.searchParams.get('locale') ?? '';
  if (asked === 'ko' || asked === 'en') return asked;
  if (known) return known;
  const accepted = (req.headers['accept-language'] ?? '').toLowerCase().split(',');
  const first = accepted.map((part) => part.trim().slice(0, 2)).find((part) => part === 'ko' || part === 'en');
  return first === 'ko' ? 'ko' : 'en';
}
