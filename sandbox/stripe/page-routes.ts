import { readForm, redirect, sendHtml } from '../http/answers';
import { type Language, languageOf } from '../http/html';
import type { Exchange, Router } from '../http/router';
import { isCardBehaviour, refusedPage } from '../payments/page';
import type { StripeParts } from './api';
import type { Session, SessionSecret } from './objects';
import { checkoutPage, leftPage } from './page';
import { complete } from './sessions';

type Found = { value: Session; secret: SessionSecret };

/** The hosted page, as the diner's browser meets it. A declined card leaves it open for another one, as at the provider. */
export function registerStripePages(router: Router, prefix: string, { store, webhooks }: StripeParts): void {
  const on = (action: string, handler: (exchange: Exchange, found: Found, language: Language) => unknown) =>
    router.on(action === '' ? 'GET' : 'POST', `${prefix}/pay/:id${action}`, async (exchange) => {
      const found = store.stripe.sessions.get(exchange.params.id!);
      const language = languageOf(exchange.req, exchange.url);
      if (found) await handler(exchange, found, language);
      else sendHtml(exchange.res, 404, refusedPage(language, null));
    });
  const show = ({ res, url }: Exchange, found: Found, language: Language, declined = false) =>
    sendHtml(res, 200, checkoutPage(found.value, found.secret.name, language, url, declined), policy(found.value));
  on('', (exchange, found, language) => show(exchange, found, language, exchange.url.searchParams.has('declined')));
  on('/approve', async ({ req, res }, { value }) => {
    const chosen = (await readForm(req)).get('card') ?? 'approve';
    const now = Date.now();
    if (value.status === 'open') {
      const card = isCardBehaviour(chosen) ? chosen : 'approve';
      webhooks.commit(complete(store, value.id, card, now), now);
    } else if (value.status === 'expired') return redirect(res, `${prefix}/pay/${value.id}`);
    redirect(res, value.success_url.replace('{CHECKOUT_SESSION_ID}', value.id));
  });
  on('/decline', ({ res }, { value }, language) =>
    redirect(res, `${prefix}/pay/${value.id}?locale=${language}&declined`),
  );
  on('/cancel', ({ res }, { value }) => redirect(res, value.cancel_url ?? value.success_url));
  on('/abandon', ({ res }, { value }, language) => sendHtml(res, 200, leftPage(value, language), policy(value)));
}

/** Chromium applies form-action to where a posted form is redirected to, hence the shop's origins. */
function policy(session: Session): Record<string, string> {
  const shop = [session.success_url, session.cancel_url ?? session.success_url].map((one) => new URL(one).origin);
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "img-src 'self'",
      "font-src 'self'",
      `form-action 'self' ${[...new Set(shop)].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  };
}
