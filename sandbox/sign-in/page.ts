import { html, type Language } from '../http/html';
import { page } from '../http/layout';
import { DEMO_PEOPLE, NAME_MAX } from './people';

const TEXT = {
  en: {
    notice: 'Sandbox sign-in. No passwords, nobody is checked.',
    title: 'Who are you today?',
    lead: 'Choose a demo account, or use any name.',
    people: 'Demo accounts',
    other: 'Any other name',
    otherHint: 'The same name is the same person next time.',
    go: 'Continue',
    cancel: 'Back without signing in',
    badName: `Enter a name of 1 to ${NAME_MAX} characters.`,
    goneTitle: 'This sign-in is over',
    gone: 'It was open too long, or was finished in another tab. Start again from TablePick.',
    home: 'Open TablePick',
  },
  ko: {
    notice: '샌드박스 로그인이에요. 비밀번호도, 확인도 없어요.',
    title: '오늘은 누구로 들어갈까요?',
    lead: '데모 계정을 고르거나 아무 이름이나 쓰세요.',
    people: '데모 계정',
    other: '다른 이름',
    otherHint: '같은 이름은 다음에도 같은 사람이에요.',
    go: '계속하기',
    cancel: '로그인하지 않고 돌아가기',
    badName: `이름을 1자에서 ${NAME_MAX}자 사이로 입력해 주세요.`,
    goneTitle: '끝난 로그인이에요',
    gone: '너무 오래 열려 있었거나 다른 탭에서 마쳤어요. TablePick에서 다시 시작해 주세요.',
    home: 'TablePick 열기',
  },
} as const;

const STYLES = `
.people{padding:0;overflow:hidden}
.people button{border:0;border-radius:0;justify-content:flex-start;gap:16px;padding:16px;min-height:76px;text-align:left;font-weight:400}
.people li+li{border-top:1px solid var(--hairline)}
.people button:hover{background:color-mix(in oklch,var(--accent) 6%,transparent)}
.people button:focus-visible{outline-offset:-2px;border-radius:10px}
.face{flex:none;width:44px;height:44px;border-radius:50%;display:grid;place-items:center;border:1px solid var(--hairline);background:var(--paper);color:var(--accent);font-weight:650}
.who{display:grid;min-width:0}.who strong{font-weight:650;font-size:16px;color:var(--ink);margin-right:4px}.who span{color:var(--soft);font-size:14px}
.people svg{margin-left:auto;flex:none;color:var(--soft)}
.other{display:grid;gap:8px;grid-template-columns:1fr auto;align-items:start}
.other button{width:auto;padding-inline:20px}`;

const ARROW = html`<svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="M7.5 4.5 13 10l-5.5 5.5"/></svg>`;

/** The page on which one says who one is. `wrongName`: what was typed and refused. */
export function choosePage(url: URL, language: Language, wrongName?: string): string {
  const text = TEXT[language];
  const action = `${url.pathname}?locale=${language}`;
  const wrong = wrongName !== undefined;
  const body = html`
<h1>${text.title}</h1>
<p class="lead">${text.lead}</p>
<form method="post" action="${action}" aria-label="${text.people}">
<ul class="card rows people">${DEMO_PEOPLE.map(
    (
      one,
    ) => html`<li><button type="submit" name="person" value="${one.sub}"><span class="face" aria-hidden="true">${[...one.name[language]][0]}</span>
<span class="who"><span><strong>${one.name[language]}</strong> ${one.role[language]}</span><span>${one.email}</span></span>${ARROW}</button></li>`,
  )}</ul>
</form>
<form method="post" action="${action}" style="margin-top:24px" novalidate>
<label for="name">${text.other}</label>
<div class="other"><input type="text" id="name" name="name" maxlength="${NAME_MAX}" autocomplete="off" value="${wrongName}"
 aria-describedby="${wrong ? 'name-error' : 'name-hint'}" aria-invalid="${wrong ? 'true' : 'false'}"><button type="submit">${text.go}</button></div>
${
  wrong
    ? html`<p class="field-error" id="name-error" role="alert">${text.badName}</p>`
    : html`<p class="soft small" id="name-hint" style="margin-top:8px">${text.otherHint}</p>`
}
</form>
<form method="post" action="${action}" style="margin-top:16px"><button class="plain" type="submit" name="cancel" value="1">${text.cancel}</button></form>`;
  return page({
    title: text.title,
    language,
    notice: text.notice,
    body,
    languageSwitch: url,
    narrow: true,
    styles: STYLES,
  });
}

/** Shown when a sign-in cannot go on; `detail` is the provider's own word for why, for developers. */
export function brokenPage(language: Language, appUrl: string, detail?: string): string {
  const text = TEXT[language];
  const body = html`<h1>${text.goneTitle}</h1><p class="lead">${text.gone}</p>
<p><a class="button primary" href="${appUrl}">${text.home}</a></p>${detail && html`<p class="soft small"><code>${detail}</code></p>`}`;
  return page({ title: text.goneTitle, language, notice: text.notice, body, narrow: true });
}
