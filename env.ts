import { availableParallelism } from 'node:os';
import { z } from 'zod';

/**
 * The only place that reads `process.env`. Every process (web, worker, sandbox, tests) boots through it and refuses to
 * start with a sentence naming the variable that is wrong.
 */
const blankAsMissing = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(blankAsMissing, z.string().optional());
const url = z.preprocess(blankAsMissing, z.url().optional());
const port = (fallback: number) =>
  z.preprocess(blankAsMissing, z.coerce.number().int().min(1).max(65535).default(fallback));
const secret = (name: string) =>
  z.preprocess(
    blankAsMissing,
    z.string({ error: `${name} is missing` }).min(32, `${name} must be at least 32 characters`),
  );

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    /** `demo` may use the sandbox and test keys; `production` refuses both. Unset means production: safe by default. */
    TABLEPICK_MODE: z.preprocess(blankAsMissing, z.enum(['demo', 'production']).default('production')),
    APP_URL: z.preprocess(
      blankAsMissing,
      z.url({ error: 'APP_URL must be the address diners use, such as https://book.example' }),
    ),
    PORT: port(3000),
    /** How many proxies stand before the web process; each adds one address to X-Forwarded-For. */
    TRUSTED_PROXIES: z.preprocess(blankAsMissing, z.coerce.number().int().min(0).max(5).default(0)),
    /** Web processes that share the port; each has a hold writer and connections of its own. Sources are served by one. */
    WEB_PROCESSES: z.preprocess(blankAsMissing, z.coerce.number().int().min(1).max(256).optional()),
    /** What a scraper says to read /api/metrics and the worker's /metrics, as `Authorization: Bearer …`. */
    METRICS_TOKEN: z.preprocess(
      blankAsMissing,
      z.string().min(16, 'METRICS_TOKEN must be at least 16 characters').optional(),
    ),
    LOG_LEVEL: z.preprocess(
      blankAsMissing,
      z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    ),

    DATABASE_URL: z.preprocess(
      blankAsMissing,
      z
        .string({ error: 'DATABASE_URL is missing: mysql://user:password@host:3306/name' })
        .regex(/^(mysql|mariadb):\/\//, 'DATABASE_URL must start with mysql://'),
    ),
    DATABASE_POOL_SIZE: z.preprocess(blankAsMissing, z.coerce.number().int().min(2).max(200).optional()),
    REDIS_URL: url,
    UPSTASH_REDIS_REST_URL: url,
    UPSTASH_REDIS_REST_TOKEN: text,

    NEXTAUTH_SECRET: secret('NEXTAUTH_SECRET'),
    OIDC_ISSUER: url,
    OIDC_CLIENT_ID: text,
    OIDC_CLIENT_SECRET: text,
    GOOGLE_CLIENT_ID: text,
    GOOGLE_CLIENT_SECRET: text,
    KAKAO_CLIENT_ID: text,
    KAKAO_CLIENT_SECRET: text,
    NAVER_CLIENT_ID: text,
    NAVER_CLIENT_SECRET: text,

    TOSS_API_URL: z.preprocess(blankAsMissing, z.url().default('https://api.tosspayments.com')),
    /** Where the browser SDK loads its script from; unset is the provider's own address. */
    TOSS_SCRIPT_URL: url,
    TOSS_CLIENT_KEY: z.preprocess(blankAsMissing, z.string({ error: 'TOSS_CLIENT_KEY is missing' })),
    TOSS_SECRET_KEY: z.preprocess(blankAsMissing, z.string({ error: 'TOSS_SECRET_KEY is missing' })),

    /** Stripe, the other provider; without a secret key it is not there. Unset, the address is the provider's own. */
    STRIPE_SECRET_KEY: text,
    STRIPE_WEBHOOK_SECRET: text,
    STRIPE_API_URL: url,

    SMTP_URL: z.preprocess(
      blankAsMissing,
      z.string({ error: 'SMTP_URL is missing: smtp://user:password@host:587' }).regex(/^smtps?:\/\//),
    ),
    MAIL_FROM: z.preprocess(blankAsMissing, z.string().default('TablePick <hello@tablepick.example>')),

    /** Where alarms are posted beside the operators' mails: an incoming webhook in Slack's format. */
    ALARM_WEBHOOK_URL: url,

    /** `embedded` runs the functions in the worker's own engine; `remote` sends them to Inngest, self-hosted or cloud. */
    INNGEST_EXECUTOR: z.preprocess(blankAsMissing, z.enum(['embedded', 'remote']).default('embedded')),
    INNGEST_BASE_URL: url,
    INNGEST_EVENT_KEY: z.preprocess(blankAsMissing, z.string({ error: 'INNGEST_EVENT_KEY is missing' })),
    INNGEST_SIGNING_KEY: z.preprocess(
      blankAsMissing,
      z.string({ error: 'INNGEST_SIGNING_KEY is missing' }).min(24, 'INNGEST_SIGNING_KEY is too short to sign with'),
    ),
    WORKER_PORT: port(3001),

    SANDBOX_PORT: port(3100),
    SANDBOX_SMTP_PORT: port(3125),
  })
  .superRefine((env, ctx) => {
    const refuse = (name: string, message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
    if (!env.REDIS_URL && !env.UPSTASH_REDIS_REST_URL)
      refuse('REDIS_URL', 'REDIS_URL or UPSTASH_REDIS_REST_URL must be set');
    if (env.UPSTASH_REDIS_REST_URL && !env.UPSTASH_REDIS_REST_TOKEN)
      refuse('UPSTASH_REDIS_REST_TOKEN', 'UPSTASH_REDIS_REST_TOKEN is missing');
    // Webhooks that nobody can check are no webhooks: one setting needs the other.
    if (env.STRIPE_SECRET_KEY && !env.STRIPE_WEBHOOK_SECRET)
      refuse('STRIPE_WEBHOOK_SECRET', 'STRIPE_WEBHOOK_SECRET is missing: it checks what Stripe sends');
    if (env.TABLEPICK_MODE === 'production') {
      for (const name of ['TOSS_SECRET_KEY', 'TOSS_CLIENT_KEY', 'STRIPE_SECRET_KEY'] as const) {
        if (env[name]?.match(/^(test_|[sr]k_test_)/))
          refuse(name, `${name} is a test key: production takes live keys only`);
      }
      for (const name of ['APP_URL', 'TOSS_API_URL', 'TOSS_SCRIPT_URL', 'STRIPE_API_URL', 'OIDC_ISSUER'] as const) {
        if (env[name]?.startsWith('http://')) refuse(name, `${name} must use https in production`);
      }
      if (env.NODE_ENV !== 'production') refuse('NODE_ENV', 'NODE_ENV must be production when TABLEPICK_MODE is');
      const signIn = ['GOOGLE', 'KAKAO', 'NAVER'] as const;
      if (!signIn.some((name) => env[`${name}_CLIENT_ID`] && env[`${name}_CLIENT_SECRET`])) {
        refuse('GOOGLE_CLIENT_ID', 'nobody could sign in: set the credentials of Google, Kakao or Naver');
      }
    }
  })
  .transform((env) => ({
    ...env,
    WEB_PROCESSES: env.NODE_ENV === 'development' ? 1 : (env.WEB_PROCESSES ?? availableParallelism()),
  }));

export type Env = z.infer<typeof schema>;

/** Parses `source`; throws one Error whose message has a line for every variable that is wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`TablePick cannot start, its settings are wrong:\n${lines.join('\n')}`);
}

let cached: Env | undefined;

/** The settings of this process, read on first use so that a build needs none. */
export const env = new Proxy({} as Env, {
  get: (_, name: string) => {
    cached ??= parseEnv(process.env);
    return cached[name as keyof Env];
  },
});

/**
 * Makes `process.env` a plain object with the same values. In Node's own each variable is a call into C, and Inngest's SDK
 * reads all of them several times a call: a fifth of its time.
 */
export const copyEnvironment = (): void => {
  process.env = { ...process.env };
};
