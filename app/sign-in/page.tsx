import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageViewer } from '@/app/session';
import { Cover } from '@/components/cover/cover';
import { DinerShell } from '@/components/shell/diner-shell';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { env } from '@/env';
import { providersOf } from '@/server/auth';
import { returnPath } from './return-path';
import { type ReturnedError, SignInForm } from './sign-in-form';

type Params = { callbackUrl?: string | string[]; error?: string | string[]; again?: string | string[] };

const ERRORS: Record<string, ReturnedError> = {
  AccessDenied: 'denied',
  SessionRequired: 'required',
  Configuration: 'setup',
  configuration: 'setup',
};

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.signIn');
  return { title: t('title'), robots: { index: false } };
}

/**
 * Signing in, and back to where the reader was. Who is signed in already goes there at once, unless they are asked to prove once
 * more who they are (`again`).
 */
export default async function SignIn({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, viewer, t] = await Promise.all([searchParams, pageViewer(), getTranslations('account.signIn')]);
  const error = first(params.error);
  const callbackUrl = returnPath(first(params.callbackUrl) ?? (error && (await rememberedUrl())), env.APP_URL);
  const again = viewer !== null && first(params.again) === '1';
  if (viewer && !again) redirect(callbackUrl);
  const providers = providersOf(env);
  return (
    <DinerShell viewer={null}>
      <div className="page grid items-center gap-10 py-10 sm:py-16 lg:grid-cols-2 lg:gap-16">
        <div className="grid w-full max-w-narrow gap-8 justify-self-center lg:justify-self-start">
          <div className="grid gap-2">
            <h1 className="font-quiet text-2xl">{t(again ? 'againTitle' : 'title')}</h1>
            <p className="text-soft">
              {t(again ? 'againLead' : callbackUrl.startsWith('/r/') ? 'leadReturn' : 'lead')}
            </p>
          </div>
          {providers.length > 0 ? (
            <SignInForm
              providers={providers}
              callbackUrl={callbackUrl}
              again={again}
              returned={error ? (ERRORS[error] ?? 'failed') : null}
            />
          ) : (
            <Notice tone="trouble" title={t('none')}>
              {t('noneBody')}
            </Notice>
          )}
          {providers.includes('sandbox') ? <Notice title={t('demo')}>{t('demoBody')}</Notice> : null}
          <div className="grid gap-2">
            <p className="text-faint text-sm">{t('privacy')}</p>
            <Button asChild variant="quiet" className="-ml-4 w-fit">
              <Link href={callbackUrl.startsWith('/r/') ? callbackUrl : '/'}>{t('browse')}</Link>
            </Button>
          </div>
        </div>
        <Cover cuisine="hansik" seed="somebody is expected" className="hidden rounded-lg lg:block" />
      </div>
    </DinerShell>
  );
}

/** Where the reader wanted to go, as next-auth remembers it when a provider sends them back with an error. */
async function rememberedUrl(): Promise<string | undefined> {
  const jar = await cookies();
  return (jar.get('__Secure-next-auth.callback-url') ?? jar.get('next-auth.callback-url'))?.value;
}
