import { type Html, html, type Language, trusted } from './html';
import { STYLES } from './styles';

export interface PageParts {
  title: string;
  language: Language;
  /** Shown across the top, in words: what this page is not. */
  notice: string;
  body: Html;
  /** Address of this page; with it a switch between the languages is shown. */
  languageSwitch?: URL;
  narrow?: boolean;
  styles?: string;
}

const INFO_ICON = trusted(
  '<svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"><circle cx="8" cy="8" r="6.25"/><path d="M8 7.25v3.5M8 5v.01"/></svg>',
);

/** A whole page in the look all sandbox pages share. */
export function page(parts: PageParts): string {
  const { title, language, notice, body, languageSwitch, narrow, styles } = parts;
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="preload" href="/assets/pretendard.woff2" as="font" type="font/woff2" crossorigin>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<style>${trusted(STYLES)}${trusted(styles ?? '')}</style>
</head>
<body>
<aside class="notice" aria-label="${language === 'ko' ? '안내' : 'Notice'}">${INFO_ICON}<span>${notice}</span></aside>
<main class="${narrow ? 'narrow' : 'wide'}">
<header class="top">
<a class="brand" href="/">${language === 'ko' ? 'TablePick 샌드박스' : 'TablePick sandbox'}</a>
${languageSwitch && switcher(languageSwitch, language)}
</header>
${body}
</main>
</body>
</html>`;
  return document.text;
}

function switcher(url: URL, language: Language): Html {
  const to = (locale: Language) => {
    const next = new URL(url);
    next.searchParams.set('locale', locale);
    return next.pathname + next.search;
  };
  const link = (locale: Language, name: string) =>
    locale === language
      ? html`<span aria-current="true" lang="${locale}">${name}</span>`
      : html`<a href="${to(locale)}" hreflang="${locale}" lang="${locale}">${name}</a>`;
  return html`<nav class="languages" aria-label="${language === 'ko' ? '언어' : 'Language'}">${link('ko', '한국어')}${link('en', 'English')}</nav>`;
}
