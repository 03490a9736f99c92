'use client';

import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { bottomPanelStyle, panelStyle, veilStyle } from './overlay';

/**
 * Asks before something that cannot be taken back. `children` says exactly what will happen (the refund, for example).
 * While `onConfirm` is pending the dialog waits; it closes when that resolves and stays, showing `error`, when it returns
 * `false` or throws.
 */
export function Confirm({
  trigger,
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel,
  onConfirm,
  ready = true,
  danger = false,
  error,
}: {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  children?: ReactNode;
  /** The verb itself ("Cancel booking"), never "OK". */
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => unknown;
  /** False while what is to be agreed to is not yet shown. */
  ready?: boolean;
  danger?: boolean;
  error?: ReactNode;
}) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const shown = open ?? ownOpen;
  const setShown = (next: boolean) => {
    if (pending) return;
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  const confirm = async () => {
    setPending(true);
    const kept = await Promise.resolve()
      .then(onConfirm)
      .then((answer) => answer === false)
      .catch(() => true);
    setPending(false);
    if (kept) return;
    setOwnOpen(false);
    onOpenChange?.(false);
  };
  return (
    <Radix.Root open={shown} onOpenChange={setShown}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={veilStyle} />
        <Radix.Content
          {...(children ? {} : { 'aria-describedby': undefined })}
          className={cn(
            panelStyle,
            bottomPanelStyle,
            'gap-5 p-6 pad-safe-bottom sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[27rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg sm:border sm:data-[state=open]:animate-fade-in sm:data-[state=closed]:animate-fade-out',
          )}
        >
          <div className="grid gap-2">
            <Radix.Title className="wrap-anywhere font-medium text-lg">{title}</Radix.Title>
            {children ? (
              <Radix.Description asChild>
                <div className="text-soft">{children}</div>
              </Radix.Description>
            ) : null}
            <div aria-live="assertive" className="text-brick text-sm empty:hidden">
              {error}
            </div>
          </div>
          <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
            <Radix.Cancel asChild>
              <Button disabled={pending}>{cancelLabel}</Button>
            </Radix.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} loading={pending} disabled={!ready} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
