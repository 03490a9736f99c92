import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fixedHeaders, type SecuritySettings } from './security-headers';

const production: SecuritySettings = { https: true, development: false, signInIssuers: [] };
const sandbox: SecuritySettings = {
  https: false,
  development: false,
  paymentScriptUrl: 'http://localhost:3100/sdk/v2.js',
  signInIssuers: ['http://localhost:3100/oidc'],
};
const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part === name || part.startsWith(`${name} `));

describe('the content security policy', () => {
  it('runs no inline or evaluated script without the nonce', () => {
    const scripts = directive(contentSecurityPolicy('abc', production), 'script-src');
    expect(scripts).toBe("script-src 'self' 'nonce-abc' https://*.tosspayments.com");
  });
  it('lets nobody frame a page, set its base or load a plug-in', () => {
    const policy = contentSecurityPolicy('abc', production);
    for (const name of ['frame-ancestors', 'base-uri', 'object-src'])
      expect(directive(policy, name)).toBe(`${name} 'none'`);
  });
  it('opens exactly the configured payment origin, without its path', () => {
    const policy = contentSecurityPolicy('abc', sandbox);
    expect(directive(policy, 'frame-src')).toBe('frame-src http://localhost:3100');
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self' http://localhost:3100");
    expect(policy).not.toContain('tosspayments');
    expect(policy).not.toContain('sdk');
  });
  it('lets the sign-in form be redirected to its issuer', () => {
    const policy = contentSecurityPolicy('abc', { ...production, signInIssuers: ['https://accounts.google.com/o'] });
    expect(directive(policy, 'form-action')).toBe(
      "form-action 'self' https://*.tosspayments.com https://accounts.google.com",
    );
  });
  it('asks for https only where we are served by it', () => {
    expect(contentSecurityPolicy('abc', sandbox)).not.toContain('upgrade-insecure-requests');
    expect(contentSecurityPolicy('abc', production)).toContain('upgrade-insecure-requests');
    expect(new Map(fixedHeaders(sandbox)).has('strict-transport-security')).toBe(false);
    expect(new Map(fixedHeaders(production)).get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });
});
