import { sendHtml, sendJson } from './http/answers';
import { html, languageOf } from './http/html';
import { page } from './http/layout';
import type { Router } from './http/router';

/** The front page, which says what is here, and the health check. */
export function registerHome(router: Router, facts: { appUrl: string; issuer: string; smtpPort: number }): void {
  router.on('GET', '/health', ({ res }) => sendJson(res, 200, { ok: true }));
  router.on('GET', '/', ({ req, res, url }) => {
    const language = languageOf(req, url);
    const ko = language === 'ko';
    const entries = [
      {
        href: '/control/payments',
        name: ko ? '결제' : 'Payments',
        text: ko
          ? '결제창, 승인·조회·취소 API, 웹훅. 실제 돈은 오가지 않아요.'
          : 'Payment page, confirm, query and cancel, webhooks. No real money moves.',
        link: ko ? '결제 목록 (JSON)' : 'Payments so far (JSON)',
      },
      {
        href: `${facts.issuer}/.well-known/openid-configuration`,
        name: ko ? '로그인' : 'Sign-in',
        text: ko
          ? '데모 계정 세 개와, 아무 이름으로나 로그인할 수 있는 OpenID 제공자예요.'
          : 'An OpenID provider with three demo accounts and room for any other name.',
        link: ko ? '제공자 설정 (JSON)' : 'Provider metadata (JSON)',
      },
      {
        href: '/mail',
        name: ko ? '우편함' : 'Mailbox',
        text: ko
          ? `포트 ${facts.smtpPort}의 SMTP로 보낸 메일이 모두 여기 모여요.`
          : `Every mail sent by SMTP to port ${facts.smtpPort} ends here.`,
        link: ko ? '메일 읽기' : 'Read the mail',
      },
    ];
    const body = html`
<h1>${ko ? '외부 서비스를 대신하는 곳' : 'Stand-ins for the outside world'}</h1>
<p class="lead">${ko ? 'TablePick이 실제 자격 증명 없이도 온전히 움직이도록 이 컴퓨터에서만 돌아가요.' : 'They run on this machine only, so that TablePick works whole without any real credentials.'}
<a href="${facts.appUrl}">${ko ? 'TablePick 열기' : 'Open TablePick'}</a></p>
<div class="entries">${entries.map(
      (one) =>
        html`<section class="card"><h2>${one.name}</h2><p class="soft">${one.text}</p><a class="reach" href="${one.href}">${one.link}</a></section>`,
    )}</div>`;
    const styles = `.entries{display:grid;gap:16px;margin-top:24px}.entries .card+.card{margin:0}
.reach{display:inline-flex;align-items:center;min-height:44px;font-weight:600}
@media(min-width:900px){.entries{grid-template-columns:repeat(3,1fr)}}`;
    const notice = ko ? '개발용 샌드박스예요.' : 'A sandbox for development.';
    const title = ko ? 'TablePick 샌드박스' : 'TablePick sandbox';
    sendHtml(res, 200, page({ title, language, notice, body, languageSwitch: url, styles }));
  });
}
