import Provider, { errors, type Interaction, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { readForm, sendHtml } from '../http/answers';
import { type Language, languageOf } from '../http/html';
import type { Exchange, Router } from '../http/router';
import type { SandboxSettings } from '../options';
import { memoryAdapters } from './adapter';
import { loadKeys } from './keys';
import { brokenPage, choosePage } from './page';
import { DEMO_PEOPLE, type Person, personNamed, tidyName } from './people';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/** Mounts the OpenID provider at the path of `issuer`. */
export function startSignIn(router: Router, settings: SandboxSettings, issuer: string): void {
  const prefix = new URL(issuer).pathname.replace(/\/$/, '');
  const signIn = new SignIn(settings, issuer, prefix);
  router.on('GET', `${prefix}/interaction/:uid`, (exchange) => signIn.ask(exchange));
  router.on('POST', `${prefix}/interaction/:uid`, (exchange) => signIn.answer(exchange));
  router.mount(prefix, (exchange) => signIn.serve(exchange));
}

class SignIn {
  private readonly provider: Provider;
  private readonly handler: ReturnType<Provider['callback']>;
  /** Who signed in, in which language: what the claims are made of. */
  private readonly known = new Map<string, { person: Person; language: Language }>();

  constructor(
    private readonly settings: SandboxSettings,
    issuer: string,
    private readonly prefix: string,
  ) {
    for (const person of DEMO_PEOPLE) this.known.set(person.sub, { person, language: 'en' });
    this.provider = new Provider(issuer, this.configuration());
    this.provider.on('server_error', (_ctx, error: Error) => settings.onError(`sign-in: ${error.stack}`));
    this.handler = this.provider.callback();
  }

  /** Everything of the protocol itself. The provider wants to be told where it is mounted. */
  serve({ req, res }: Exchange): Promise<void> {
    const url = req.url ?? '/';
    if (url.startsWith(`${this.prefix}/auth`)) forgetSession(req);
    const original = req as typeof req & { originalUrl?: string };
    original.originalUrl = url;
    req.url = url.slice(this.prefix.length) || '/';
    return Promise.resolve(this.handler(req, res));
  }

  async ask({ req, res, url }: Exchange): Promise<void> {
    const interaction = await this.find(req, res, url);
    if (!interaction) return;
    const language = languageOf(req, url, hintedLanguage(interaction));
    sendHtml(res, 200, choosePage(url, language), policy(interaction));
  }

  async answer({ req, res, url }: Exchange): Promise<void> {
    const form = await readForm(req);
    const interaction = await this.find(req, res, url);
    if (!interaction) return;
    const language = languageOf(req, url, hintedLanguage(interaction));
    if (form.has('cancel')) {
      const result = { error: 'access_denied', error_description: 'The sign-in was cancelled.' };
      return this.provider.interactionFinished(req, res, result);
    }
    const person = chosen(form);
    if (!person) {
      const html = choosePage(url, language, form.get('name') ?? '');
      return sendHtml(res, 422, html, policy(interaction));
    }
    this.known.set(person.sub, { person, language });
    const login = { accountId: person.sub, remember: false };
    await this.provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
  }

  private async find(req: Exchange['req'], res: Exchange['res'], url: URL): Promise<Interaction | undefined> {
    try {
      return await this.provider.interactionDetails(req, res);
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      sendHtml(res, 400, brokenPage(languageOf(req, url), this.settings.appUrl));
      return undefined;
    }
  }

  private configuration(): ConstructorParameters<typeof Provider>[1] {
    const { jwks, cookieKeys } = loadKeys(this.settings.dataDir);
    const { id, secret } = this.settings.oidcClient;
    return {
      adapter: memoryAdapters(),
      jwks,
      cookies: { keys: cookieKeys },
      clients: [
        {
          client_id: id,
          client_secret: secret,
          redirect_uris: redirectUris(this.settings.appUrl),
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], profile: ['name', 'locale'], email: ['email', 'email_verified'] },
      // next-auth reads the profile from the ID token, so the claims of the scopes have to be in it.
      conformIdTokenClaims: false,
      scopes: ['openid'],
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
      pkce: { required: () => false },
      clientBasedCORS: () => false,
      interactions: { policy: askEveryTime(), url: (_ctx, { uid }) => `${this.prefix}/interaction/${uid}` },
      findAccount: (_ctx, sub) => this.account(sub),
      loadExistingGrant: grantEverything,
      renderError: (ctx, out) => {
        ctx.type = 'html';
        const language = languageOf(ctx.req, new URL(ctx.href));
        ctx.body = brokenPage(language, this.settings.appUrl, `${out.error}: ${out.error_description ?? ''}`);
      },
      ttl: {
        AccessToken: HOUR_S,
        AuthorizationCode: MINUTE_S,
        Grant: HOUR_S,
        IdToken: HOUR_S,
        Interaction: HOUR_S,
        Session: HOUR_S,
      },
    };
  }

  private account(sub: string) {
    const known = this.known.get(sub);
    if (!known) return undefined;
    const { person, language } = known;
    const claims = { sub, name: person.name[language], email: person.email, email_verified: true, locale: language };
    return { accountId: sub, claims: () => claims };
  }
}

/**
 * Every sign-in starts from nobody: a session left by another account would lead through the provider's logout page
 * before one could come back as somebody else.
 */
function forgetSession(req: Exchange['req']): void {
  const cookies = (req.headers.cookie ?? '').split(/;\s*/);
  req.headers.cookie = cookies.filter((one) => !/^_session(\.|=)/.test(one)).join('; ');
}

/** Asks who it is at every sign-in, whatever the browser remembers. */
function askEveryTime() {
  const { base, Check } = interactionPolicy;
  const policies = base();
  const check = new Check('each_time', 'The sandbox asks every time.', (ctx) =>
    ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  );
  policies.get('login')?.checks.add(check);
  return policies;
}

/** Our own client is granted what it asks for: no consent page between a diner and dinner. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { provider, session, client, params } = ctx.oidc;
  const grant = new provider.Grant({ accountId: session!.accountId, clientId: client!.clientId });
  grant.addOIDCScope(String(params?.scope ?? 'openid'));
  await grant.save();
  return grant;
}

function chosen(form: URLSearchParams): Person | undefined {
  const sub = form.get('person');
  if (sub !== null) return DEMO_PEOPLE.find((one) => one.sub === sub);
  const name = tidyName(form.get('name') ?? '');
  return name === undefined ? undefined : personNamed(name);
}

/** The app's callback, under `localhost` and `127.0.0.1` alike when the app runs on this machine. */
function redirectUris(appUrl: string): string[] {
  const app = new URL(appUrl);
  const local = app.hostname === 'localhost' || app.hostname === '127.0.0.1';
  const hosts = local ? ['localhost', '127.0.0.1'] : [app.hostname];
  return hosts.map((host) => {
    const url = new URL('/api/auth/callback/sandbox', appUrl);
    url.hostname = host;
    return url.href;
  });
}

function hintedLanguage(interaction: Interaction): Language | null {
  const first = String(interaction.params.ui_locales ?? '').slice(0, 2);
  return first === 'ko' || first === 'en' ? first : null;
}

/** The form's answer is redirected to the app, and Chromium applies form-action to that too. */
function policy(interaction: Interaction): Record<string, string> {
  const app = new URL(String(interaction.params.redirect_uri)).origin;
  return {
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; font-src 'self'; form-action 'self' ${app}; frame-ancestors 'none'; base-uri 'none'`,
  };
}
