import type { ProviderConfig } from './types';

const MINUTE_MS = 60_000;

export function defaultConfig(webhookUrl: string, stripeWebhookUrl: string): ProviderConfig {
  return {
    windowMs: 30 * MINUTE_MS,
    confirmWindowMs: 10 * MINUTE_MS,
    replayErrors: 'all',
    transactionLagMs: 1000,
    settlementVisibleAfterDays: 1,
    settlementPaidOutAfterDays: 2,
    feeBasisPoints: 320,
    slowCardMs: 15_000,
    webhookUrl,
    stripeWebhookUrl,
    // One real minute between attempts is one second here.
    webhookRetryScale: 1 / 60,
    webhookTimeoutMs: 10_000,
    webhookCopies: 1,
    webhookHold: false,
    webhookDrop: false,
    webhookReorder: 1,
  };
}

/** The part of `input` that is a valid setting, or a sentence saying which one is not. */
export function parseConfig(input: Record<string, unknown>, current: ProviderConfig): Partial<ProviderConfig> | string {
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const now = (current as unknown as Record<string, unknown>)[name];
    if (now === undefined) return `There is no setting ${name}.`;
    if (typeof value !== typeof now) return `${name} must be a ${typeof now}.`;
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0)) return `${name} must be 0 or more.`;
    if (name === 'replayErrors' && value !== 'all' && value !== 'final-only') return `${name} is all or final-only.`;
    if ((name === 'webhookUrl' || name === 'stripeWebhookUrl') && !URL.canParse(String(value)))
      return `${name} must be an absolute URL.`;
    if (name === 'webhookCopies' && Number(value) < 1) return `${name} must be 1 or more.`;
    if (name === 'webhookReorder' && Number(value) < 1) return `${name} must be 1 or more.`;
    parsed[name] = value;
  }
  return parsed as Partial<ProviderConfig>;
}
