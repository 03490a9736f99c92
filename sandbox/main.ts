import { env } from '@/env';
import { startSandbox } from './index';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** OIDC_ISSUER when it names this sandbox; a real provider's address is none of its business. */
function ownIssuer(): string | undefined {
  const issuer = env.OIDC_ISSUER;
  return issuer && new URL(issuer).port === String(env.SANDBOX_PORT) ? issuer : undefined;
}

/**
 * `node --import tsx sandbox/main.ts [folder for its data]`, by default `.tablepick/sandbox` where it is started.
 * The `TOSS_SECRET_KEY` given to the app opens the payment API too: one setting, two sides.
 */
async function main(): Promise<void> {
  if (env.TABLEPICK_MODE === 'production') {
    throw new Error(
      'The sandbox does not run in production: it approves payments without money and signs anybody in. Set TABLEPICK_MODE=demo to use it.',
    );
  }
  const sandbox = await startSandbox({
    port: env.SANDBOX_PORT,
    smtpPort: env.SANDBOX_SMTP_PORT,
    dataDir: process.argv[2] ?? '.tablepick/sandbox',
    appUrl: env.APP_URL,
    issuer: ownIssuer(),
    oidcClient:
      env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET
        ? { id: env.OIDC_CLIENT_ID, secret: env.OIDC_CLIENT_SECRET }
        : undefined,
    tossSecretKeys: [env.TOSS_SECRET_KEY],
    tossClientKey: env.TOSS_CLIENT_KEY,
    stripeSecretKey: env.STRIPE_SECRET_KEY,
    stripeWebhookSecret: env.STRIPE_WEBHOOK_SECRET,
    onError: say,
  });
  say(`Sandbox: ${sandbox.url} (mail on port ${sandbox.smtpPort})`);
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE' ? 'The sandbox cannot start, a port is taken: ' : '';
  process.stderr.write(`${taken}${error.message}\n`);
  process.exit(1);
});
