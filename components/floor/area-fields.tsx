'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import type { FloorDraft } from '@/server/domain/restaurant/floor-plan';
import type { FloorAction } from './floor-draft';

/** The parts of the room. One with tables in it stays until they are elsewhere. */
export function AreaFields({
  floor,
  problems,
  onEdit,
}: {
  floor: FloorDraft;
  problems: ReadonlyMap<number, string[]>;
  onEdit: (action: FloorAction) => void;
}) {
  const t = useTranslations('owner.floor');
  const common = useTranslations('common');
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {floor.areas.map((area, index) => {
          const tables = floor.tables.filter((table) => table.areaNo === area.areaNo).length;
          return (
            <li key={area.areaNo} className="flex items-start gap-3">
              <Field
                label={t('areaName')}
                labelHidden={index > 0}
                error={problems.has(area.areaNo) ? t('problems.areaName') : undefined}
                className="flex-1"
              >
                <Input
                  value={area.name}
                  maxLength={80}
                  onChange={(event) => onEdit({ type: 'area', areaNo: area.areaNo, set: { name: event.target.value } })}
                />
              </Field>
              <Field
                label={t('areaNameEn')}
                labelHidden={index > 0}
                optionalLabel={index === 0 ? common('optional') : undefined}
                className="flex-1"
              >
                <Input
                  value={area.nameEn ?? ''}
                  maxLength={80}
                  onChange={(event) =>
                    onEdit({ type: 'area', areaNo: area.areaNo, set: { nameEn: event.target.value || null } })
                  }
                />
              </Field>
              <IconButton
                label={
                  tables > 0 ? t('areaInUse', { name: area.name, count: tables }) : t('removeArea', { name: area.name })
                }
                disabled={tables > 0 || floor.areas.length === 1}
                onClick={() => onEdit({ type: 'remove-area', areaNo: area.areaNo })}
                className={index === 0 ? 'mt-6.5' : undefined}
              >
                <Trash2 aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <Button className="w-fit" onClick={() => onEdit({ type: 'add-area', name: t('newArea') })}>
        <Plus aria-hidden="true" />
        {t('addArea')}
      </Button>
    </div>
  );
}
