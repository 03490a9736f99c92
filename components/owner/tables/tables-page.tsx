'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useReducer, useState } from 'react';
import { AreaFields } from '@/components/floor/area-fields';
import { FloorCanvas } from '@/components/floor/floor-canvas';
import { editFloor, type FloorAction, problemsByPart, takeBack } from '@/components/floor/floor-draft';
import { TableFields } from '@/components/floor/table-fields';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import { FormSection } from '@/components/ui/form-section';
import { type FloorDraft, floorProblems, type TableConflict } from '@/server/domain/restaurant/floor-plan';
import type { SavedTables, Settings } from '@/server/services/owner';
import { LeaveGuard } from '../settings/leave-guard';
import { RefusedNotice } from '../settings/refused-notice';
import { SaveBar } from '../settings/save-bar';
import { useSave } from '../settings/use-save';
import { usePlaceName } from '../use-place-name';
import { ConflictsNotice } from './conflicts-notice';
import { TableList } from './table-list';

/** New tables take the numbers the server gave them. */
const renumbered = (floor: FloorDraft, { numbers }: SavedTables): FloorDraft => {
  const numberOf = (tableId: number) => numbers.find(({ given }) => given === tableId)?.tableId ?? tableId;
  return {
    ...floor,
    tables: floor.tables.map((table) => ({ ...table, tableId: numberOf(table.tableId) })),
    joins: floor.joins.map(([a, b]) => [numberOf(a), numberOf(b)]),
  };
};

/** The room as its owner draws it: areas, tables and which of them can be put together. */
export function TablesPage({ settings }: { settings: Settings }) {
  const t = useTranslations('owner.floor');
  const nameOf = usePlaceName();
  const editor = useFloorEditor(settings);
  const { floor, selected, problems, edit, refusal } = editor;
  const areaName = (areaNo: number) => {
    const area = floor.areas.find((one) => one.areaNo === areaNo);
    return area ? nameOf(area) : '';
  };
  const conflicts = refusal?.code === 'TABLE_IN_USE' ? (refusal.details.tables as TableConflict[]) : null;
  return (
    <form onSubmit={editor.submit} noValidate>
      <PageTitle
        dense
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button onClick={editor.add}>
            <Plus aria-hidden="true" />
            {t('add')}
          </Button>
        }
      />
      {conflicts ? (
        <ConflictsNotice conflicts={conflicts} today={settings.today} onTakeBack={editor.takeBack} />
      ) : (
        <RefusedNotice refusal={refusal} />
      )}
      <div className="grid gap-6 xl:grid-cols-[minmax(0,5fr)_minmax(17rem,2fr)]">
        <div className="grid min-w-0 content-start gap-3">
          <FloorCanvas
            floor={floor}
            selectedId={selected?.tableId ?? null}
            wrongIds={new Set(problems.tables.keys())}
            onSelect={editor.select}
            onEdit={edit}
          />
          <p className="text-sm text-soft">{t('howTo')}</p>
        </div>
        <section aria-label={t('chosen')} className="rounded-md border xl:row-span-2 border-hairline bg-raised p-4">
          {selected ? (
            <TableFields
              key={selected.tableId}
              floor={floor}
              table={selected}
              problems={problems.tables.get(selected.tableId) ?? []}
              areaName={areaName}
              onEdit={edit}
            />
          ) : (
            <p className="text-soft">{t('chooseOne')}</p>
          )}
        </section>
        <TableList floor={floor} selectedId={selected?.tableId ?? null} areaName={areaName} onSelect={editor.select} />
      </div>
      <FormSection title={t('areas')} hint={t('areasHint')} className="mt-8">
        <AreaFields floor={floor} problems={problems.areas} onEdit={edit} />
      </FormSection>
      <SaveBar
        dirty={editor.dirty}
        saving={editor.saving}
        problems={problems.tables.size + problems.areas.size + problems.other.length}
        onDiscard={editor.discard}
      />
      <LeaveGuard dirty={editor.dirty} />
    </form>
  );
}

/** The draft, what is chosen in it, and its saving. */
function useFloorEditor(settings: Settings) {
  const [saved, setSaved] = useState(settings.floor);
  const [version, setVersion] = useState(settings.configVersion);
  const [floor, edit] = useReducer(editFloor, settings.floor);
  const [selectedId, select] = useState<number | null>(null);
  const [checked, setChecked] = useState(false);
  const mutation = api.owner.saveTables.useMutation();
  const { run, saving, refusal, clear } = useSave();
  const dirty = JSON.stringify(floor) !== JSON.stringify(saved);
  // Before the first try to save nothing is marked: a new name is empty while it is written.
  const problems = problemsByPart(floor, checked ? floorProblems(floor) : []);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const wrong = problemsByPart(floor);
    const first = [...wrong.tables.keys()][0];
    if (first !== undefined) select(first);
    if (wrong.tables.size + wrong.areas.size + wrong.other.length > 0) return;
    const input = { restaurantId: settings.restaurantId, expectedConfigVersion: version, ...floor };
    const result = await run(() => mutation.mutateAsync(input));
    if (!result) return;
    const after = renumbered(floor, result);
    edit({ type: 'replace', floor: after });
    setSaved(after);
    setVersion(result.configVersion);
    setChecked(false);
    if (selectedId !== null && selectedId < 0)
      select(result.numbers.find(({ given }) => given === selectedId)?.tableId ?? null);
  };
  const add = () => {
    const chosen = floor.tables.find((table) => table.tableId === selectedId);
    const action: FloorAction = { type: 'add', areaNo: chosen?.areaNo ?? floor.areas[0]?.areaNo ?? 1 };
    edit(action);
    select(editFloor(floor, action).tables.at(-1)?.tableId ?? null);
  };
  return {
    floor,
    edit,
    selected: floor.tables.find((table) => table.tableId === selectedId) ?? null,
    select,
    problems,
    dirty,
    saving,
    refusal,
    submit,
    add,
    discard: () => {
      edit({ type: 'replace', floor: saved });
      setChecked(false);
      clear();
    },
    takeBack: (conflicts: TableConflict[]) => {
      edit({ type: 'replace', floor: conflicts.reduce((draft, one) => takeBack(draft, saved, one), floor) });
      clear();
    },
  };
}
