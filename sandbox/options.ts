/** What `startSandbox` can be told. Everything has a default that suits a test. */
export interface SandboxOptions {
  /** HTTP port, 0 for any free one (default). */
  port?: number;
  /** SMTP port, 0 for any free one (default). */
  smtpPort?: number;
  /** Where state is kept; without it a temporary folder that `close()` removes. */
  dataDir?: string;
  /** The address of the app, without a path: redirect URI, links and the default webhook URL come from it. */
  appUrl?: string;
  /** The OpenID issuer; default `http://localhost:<port>/oidc`. Its path is where sign-in is mounted. */
  issuer?: string;
  oidcClient?: { id: string; secret: string };
  /** Secret keys the payment API accepts, each a merchant of its own. */
  tossSecretKeys?: string[];
  tossClientKey?: string;
  stripeSecretKey?: string;
  stripeWebhookSecret?: string;
  /** Default `<appUrl>/api/webhooks/toss`, and `…/stripe`. */
  webhookUrl?: string;
  stripeWebhookUrl?: string;
  /** Receives one line per unexpected failure; default: nothing. */
  onError?: (line: string) => void;
}

/** The options with every default filled in, but for the ports, which are known only after listening. */
export interface SandboxSettings {
  dataDir: string;
  appUrl: string;
  oidcClient: { id: string; secret: string };
  tossSecretKeys: string[];
  tossClientKey: string;
  stripeSecretKey: string;
  stripeWebhookSecret: string;
  webhookUrl: string;
  stripeWebhookUrl: string;
  onError: (line: string) => void;
}

export const DEFAULT_KEYS = {
  tossSecretKey: 'test_sk_sandbox',
  tossClientKey: 'test_ck_sandbox',
  stripeSecretKey: 'sk_test_sandbox',
  stripeWebhookSecret: 'whsec_sandbox',
  oidcClientId: 'tablepick',
  oidcClientSecret: 'sandbox-only-client-secret-of-tablepick',
} as const;

export function settingsFrom(options: SandboxOptions, dataDir: string): SandboxSettings {
  const appUrl = new URL(options.appUrl ?? 'http://localhost:3000').origin;
  return {
    dataDir,
    appUrl,
    oidcClient: options.oidcClient ?? { id: DEFAULT_KEYS.oidcClientId, secret: DEFAULT_KEYS.oidcClientSecret },
    tossSecretKeys: options.tossSecretKeys ?? [DEFAULT_KEYS.tossSecretKey],
    tossClientKey: options.tossClientKey ?? DEFAULT_KEYS.tossClientKey,
    stripeSecretKey: options.stripeSecretKey ?? DEFAULT_KEYS.stripeSecretKey,
    stripeWebhookSecret: options.stripeWebhookSecret ?? DEFAULT_KEYS.stripeWebhookSecret,
    webhookUrl: options.webhookUrl ?? `${appUrl}/api/webhooks/toss`,
    stripeWebhookUrl: options.stripeWebhookUrl ?? `${appUrl}/api/webhooks/stripe`,
    onError: options.onError ?? (() => {}),
  };
}
