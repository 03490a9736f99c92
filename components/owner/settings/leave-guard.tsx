'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Confirm } from '@/components/ui/confirm';

/** Asks before a page with unsaved changes is left: by a link of the product here, by closing the tab in the browser's words. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const t = useTranslations('owner.leave');
  const router = useRouter();
  const [href, setHref] = useState('');
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!dirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || event.button !== 0) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || link.origin !== window.location.origin) return;
      // A place on this page is no leaving.
      if (link.pathname === window.location.pathname && link.hash) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(link.pathname + link.search);
      setAsking(true);
    };
    window.addEventListener('beforeunload', onUnload);
    // Before the router's own handler.
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [dirty]);
  return (
    <Confirm
      open={asking}
      onOpenChange={setAsking}
      title={t('title')}
      confirmLabel={t('leave')}
      cancelLabel={t('stay')}
      danger
      onConfirm={() => router.push(href)}
    >
      {t('body')}
    </Confirm>
  );
}
