'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { FloorDraft } from '@/server/domain/restaurant/floor-plan';

/** The same tables as a list, for whoever does not read plans; a press chooses one. */
export function TableList({
  floor,
  selectedId,
  areaName,
  onSelect,
}: {
  floor: FloorDraft;
  selectedId: number | null;
  areaName: (areaNo: number) => string;
  onSelect: (tableId: number) => void;
}) {
  const t = useTranslations('owner.floor');
  return (
    <div className="grid gap-4">
      {floor.areas.map((area) => {
        const tables = floor.tables.filter((table) => table.areaNo === area.areaNo);
        if (tables.length === 0) return null;
        return (
          <section key={area.areaNo} aria-label={areaName(area.areaNo)}>
            <h2 className="mb-1.5 flex justify-between font-medium text-sm">
              {areaName(area.areaNo)}
              <span className="font-normal text-soft tabular">
                {t('areaTotals', { tables: tables.length, seats: tables.reduce((sum, { seats }) => sum + seats, 0) })}
              </span>
            </h2>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-1.5">
              {tables.map((table) => (
                <li key={table.tableId}>
                  <button
                    type="button"
                    aria-pressed={table.tableId === selectedId}
                    onClick={() => onSelect(table.tableId)}
                    className={cn(
                      'flex min-h-11 w-full items-center justify-between gap-2 rounded-md border border-hairline bg-raised px-3 text-left text-sm hover:border-edge',
                      table.tableId === selectedId && 'border-accent bg-accent-wash',
                      !table.active && 'border-dashed',
                    )}
                  >
                    <span className="truncate font-medium">{table.label || '–'}</span>
                    <span className="shrink-0 text-soft text-xs tabular">
                      {table.active ? t('fits', { min: table.minParty, max: table.maxParty }) : t('off')}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
