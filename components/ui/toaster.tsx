'use client';

import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Toaster as Sonner } from 'sonner';
import { Spinner } from './spinner';

export { toast } from 'sonner';

/** The place of toasts; once, in the root layout. Say with a toast only what has no place on the page. */
export function Toaster() {
  const t = useTranslations('ui');
  return (
    <Sonner
      position="bottom-center"
      offset={24}
      mobileOffset={{ bottom: 88, left: 16, right: 16 }}
      gap={8}
      containerAriaLabel={t('notifications')}
      icons={{
        success: <CircleCheck aria-hidden="true" className="size-5 text-pine" />,
        error: <CircleAlert aria-hidden="true" className="size-5 text-brick" />,
        warning: <CircleAlert aria-hidden="true" className="size-5 text-amber" />,
        info: <Info aria-hidden="true" className="size-5 text-soft" />,
        loading: <Spinner />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('close'),
        classNames: {
          toast:
            'flex w-full items-start gap-3 rounded-md border border-hairline bg-raised p-4 font-sans text-base text-ink shadow-float sm:w-[24rem]',
          icon: 'mt-0.5 shrink-0',
          content: 'grid min-w-0 grow gap-0.5',
          title: 'font-medium',
          description: 'text-sm text-soft',
          actionButton:
            'min-h-9 shrink-0 self-center rounded-sm px-3 font-medium text-accent-text text-sm hover:bg-wash',
          cancelButton: 'min-h-9 shrink-0 self-center rounded-sm px-3 text-soft text-sm hover:bg-wash',
        },
      }}
    />
  );
}
