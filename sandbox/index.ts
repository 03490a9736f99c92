import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerHome } from './home';
import { registerAssets } from './http/assets';
import { Router } from './http/router';
import { listen } from './http/server';
import { startMailbox } from './mailbox/index';
import { listenSmtp } from './mailbox/smtp';
import { type SandboxOptions, settingsFrom } from './options';
import { startPayments } from './payments/index';
import { startSignIn } from './sign-in/index';

export { DEFAULT_KEYS, type SandboxOptions } from './options';
export type { LogEntry, Payment, PaymentStatus } from './payments/types';

export interface Sandbox {
  /** Where everything is reached, such as `http://127.0.0.1:3100`. */
  url: string;
  /** Base address for a payment client: `<url>/toss`; `/v1/payments/confirm` comes after it. */
  tossUrl: string;
  /** What the browser SDK takes as `src`. */
  tossScriptUrl: string;
  /** STRIPE_API_URL: `/v1/checkout/sessions` comes after it. */
  stripeUrl: string;
  issuer: string;
  smtpPort: number;
  /** Stops everything; answers within a second. Removes the data folder if the sandbox made it. */
  close(): Promise<void>;
}

/** Starts payment provider, sign-in and mailbox in this process. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tablepick-sandbox-'));
  mkdirSync(dataDir, { recursive: true });
  const settings = settingsFrom(options, dataDir);
  const router = new Router();
  let open = () => {};
  const ready = new Promise<void>((resolve) => {
    open = resolve;
  });
  const server = await listen(router, ready, options.port ?? 0, settings.onError);
  const smtp = await listenSmtp(startMailbox(router, dataDir), options.smtpPort ?? 0, settings.onError).catch(
    async (error: unknown) => {
      await server.close();
      throw error;
    },
  );
  const url = `http://127.0.0.1:${server.port}`;
  const issuer = options.issuer ?? `http://localhost:${server.port}/oidc`;
  registerAssets(router);
  registerHome(router, { appUrl: settings.appUrl, issuer, smtpPort: smtp.port });
  const payments = startPayments(router, settings, url);
  startSignIn(router, settings, issuer);
  open();
  return {
    url,
    tossUrl: `${url}/toss`,
    tossScriptUrl: `${url}/toss/v2/standard`,
    stripeUrl: `${url}/stripe`,
    issuer,
    smtpPort: smtp.port,
    async close() {
      payments.close();
      await Promise.all([server.close(), smtp.close()]);
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
