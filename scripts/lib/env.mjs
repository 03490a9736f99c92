import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Plain } from './log.mjs';
import { readJson } from './proc.mjs';

/** Reads the lines `NAME=value` of a `.env` file; quotes are taken off, `#` starts a comment, `export ` is ignored. */
export function parseEnvFile(text) {
  const values = {};
  for (const row of text.split(/\r?\n/)) {
    const match = row.match(/^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/);
    if (!match) continue;
    const [, name, rest] = match;
    const quoted = rest.match(/^"((?:[^"\\]|\\.)*)"|^'([^']*)'/);
    if (quoted) values[name] = quoted[2] ?? quoted[1].replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
    else values[name] = rest.replace(/(^|\s)#.*$/, '').trim();
  }
  return values;
}

/** The environment with the gaps filled from `.env`; a blank variable is a missing one. */
export function loadSettings(root, environment = process.env) {
  const file = path.join(root, '.env');
  const fromFile = existsSync(file) ? parseEnvFile(readFileSync(file, 'utf8')) : {};
  const settings = { ...fromFile };
  for (const [name, value] of Object.entries(environment)) if (value !== '' || !settings[name]) settings[name] = value;
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== '' && value !== undefined));
}

const NOT_IN_TESTS =
  /^(TOSS|STRIPE|OIDC|GOOGLE|KAKAO|NAVER|SMTP|MAIL|NEXTAUTH|SANDBOX|INNGEST|APP_URL$|PORT$|WORKER_PORT$|TABLEPICK_|DATABASE_POOL)/;

/**
 * Settings of a test run: the environment alone (never `.env`, where an installation keeps its real credentials), and
 * of our own variables only those that name services. Tests never reach a real third party.
 */
export function testSettings(environment = process.env) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => value !== '' && !NOT_IN_TESTS.test(name)),
  );
}

const INNGEST_SERVER = ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'];

/** The real Inngest server that the differential suite is to use: only what the environment names, else none. */
export const namedInngest = (environment = process.env) =>
  environment.INNGEST_BASE_URL
    ? Object.fromEntries(INNGEST_SERVER.map((name) => [name, environment[name]]))
    : { INNGEST_BASE_URL: undefined };

const hex = (bytes) => randomBytes(bytes).toString('hex');

/** Passwords and keys of this installation: made once, readable by their owner only, never printed. */
export function loadSecrets(home) {
  const file = path.join(home, 'secrets.json');
  const known = readJson(file) ?? {};
  const secrets = {
    databasePassword: hex(24),
    databaseRootPassword: hex(24),
    redisPassword: hex(24),
    NEXTAUTH_SECRET: hex(32),
    INNGEST_EVENT_KEY: hex(24),
    INNGEST_SIGNING_KEY: `signkey-tablepick-${hex(32)}`,
    OIDC_CLIENT_SECRET: hex(32),
    TOSS_CLIENT_KEY: `test_ck_${hex(16)}`,
    TOSS_SECRET_KEY: `test_sk_${hex(16)}`,
    STRIPE_SECRET_KEY: `sk_test_${hex(16)}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${hex(16)}`,
    ...known,
  };
  if (Object.keys(secrets).some((name) => !(name in known))) writePrivate(file, JSON.stringify(secrets, null, 2));
  return secrets;
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivate(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

const SIGN_IN = ['OIDC_ISSUER', 'GOOGLE_CLIENT_ID', 'KAKAO_CLIENT_ID', 'NAVER_CLIENT_ID'];

/** Which third parties the sandbox stands in for: those without credentials, and none in production. */
export function standIns(settings) {
  const production = settings.TABLEPICK_MODE === 'production';
  return {
    signIn: !production && !SIGN_IN.some((name) => settings[name]),
    payment: !production && !settings.TOSS_SECRET_KEY,
    // Beside a real provider a pretended one would be a second, false till.
    stripe: !production && !settings.TOSS_SECRET_KEY && !settings.STRIPE_SECRET_KEY,
    mail: !production && !settings.SMTP_URL,
  };
}

const onlyDefined = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/**
 * The variables of every process (see env.ts). What the user has set wins; the ports, the services and the sandbox
 * fill in the rest.
 */
export function childEnv({ settings, secrets, ports, databaseUrl, redisUrl, home, nodeEnv }) {
  const sandbox = standIns(settings);
  const production = settings.TABLEPICK_MODE === 'production';
  const local = (port, rest = '') => `http://localhost:${port}${rest}`;
  const appUrl = settings.APP_URL ?? local(ports.web);
  const { NEXTAUTH_SECRET, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = secrets;
  const defaults = {
    TABLEPICK_MODE: 'demo',
    // Secrets of a real installation are chosen by its owner: env.ts names those that are missing.
    ...(production ? {} : { NEXTAUTH_SECRET, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY }),
    ...(sandbox.signIn && {
      OIDC_ISSUER: local(ports.sandbox, '/oidc'),
      OIDC_CLIENT_ID: 'tablepick',
      OIDC_CLIENT_SECRET: secrets.OIDC_CLIENT_SECRET,
    }),
    ...(sandbox.payment && {
      TOSS_API_URL: local(ports.sandbox, '/toss'),
      TOSS_SCRIPT_URL: local(ports.sandbox, '/toss/v2/standard'),
      TOSS_CLIENT_KEY: secrets.TOSS_CLIENT_KEY,
      TOSS_SECRET_KEY: secrets.TOSS_SECRET_KEY,
    }),
    ...(sandbox.stripe && {
      STRIPE_API_URL: local(ports.sandbox, '/stripe'),
      STRIPE_SECRET_KEY: secrets.STRIPE_SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: secrets.STRIPE_WEBHOOK_SECRET,
    }),
    ...(sandbox.mail && { SMTP_URL: `smtp://127.0.0.1:${ports.smtp}` }),
    INNGEST_EXECUTOR: settings.INNGEST_BASE_URL ? 'remote' : 'embedded',
    INNGEST_BASE_URL: settings.INNGEST_EXECUTOR === 'remote' ? undefined : `http://127.0.0.1:${ports.worker}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const fixed = {
    APP_URL: appUrl,
    NEXTAUTH_URL: settings.NEXTAUTH_URL ?? appUrl,
    PORT: String(ports.web),
    WORKER_PORT: String(ports.worker),
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_SMTP_PORT: String(ports.smtp),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    NODE_ENV: nodeEnv,
    TABLEPICK_HOME: home,
  };
  return onlyDefined({ ...onlyDefined(defaults), ...settings, ...fixed });
}

/** Host and port of a database or Redis address; refuses what is none with the variable's name. */
export function endpoint(name, value, fallbackPort) {
  try {
    const url = new URL(value);
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || fallbackPort };
  } catch {
    throw new Plain(
      `${name} is not an address: it should look like ${name === 'DATABASE_URL' ? 'mysql://user:password@host:3306/tablepick' : 'redis://host:6379'}`,
    );
  }
}
