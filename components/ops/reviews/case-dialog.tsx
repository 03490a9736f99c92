'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';

const SHORTEST_NOTE = 3;

/** Asks for what an act needs and for why it is done. `onSubmit` resolves to a sentence when it did not work, else to null. */
export function CaseDialog({
  trigger,
  title,
  description,
  confirmLabel,
  problem,
  onSubmit,
  children,
}: {
  trigger: ReactNode;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  /** What is wrong with the fields above the note; null when nothing is. */
  problem: () => boolean;
  onSubmit: (note: string) => Promise<string | null>;
  children: ReactNode;
}) {
  const t = useTranslations('ops');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async () => {
    if (problem()) return;
    if (note.trim().length < SHORTEST_NOTE) return setError(t('reason.tooShort', { count: SHORTEST_NOTE }));
    setPending(true);
    const said = await onSubmit(note.trim());
    setPending(false);
    setError(said);
    if (said === null) setOpen(false);
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
      <div className="grid gap-4">
        {children}
        <Field label={t('reviews.why')} hint={t('reviews.whyHint')} error={error}>
          <Textarea value={note} maxLength={200} rows={3} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
