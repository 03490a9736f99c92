export type SecuritySettings = {
  https: boolean;
  development: boolean;
  /** Where the payment SDK is loaded from; unset is the provider's own address. */
  paymentScriptUrl?: string;
  /** Addresses that a sign-in form may be redirected to. */
  signInIssuers: string[];
};

const PROVIDER_ORIGINS = ['https://*.tosspayments.com'];

function paymentOrigins(settings: SecuritySettings): string[] {
  return settings.paymentScriptUrl ? [new URL(settings.paymentScriptUrl).origin] : PROVIDER_ORIGINS;
}

/**
 * The page's policy. Scripts run from our own origin, with the nonce, or from the payment provider; nothing may frame us.
 * Styles may be inline: components position themselves with style attributes, which a nonce cannot cover.
 */
export function contentSecurityPolicy(nonce: string, settings: SecuritySettings): string {
  const payment = paymentOrigins(settings);
  const issuers = settings.signInIssuers.map((issuer) => new URL(issuer).origin);
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, ...payment, ...(settings.development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...payment],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...payment],
    'frame-src': payment,
    'form-action': ["'self'", ...payment, ...issuers],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    ...(settings.https ? { 'upgrade-insecure-requests': [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...new Set(sources)].join(' '))
    .join('; ');
}

/** Headers that are the same for every request. */
export function fixedHeaders(settings: SecuritySettings): [name: string, value: string][] {
  const payment = paymentOrigins(settings).filter((origin) => !origin.includes('*'));
  return [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    // The provider's return address holds a payment key: other origins see only where we live, never the path.
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin-allow-popups'],
    [
      'permissions-policy',
      `camera=(), microphone=(), geolocation=(), usb=(), browsing-topics=(), payment=(${['self', ...payment.map((origin) => `"${origin}"`)].join(' ')})`,
    ],
    ...(settings.https
      ? ([['strict-transport-security', 'max-age=63072000; includeSubDomains']] as [string, string][])
      : []),
  ];
}
