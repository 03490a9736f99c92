import type { MailContent } from './types';

/** The mail for readers without HTML: the same words in the same order, one thing a line. */
export function plainText(content: MailContent): string {
  const { pass = [], code, facts, terms, action } = content;
  const noted = (value: string, note?: string) => (note ? `${value} (${note})` : value);
  const blocks = [
    [content.title, content.status],
    content.lead,
    pass.map(({ label, value, note }) => `${label}: ${noted(value, note)}`),
    [...(code ? [`${code.label}: ${code.value}`] : []), ...facts.map(({ label, value }) => `${label}: ${value}`)],
    [`${action.label}: ${action.href}`],
    terms ? [terms.title, ...terms.rows.map(({ when, what }) => `- ${when}: ${what}`), terms.note ?? ''] : [],
    content.notes,
    [content.footer],
  ];
  return `${blocks
    .map((lines) => lines.filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n')}\n`;
}
