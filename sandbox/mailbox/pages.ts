import { type Html, html, type Language } from '../http/html';
import { page } from '../http/layout';
import type { Mail, MailAttachment, MailSummary } from './store';

const TEXT = {
  en: {
    notice: 'Sandbox mailbox. Nothing here leaves this machine.',
    title: 'Mail',
    search: 'Recipient',
    find: 'Find',
    placeholder: 'diner@tablepick.example',
    none: 'No mail yet',
    noneText: 'Book a table, and its confirmation arrives here.',
    noMatch: 'No mail to this recipient',
    showAll: 'Show all mail',
    noSubject: '(no subject)',
    to: 'To',
    from: 'From',
    at: 'Received',
    back: 'All mail',
    message: 'Message',
    plain: 'Text',
    view: 'How to show it',
    attachments: 'Attachments',
    noPlain: 'This mail has no text version.',
    missing: 'There is no such mail',
    missingText: 'Only the last 500 are kept.',
    count: (n: number) => (n === 1 ? '1 attachment' : `${n} attachments`),
  },
  ko: {
    notice: '샌드박스 우편함이에요. 어떤 메일도 이 컴퓨터 밖으로 나가지 않아요.',
    title: '메일',
    search: '받는 사람',
    find: '찾기',
    placeholder: 'diner@tablepick.example',
    none: '아직 메일이 없어요',
    noneText: '자리를 예약하면 확인 메일이 여기로 와요.',
    noMatch: '이 사람에게 온 메일이 없어요',
    showAll: '모든 메일 보기',
    noSubject: '(제목 없음)',
    to: '받는 사람',
    from: '보낸 사람',
    at: '받은 시각',
    back: '모든 메일',
    message: '메일',
    plain: '텍스트',
    view: '보는 방법',
    attachments: '첨부 파일',
    noPlain: '텍스트로 된 내용이 없는 메일이에요.',
    missing: '찾을 수 없는 메일이에요',
    missingText: '최근 500통만 보관해요.',
    count: (n: number) => `첨부 ${n}개`,
  },
} as const;

const STYLES = `
.find{display:grid;grid-template-columns:1fr auto;gap:8px;margin-bottom:24px}.find label{grid-column:1/-1;margin:0}.find button{width:auto;padding-inline:20px}
.mails{padding:0;overflow:hidden}
.mails a{display:grid;gap:2px 16px;padding:16px;text-decoration:none;grid-template-columns:1fr auto}
.mails a:hover{background:color-mix(in oklch,var(--accent) 6%,transparent)}.mails a:focus-visible{outline-offset:-2px;border-radius:10px}
.mails .to{grid-column:1/-1;color:var(--soft);font-size:14px}.mails time{color:var(--soft);font-size:14px;white-space:nowrap}
.empty{text-align:center;padding-block:40px}
.views{display:flex;gap:8px;margin:24px 0 8px}
.views a{display:inline-flex;align-items:center;min-height:44px;padding:0 12px;border-radius:10px;border:1px solid transparent;text-decoration:none;color:var(--soft)}
.views a[aria-current]{border-color:var(--hairline);background:var(--card);color:var(--ink);font-weight:600}
iframe{display:block;width:100%;height:75vh;min-height:480px;border:1px solid var(--hairline);border-radius:10px;background:#fff;color-scheme:light}
pre{margin:0;white-space:pre-wrap;font:inherit}
.files a{display:flex;justify-content:space-between;gap:16px;align-items:center;min-height:48px}
.back{display:inline-flex;min-height:44px;align-items:center;color:var(--soft)}
@media(max-width:719px){.mails a{grid-template-columns:1fr}dl.facts dd{text-align:right}}`;

function when(iso: string, language: Language): string {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  const form = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, { ...form, hourCycle: 'h23', timeZone: 'Asia/Seoul' }).format(new Date(iso));
}

