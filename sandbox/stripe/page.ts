import { type Html, html, type Language, trusted } from '../http/html';
import { page } from '../http/layout';
import { BEHAVIOURS } from '../payments/page';
import { PAGE_TEXT } from '../payments/page-text';
import type { Session } from './objects';

const OWN = {
  en: {
    title: 'Pay with Stripe',
    declined: 'The card was declined. Nothing was taken; try another one.',
    over: { complete: 'You have paid here already', expired: 'This page has ended' },
    overText: { complete: 'Go on to the shop to see your booking.', expired: 'Nothing was taken.' },
    toShop: 'Continue to the shop',
  },
  ko: {
    title: 'Stripe로 결제',
    declined: '카드가 거절됐어요. 빠져나간 돈은 없으니 다른 카드로 해 보세요.',
    over: { complete: '이미 결제했어요', expired: '결제 페이지가 닫혔어요' },
    overText: { complete: '상점으로 이어 가면 예약을 볼 수 있어요.', expired: '빠져나간 돈은 없어요.' },
    toShop: '상점으로 이어 가기',
  },
} as const;

const DECIMALS: Record<string, number> = { krw: 0, jpy: 0 };

function moneyOf({ amount_total, currency }: Session, language: Language): string {
  const amount = amount_total / 10 ** (DECIMALS[currency] ?? 2);
  if (currency === 'krw' && language === 'ko') return `${amount.toLocaleString('en-US')}원`;
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() }).format(amount);
}

/** The page of one session: what it is for and, while it is open, the cards. */
export function checkoutPage(session: Session, name: string, language: Language, url: URL, declined: boolean): string {
  const text = PAGE_TEXT[language];
  const own = OWN[language];
  const { status } = session;
  const open = status === 'open';
  const body = html`
<h1>${open ? own.title : own.over[status]}</h1>
${!open && html`<p class="lead">${own.overText[status]}</p>`}
${open && declined && html`<p class="field-error" role="alert" style="margin:0 0 16px">${own.declined}</p>`}
<section class="card" aria-label="${text.amount}">
  <p class="soft small" style="margin:0">${open ? text.toPay : text.amount}</p>
  <p class="amount">${moneyOf(session, language)}</p>
  <hr style="border:0;border-top:1px solid var(--hairline);margin:16px 0">
  <dl class="facts">
    <div><dt>${text.order}</dt><dd>${name}</dd></div>
    <div><dt>${text.orderId}</dt><dd class="small"><code>${session.client_reference_id}</code></dd></div>
  </dl>
</section>
${open ? choices(session, language) : wayOut(session, language)}`;
  const title = `${own.title} · ${moneyOf(session, language)}`;
  return page({ title, language, notice: text.notice, body, languageSwitch: url, narrow: true });
}

const action = ({ id }: Session, name: string, language: Language) => `/stripe/pay/${id}/${name}?locale=${language}`;

function choices(session: Session, language: Language): Html {
  const text = PAGE_TEXT[language];
  return html`
<form method="post" action="${action(session, 'approve', language)}" style="margin-top:16px">
  <details class="card"><summary>${text.otherCards}</summary><fieldset>
    <legend class="sr">${text.card}</legend>
    ${BEHAVIOURS.map(
      (
        one,
      ) => html`<label class="choice"><input type="radio" name="card" value="${one}"${one === 'approve' ? trusted(' checked') : ''}>
      <span>${text.behaviours[one][0]}<small>${text.behaviours[one][1]}</small></span></label>`,
    )}
  </fieldset></details>
  <div class="buttons" style="margin-top:16px">
    <button class="primary" type="submit">${text.approve(moneyOf(session, language))}</button>
    <button type="submit" formaction="${action(session, 'decline', language)}">${text.decline}</button>
    <button type="submit" formaction="${action(session, 'cancel', language)}">${text.cancel}</button>
    <button class="plain" type="submit" formaction="${action(session, 'abandon', language)}" aria-describedby="abandon-hint">${text.abandon}</button>
  </div>
  <p id="abandon-hint" class="soft small" style="margin-top:4px;text-align:center">${text.abandonHint}</p>
</form>`;
}

function wayOut(session: Session, language: Language): Html {
  if (session.status !== 'complete') return html``;
  return html`<form method="post" action="${action(session, 'approve', language)}" style="margin-top:16px">
  <button class="primary" type="submit">${OWN[language].toShop}</button></form>`;
}

/** What is shown after leaving: like closing the window, it tells the shop nothing. */
export function leftPage(session: Session, language: Language): string {
  const text = PAGE_TEXT[language];
  const body = html`
<h1>${text.abandonedTitle}</h1>
<p class="lead">${text.abandonedText}</p>
<p><a class="button" href="/stripe/pay/${session.id}?locale=${language}">${text.resume}</a></p>`;
  return page({ title: text.abandonedTitle, language, notice: text.notice, body, narrow: true });
}
