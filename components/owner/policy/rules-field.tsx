'use client';

import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useDepositWords } from '@/components/restaurant/deposit-words';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { DepositRule } from '@/server/domain/payment/policy';
import type { Settings } from '@/server/services/owner';
import type { PolicyValues } from './policy-schema';
import { RuleDialog } from './rule-dialog';

const PROBLEMS = ['minimum', 'weekdays', 'window', 'time', 'party', 'unreachable'] as const;
const MOST_RULES = 20;

/** Exceptions from the deposit, each in one sentence, in the order in which they count. */
export function RulesField({ settings }: { settings: Settings }) {
  const t = useTranslations('owner.policy.rules');
  const { watch, setValue, formState } = useFormContext<PolicyValues>();
  const rules = watch('rules');
  const words = useDepositWords(settings.currency, settings.hours.periods);
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const write = (next: DepositRule[]) => setValue('rules', next, { shouldDirty: true, shouldValidate: true });
  const save = (rule: DepositRule) => {
    write(edited === 'new' ? [...rules, rule] : rules.map((one, index) => (index === edited ? rule : one)));
    setEdited(null);
  };
  const move = (index: number, by: 1 | -1) => {
    const next = [...rules];
    const [moved] = next.splice(index, 1);
    next.splice(index + by, 0, moved!);
    write(next);
  };
  const problemAt = (index: number) => {
    const message = formState.errors.rules?.[index]?.kind?.message;
    if (!message) return null;
    const known = PROBLEMS.find((one) => one === message);
    return t(`problems.${known ?? 'range'}`);
  };
  return (
    <section aria-labelledby="policy-rules" className="grid gap-3">
      <h2 id="policy-rules" className="font-medium text-sm">
        {t('title')}
      </h2>
      <p className="text-sm text-soft">{t('hint')}</p>
      {rules.length > 0 ? (
        <ol className="grid gap-2">
          {rules.map((rule, index) => {
            const sentence = words.rule(rule);
            return (
              <RuleRow
                // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same, and none keeps anything of its own
                key={`${index} ${sentence}`}
                sentence={sentence}
                problem={problemAt(index)}
                onUp={index > 0 ? () => move(index, -1) : null}
                onDown={index < rules.length - 1 ? () => move(index, 1) : null}
                onEdit={() => setEdited(index)}
                onRemove={() => write(rules.filter((_, at) => at !== index))}
              />
            );
          })}
        </ol>
      ) : null}
      <Button className="w-fit" onClick={() => setEdited('new')} disabled={rules.length >= MOST_RULES}>
        <Plus aria-hidden="true" />
        {t('add')}
      </Button>
      {edited === null ? null : (
        <RuleDialog
          initial={edited === 'new' ? null : (rules[edited] ?? null)}
          settings={settings}
          onSave={save}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

/** One exception in its sentence; null where it cannot go further. */
function RuleRow({
  sentence,
  problem,
  onUp,
  onDown,
  onEdit,
  onRemove,
}: {
  sentence: string;
  problem: string | null;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations('owner.policy.rules');
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-hairline bg-raised py-1 pr-1 pl-4">
      <span className="min-w-52 grow py-2 tabular">
        {sentence}
        {problem ? <span className="block text-brick text-sm">{problem}</span> : null}
      </span>
      <span className="flex">
        <IconButton label={t('up', { rule: sentence })} disabled={!onUp} onClick={() => onUp?.()}>
          <ArrowUp aria-hidden="true" />
        </IconButton>
        <IconButton label={t('down', { rule: sentence })} disabled={!onDown} onClick={() => onDown?.()}>
          <ArrowDown aria-hidden="true" />
        </IconButton>
        <IconButton label={t('edit', { rule: sentence })} onClick={onEdit}>
          <Pencil aria-hidden="true" />
        </IconButton>
        <IconButton label={t('remove', { rule: sentence })} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </span>
    </li>
  );
}
