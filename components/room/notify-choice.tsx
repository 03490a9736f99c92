'use client';

import { Bell } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { useNotify } from './use-notify';

/** Offered once: to be told outside of the page. */
export function NotifyChoice({ notify }: { notify: ReturnType<typeof useNotify> }) {
  const t = useTranslations('room.notify');
  if (notify.state === 'unknown' || notify.state === 'unable') return null;
  if (notify.state === 'ask') {
    return (
      <Button onClick={() => void notify.ask()} className="w-full sm:w-fit">
        <Bell aria-hidden="true" />
        {t('ask')}
      </Button>
    );
  }
  return (
    <p role="status" className="flex items-start gap-2 text-sm text-soft">
      <Bell aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {t(notify.state === 'on' ? 'on' : 'off')}
    </p>
  );
}
