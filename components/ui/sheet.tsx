'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { IconButton } from './icon-button';
import { bottomPanelStyle, panelStyle, veilStyle } from './overlay';

const DESKTOP = {
  /** In the middle of the page. */
  center:
    'md:inset-x-auto md:bottom-auto md:top-1/2 md:left-1/2 md:w-[min(34rem,calc(100vw-4rem))] md:max-h-[86dvh] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-lg md:border md:data-[state=open]:animate-fade-in md:data-[state=closed]:animate-fade-out',
  /** Down the right side. */
  side: 'md:inset-y-0 md:right-0 md:left-auto md:max-h-none md:w-[28rem] md:rounded-none md:border-t-0 md:border-l md:data-[state=open]:animate-slide-in md:data-[state=closed]:animate-slide-out',
} as const;

export type SheetProps = {
  title: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** The button that opens it (rendered as is); leave out and pass `open` to control it. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where it stands from 768 px up; below it is always a bottom sheet. */
  desktop?: keyof typeof DESKTOP;
  /** Sticks to the bottom, in thumb's reach: the one button. */
  footer?: ReactNode;
  titleHidden?: boolean;
  className?: string;
  children: ReactNode;
};

/** A bottom sheet on phones; in the middle or at the side on wider screens. Focus stays inside, Escape closes. */
export function Sheet({ trigger, open, onOpenChange, ...panel }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={veilStyle} />
        <SheetPanel {...panel} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function SheetPanel({
  title,
  description,
  desktop = 'center',
  footer,
  titleHidden,
  className,
  children,
}: Omit<SheetProps, 'trigger' | 'open' | 'onOpenChange'>) {
  const t = useTranslations('ui');
  return (
    <Radix.Content
      {...(description ? {} : { 'aria-describedby': undefined })}
      className={cn(panelStyle, bottomPanelStyle, DESKTOP[desktop], className)}
    >
      <span aria-hidden="true" className="mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-hairline md:hidden" />
      <header className="flex items-start gap-4 px-5 pt-3 pb-4 md:px-6 md:pt-5">
        <div className={cn('grid min-w-0 grow grid-cols-1 gap-1 pt-2', titleHidden && 'sr-only')}>
          <Radix.Title className="wrap-anywhere font-medium text-lg">{title}</Radix.Title>
          {description ? <Radix.Description className="text-sm text-soft">{description}</Radix.Description> : null}
        </div>
        <Radix.Close asChild>
          <IconButton label={t('close')} className="-mr-2 ml-auto">
            <X aria-hidden="true" />
          </IconButton>
        </Radix.Close>
      </header>
      <div className="min-h-0 grow overflow-y-auto px-5 pb-5 md:px-6 md:pb-6">{children}</div>
      {footer ? <footer className="pad-safe-bottom border-hairline border-t px-5 pt-4 md:px-6">{footer}</footer> : null}
    </Radix.Content>
  );
}

/** Wraps a button inside a sheet or dialog that also closes it. */
export const SheetClose = Radix.Close;
