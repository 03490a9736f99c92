'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { SignInProvider } from '@/server/auth';
import { beginSignIn, type SignInFault } from './begin-sign-in';

/** What the address says went wrong on the way back from a provider. */
export type ReturnedError = 'failed' | 'denied' | 'required' | 'setup';

/** A button for each way to sign in, and above them what went wrong the last time. */
export function SignInForm({
  providers,
  callbackUrl,
  again,
  returned,
}: {
  providers: SignInProvider[];
  callbackUrl: string;
  /** They are signed in, and prove once more who they are. */
  again: boolean;
  returned: ReturnedError | null;
}) {
  const t = useTranslations('account.signIn');
  const [going, setGoing] = useState<SignInProvider | null>(null);
  const [fault, setFault] = useState<SignInFault | null>(returned === 'failed' ? { kind: 'failed' } : null);
  const go = async (provider: SignInProvider) => {
    setGoing(provider);
    setFault(null);
    const begun = await beginSignIn(provider, callbackUrl, again);
    if ('goTo' in begun) return window.location.assign(begun.goTo);
    setGoing(null);
    setFault(begun.fault);
  };
  return (
    <div className="grid gap-4">
      <div aria-live="assertive" className="contents">
        <Fault fault={fault} returned={returned} />
      </div>
      {providers.map((provider, index) => (
        <form
          key={provider}
          method="post"
          action={`/api/auth/signin/${provider}`}
          onSubmit={(event) => {
            event.preventDefault();
            void go(provider);
          }}
        >
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <Button
            type="submit"
            size="lg"
            block
            variant={index === 0 ? 'primary' : 'secondary'}
            loading={going === provider}
            disabled={going !== null}
          >
            {t(`with.${provider}`)}
          </Button>
        </form>
      ))}
    </div>
  );
}

function Fault({ fault, returned }: { fault: SignInFault | null; returned: ReturnedError | null }) {
  const t = useTranslations('account.errors');
  if (fault?.kind === 'tooOften') {
    return (
      <Notice tone="trouble" title={t('tooOften.title')}>
        {t('tooOften.body', { seconds: fault.seconds })}
      </Notice>
    );
  }
  const kind = fault?.kind ?? returned;
  if (!kind) return null;
  return (
    <Notice tone={kind === 'required' ? 'info' : 'trouble'} title={t(`${kind}.title`)}>
      {t(`${kind}.body`)}
    </Notice>
  );
}
