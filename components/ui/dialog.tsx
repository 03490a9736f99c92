'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { IconButton } from './icon-button';
import { panelStyle, veilStyle } from './overlay';

const centered =
  'top-1/2 left-1/2 max-h-[88dvh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out';

const REACHED =
  ':is(input, textarea, select, button, a[href]):not(:disabled, [type="hidden"], [aria-hidden], [tabindex="-1"])';

/** One starts at what is to be filled in, or at the first answer, which takes nothing away; never at the cross above them. */
function focusContent(event: Event) {
  const panel = event.currentTarget as HTMLElement;
  const first = panel.querySelector<HTMLElement>(`:scope > :not(header) ${REACHED}`);
  if (!first) return;
  event.preventDefault();
  first.focus();
}

/**
 * A dialog in the middle of the screen at every width. What a diner fills in is a `Sheet`; this is for staff and for
 * short messages. `trigger` opens it, or control it with `open`.
 */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const t = useTranslations('ui');
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={veilStyle} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusContent}
          className={cn(panelStyle, centered, className)}
        >
          <header className="flex items-start gap-4 px-6 pt-5 pb-4">
            <div className="grid min-w-0 grow grid-cols-1 gap-1 pt-2">
              <Radix.Title className="wrap-anywhere font-medium text-lg">{title}</Radix.Title>
              {description ? <Radix.Description className="text-soft">{description}</Radix.Description> : null}
            </div>
            <Radix.Close asChild>
              <IconButton label={t('close')} className="-mr-3">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto px-6 pb-6">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-3 border-hairline border-t px-6 py-4">{footer}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
