'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';

/**
 * Asks why before something is done, with what else it needs as `children` above the reason. `onSubmit` resolves to a sentence
 * when it did not work, which is shown beside the field, or to null. `minLength` 0 lets the reason be left out.
 */
export function ReasonDialog({
  trigger,
  title,
  description,
  label,
  hint,
  confirmLabel,
  minLength,
  maxLength = 400,
  danger = false,
  problem,
  onSubmit,
  children,
}: {
  trigger: ReactNode;
  title: string;
  description: string;
  label: string;
  hint: string;
  confirmLabel: string;
  minLength: number;
  maxLength?: number;
  danger?: boolean;
  /** Whether something is wrong with the children, which then say what. */
  problem?: () => boolean;
  onSubmit: (reason: string) => Promise<string | null>;
  children?: ReactNode;
}) {
  const t = useTranslations('ops.reason');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const fail = (sentence: string) => {
    setError(sentence);
    // What stands above it may have pushed the field, and what is said beside it, out of sight.
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'center' });
  };
  const submit = async () => {
    if (problem?.()) return;
    if (reason.trim().length < minLength) return fail(t('tooShort', { count: minLength }));
    setPending(true);
    const refused = await onSubmit(reason.trim());
    setPending(false);
    if (refused !== null) return fail(refused);
    setError(null);
    setOpen(false);
  };
  return (
    <Dialog
      trigger={trigger}
      open={open}
      onOpenChange={(next) => !pending && setOpen(next)}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => setOpen(false)} disabled={pending}>
            {common('cancel')}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} loading={pending} onClick={submit}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {children}
        <Field label={label} hint={hint} error={error} optionalLabel={minLength === 0 ? common('optional') : undefined}>
          <Textarea
            ref={field}
            value={reason}
            maxLength={maxLength}
            rows={3}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  );
}
