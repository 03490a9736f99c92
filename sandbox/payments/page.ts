import { type Html, html, type Language, trusted } from '../http/html';
import { page } from '../http/layout';
import { PAGE_TEXT, won } from './page-text';
import { seoulTime } from './seoul-time';
import type { CardBehaviour, PaymentStatus, StoredPayment } from './types';

export const BEHAVIOURS: readonly CardBehaviour[] = [
  'approve',
  'refuse-company',
  'refuse-funds',
  'slow',
  'lost-answer',
];

const TONE: Record<PaymentStatus, 'good' | 'bad' | 'wait'> = {
  READY: 'wait',
  IN_PROGRESS: 'wait',
  WAITING_FOR_DEPOSIT: 'wait',
  DONE: 'good',
  CANCELED: 'good',
  PARTIAL_CANCELED: 'good',
  ABORTED: 'bad',
  EXPIRED: 'bad',
};

export function isCardBehaviour(text: string): text is CardBehaviour {
  return (BEHAVIOURS as readonly string[]).includes(text);
}

/** The page of one payment: what it is for, and while it is READY, the choices. */
export function paymentPage(stored: StoredPayment, language: Language, url: URL): string {
  const text = PAGE_TEXT[language];
  const { payment } = stored;
  const waiting = payment.status === 'READY';
  const body = html`
<h1>${waiting ? text.title : text.states[payment.status][0]}</h1>
${!waiting && html`<p class="lead">${text.states[payment.status][1]}</p>`}
<section class="card" aria-label="${text.amount}">
  <p class="soft small" style="margin:0">${waiting ? text.toPay : text.amount}</p>
  <p class="amount">${won(payment.totalAmount, language)}</p>
  <hr style="border:0;border-top:1px solid var(--hairline);margin:16px 0">
  ${facts(stored, language)}
</section>
${waiting ? choices(stored, language) : wayOut(stored, language)}`;
  return page({
    title: `${text.title} · ${won(payment.totalAmount, language)}`,
    language,
    notice: text.notice,
    body,
    languageSwitch: url,
    narrow: true,
  });
}

function facts(stored: StoredPayment, language: Language): Html {
  const text = PAGE_TEXT[language];
  const { payment } = stored;
  const until = seoulTime(stored.expiresAt).slice(11, 16);
  return html`<dl class="facts">
    <div><dt>${text.order}</dt><dd>${payment.orderName}</dd></div>
    <div><dt>${text.orderId}</dt><dd class="small"><code>${payment.orderId}</code></dd></div>
    ${
      payment.status === 'READY'
        ? html`<div><dt>${text.validUntil}</dt><dd>${until}${language === 'ko' ? '까지 (서울)' : ', Seoul time'}</dd></div>`
        : html`<div><dt>${language === 'ko' ? '상태' : 'State'}</dt><dd><span class="status ${TONE[payment.status]}">${text.states[payment.status][0]}</span></dd></div>`
    }
    ${(payment.cancels ?? []).map(
      (one) =>
        html`<div><dt>${language === 'ko' ? '환불' : 'Refund'}</dt><dd>${won(one.cancelAmount, language)} <span class="soft small">${one.cancelReason}</span></dd></div>`,
    )}
  </dl>`;
}

function choices(stored: StoredPayment, language: Language): Html {
  const text = PAGE_TEXT[language];
  const top = stored.windowTarget === 'iframe' ? trusted(' target="_top"') : '';
  const action = (name: string) => `/toss/pay/${stored.payment.paymentKey}/${name}?locale=${language}`;
  return html`
<form method="post" action="${action('approve')}"${top} style="margin-top:16px">
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
    <button class="primary" type="submit">${text.approve(won(stored.payment.totalAmount, language))}</button>
    <button type="submit" formaction="${action('decline')}">${text.decline}</button>
    <button type="submit" formaction="${action('cancel')}">${text.cancel}</button>
    <button class="plain" type="submit" formaction="${action('abandon')}" formtarget="_self" aria-describedby="abandon-hint">${text.abandon}</button>
  </div>
  <p id="abandon-hint" class="soft small" style="margin-top:4px;text-align:center">${text.abandonHint}</p>
</form>`;
}

function wayOut(stored: StoredPayment, language: Language): Html {
  const text = PAGE_TEXT[language];
  const top = stored.windowTarget === 'iframe' ? trusted(' target="_top"') : '';
  const resumable = stored.payment.status === 'IN_PROGRESS';
  const name = resumable ? 'approve' : 'leave';
  const refused = stored.payment.status === 'ABORTED' || stored.payment.status === 'EXPIRED';
  if (!resumable && !refused) return html``;
  return html`<form method="post" action="/toss/pay/${stored.payment.paymentKey}/${name}?locale=${language}"${top} style="margin-top:16px">
  <button class="${resumable ? 'primary' : ''}" type="submit">${resumable ? text.again : text.toShop}</button></form>`;
}

/** What is shown after abandoning. In a frame it also tells the SDK to take the frame away. */
export function abandonedPage(stored: StoredPayment, language: Language, nonce: string): string {
  const text = PAGE_TEXT[language];
  const target = JSON.stringify(new URL(stored.successUrl).origin).replace(/</g, '\\u003c');
  const body = html`
<h1>${text.abandonedTitle}</h1>
<p class="lead">${text.abandonedText}</p>
<p><a class="button" href="/toss/pay/${stored.payment.paymentKey}?locale=${language}">${text.resume}</a></p>
${
  stored.windowTarget === 'iframe' &&
  html`<script nonce="${nonce}">parent.postMessage('payment-page-closed', ${trusted(target)});</script>`
}`;
  return page({ title: text.abandonedTitle, language, notice: text.notice, body, narrow: true });
}

/** Shown when a payment cannot be opened; `reason` says what is wrong with the request. */
export function refusedPage(language: Language, reason: string | null): string {
  const text = PAGE_TEXT[language];
  const body = html`<h1>${text.cannotOpen}</h1><p class="lead">${reason ?? text.unknownPayment}</p>`;
  return page({ title: text.cannotOpen, language, notice: text.notice, body, narrow: true });
}
