'use client';

import { Link2, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Stepper } from '@/components/ui/stepper';
import { Switch } from '@/components/ui/switch';
import type { FloorDraft, TableDraft } from '@/server/domain/restaurant/floor-plan';
import { type FloorAction, isJoined, neighboursOf, overlap } from './floor-draft';

const MOST_SEATS = 200;
const SHAPES = ['round', 'rect', 'counter'] as const;
const KNOWN = ['no-label', 'label-twice', 'area-unknown', 'party', 'off-plan', 'range', 'number', 'unknown'] as const;

/** Everything about one table but its place. */
export function TableFields({
  floor,
  table,
  problems,
  areaName,
  onEdit,
}: {
  floor: FloorDraft;
  table: TableDraft;
  problems: string[];
  areaName: (areaNo: number) => string;
  onEdit: (action: FloorAction) => void;
}) {
  const t = useTranslations('owner.floor');
  const set = (values: Partial<TableDraft>) => onEdit({ type: 'change', tableId: table.tableId, set: values });
  const words = (...which: (typeof KNOWN)[number][]) => {
    const found = which.find((problem) => problems.includes(problem));
    return found && t(`problems.${found}`);
  };
  const over = floor.tables.find((other) => other.tableId !== table.tableId && overlap(other, table));
  return (
    <div className="grid content-start gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('label')} error={words('no-label', 'label-twice')}>
          <Input value={table.label} maxLength={24} onChange={(event) => set({ label: event.target.value })} />
        </Field>
        <Field label={t('area')} error={words('area-unknown')}>
          <Select
            value={String(table.areaNo)}
            onValueChange={(areaNo) => set({ areaNo: Number(areaNo) })}
            options={floor.areas.map((area) => ({ value: String(area.areaNo), label: areaName(area.areaNo) }))}
          />
        </Field>
      </div>
      <Field label={t('shape')}>
        <Select
          value={table.shape}
          onValueChange={(shape) => set({ shape })}
          options={SHAPES.map((shape) => ({ value: shape, label: t(`shapes.${shape}`) }))}
        />
      </Field>
      <Stepper
        label={t('seats')}
        value={table.seats}
        min={1}
        max={MOST_SEATS}
        onValueChange={(seats) => set({ seats })}
      />
      <Stepper
        label={t('minParty')}
        value={table.minParty}
        min={1}
        max={table.maxParty}
        onValueChange={(minParty) => set({ minParty })}
      />
      <Stepper
        label={t('maxParty')}
        value={table.maxParty}
        min={1}
        max={table.seats}
        onValueChange={(maxParty) => set({ maxParty })}
      />
      <FieldError>{words('party', 'range', 'off-plan', 'number', 'unknown')}</FieldError>
      <Switch
        label={t('shareable')}
        hint={t('shareableHint')}
        checked={table.shareable}
        onCheckedChange={(shareable) => set({ shareable })}
      />
      <Switch
        label={t('active')}
        hint={t('activeHint')}
        checked={table.active}
        onCheckedChange={(active) => set({ active })}
      />
      {over ? <p className="text-amber text-sm">{t('overlaps', { label: over.label })}</p> : null}
      {table.shareable ? null : <JoinChoice floor={floor} table={table} onEdit={onEdit} />}
      <Button
        variant="dangerQuiet"
        className="w-fit"
        disabled={floor.tables.length === 1}
        onClick={() => onEdit({ type: 'remove', tableId: table.tableId })}
      >
        <Trash2 aria-hidden="true" />
        {t('remove')}
      </Button>
    </div>
  );
}

const MOST_SHOWN = 8;

function JoinChoice({
  floor,
  table,
  onEdit,
}: {
  floor: FloorDraft;
  table: TableDraft;
  onEdit: (action: FloorAction) => void;
}) {
  const t = useTranslations('owner.floor');
  const joined = (other: TableDraft) => isJoined(floor.joins, table.tableId, other.tableId);
  const shown = neighboursOf(floor, table).filter((other, index) => index < MOST_SHOWN || joined(other));
  if (shown.length === 0) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t('joins')}</legend>
      <p className="text-sm text-soft">{t('joinsHint')}</p>
      <div className="flex flex-wrap gap-1.5">
        {shown.map((other) => (
          <button
            key={other.tableId}
            type="button"
            aria-pressed={joined(other)}
            onClick={() => onEdit({ type: 'join', a: table.tableId, b: other.tableId })}
            className={cn(
              'inline-flex min-h-11 min-w-11 items-center justify-center gap-1.5 rounded-md border border-edge px-3 text-sm transition-colors hover:border-ink',
              joined(other) && 'border-accent bg-accent-wash font-medium',
            )}
          >
            {joined(other) ? <Link2 aria-hidden="true" className="size-4" /> : null}
            {other.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