export function listPage(mails: MailSummary[], recipient: string, url: URL, language: Language): string {
  const text = TEXT[language];
  const empty = recipient
    ? html`<div class="card empty"><h2>${text.noMatch}</h2><p><a href="/mail">${text.showAll}</a></p></div>`
    : html`<div class="card empty"><h2>${text.none}</h2><p class="soft">${text.noneText}</p></div>`;
  const rows = html`<ul class="card rows mails">${mails.map(
    (one) => html`<li><a href="/mail/${one.id}?locale=${language}"><strong>${one.subject || text.noSubject}</strong>
<time datetime="${one.receivedAt}">${when(one.receivedAt, language)}</time>
<span class="to">${one.to.join(', ')}${one.attachmentCount > 0 && ` · ${text.count(one.attachmentCount)}`}</span></a></li>`,
  )}</ul>`;
  const body = html`<h1>${text.title}</h1>
<form class="find" method="get" action="/mail" role="search"><label for="to">${text.search}</label>
<input type="search" id="to" name="to" value="${recipient}" placeholder="${text.placeholder}" autocomplete="off">
<input type="hidden" name="locale" value="${language}"><button type="submit">${text.find}</button></form>
${mails.length > 0 ? rows : empty}`;
  return page({ title: text.title, language, notice: text.notice, body, languageSwitch: url, styles: STYLES });
}

export function mailPage(mail: Mail, view: 'html' | 'text', url: URL, language: Language): string {
  const text = TEXT[language];
  const subject = mail.subject || text.noSubject;
  const seoul = language === 'ko' ? ' (서울)' : ', Seoul time';
  const body = html`<a class="back" href="/mail?locale=${language}">${text.back}</a>
<h1>${subject}</h1>
<div class="card"><dl class="facts">
<div><dt>${text.from}</dt><dd>${mail.from}</dd></div>
<div><dt>${text.to}</dt><dd>${mail.to.join(', ')}</dd></div>
<div><dt>${text.at}</dt><dd><time datetime="${mail.receivedAt}">${when(mail.receivedAt, language)}${seoul}</time></dd></div>
</dl></div>
${mail.attachments.length > 0 && files(mail, text.attachments)}
<nav class="views" aria-label="${text.view}">${mail.html !== null && viewLink(mail, 'html', view, text.message, language)}${viewLink(mail, 'text', view, text.plain, language)}</nav>
${
  view === 'html'
    ? html`<iframe title="${subject}" src="/mail/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
    : html`<div class="card">${mail.text === null ? html`<p class="soft" style="margin:0">${text.noPlain}</p>` : html`<pre>${mail.text}</pre>`}</div>`
}`;
  return page({ title: subject, language, notice: text.notice, body, languageSwitch: url, styles: STYLES });
}

function viewLink(mail: Mail, to: 'html' | 'text', view: string, name: string, language: Language): Html {
  const address = `/mail/${mail.id}?view=${to}&locale=${language}`;
  return to === view
    ? html`<a href="${address}" aria-current="page">${name}</a>`
    : html`<a href="${address}">${name}</a>`;
}

function files(mail: Mail, title: string): Html {
  return html`<section class="card files" aria-label="${title}"><h2>${title}</h2><ul class="rows">${mail.attachments.map(
    (one, index) =>
      html`<li><a href="/mail/${mail.id}/attachments/${index}" download="${one.filename}"><span>${one.filename}</span><span class="soft small">${size(one)}</span></a></li>`,
  )}</ul></section>`;
}

function size({ sizeBytes }: MailAttachment): string {
  return sizeBytes < 1000 ? `${sizeBytes} B` : `${(sizeBytes / 1000).toFixed(1)} kB`;
}

export function missingPage(language: Language): string {
  const text = TEXT[language];
  const body = html`<h1>${text.missing}</h1><p class="lead">${text.missingText}</p><p><a href="/mail">${text.back}</a></p>`;
  return page({ title: text.missing, language, notice: text.notice, body });
}

/** The HTML part as a document of its own: links open in a new tab, pictures of the mail come from the mail. */
export function mailDocument(mail: Mail): string {
  const source = mail.html ?? '';
  const withPictures = mail.attachments.reduce(
    (text, one, index) =>
      one.contentId ? text.replaceAll(`cid:${one.contentId}`, `/mail/${mail.id}/attachments/${index}`) : text,
    source,
  );
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(withPictures)
    ? withPictures.replace(/<head[^>]*>/i, (head) => head + base)
    : base + withPictures;
}
