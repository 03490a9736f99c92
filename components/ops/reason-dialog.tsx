'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';

/**
 * Ends something with a written reason. `onSubmit` resolves to a sentence when it did not work, which is shown beside the
 * field, or to null. `minLength` 0 lets the reason be left out.
 */
export function ReasonDialog({
  trigger,
  title,
  description,
  label,
  hint,
  confirmLabel,
  minLength,
  onSubmit,
}: {
  trigger: ReactNode;
  title: string;
  description: string;
  label: string;
  hint: string;
  confirmLabel: string;
  minLength: number;
  onSubmit: (reason: string) => Promise<string | null>;
}) {
  const t = useTranslations('ops.reason');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async () => {
    if (reason.trim().length < minLength) return setError(t('tooShort', { count: minLength }));
    setPending(true);
    const problem = await onSubmit(reason.trim());
    setPending(false);
    setError(problem);
    if (problem === null) setOpen(false);
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
          <Button variant="primary" loading={pending} onClick={submit}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <Field label={label} hint={hint} error={error} optionalLabel={minLength === 0 ? common('optional') : undefined}>
        <Textarea value={reason} maxLength={400} rows={4} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  );
}
