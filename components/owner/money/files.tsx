'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { StatementRow } from '@/server/services/settlement';

const FORMATS = ['pdf', 'csv'] as const;

/** A statement as a document, for reading and for accounting. */
export function Files({ statement }: { statement: Pick<StatementRow, 'id' | 'no'> }) {
  const t = useTranslations('money.owner.statements');
  return (
    <span className="flex gap-1">
      {FORMATS.map((format) => (
        <Button key={format} asChild size="sm" variant="quiet" className="px-2">
          <a
            href={`/api/statements/${statement.id}/${format}`}
            download
            aria-label={t('fileLabel', { no: statement.no, format: t(format) })}
          >
            <Download aria-hidden="true" />
            {t(format)}
          </a>
        </Button>
      ))}
    </span>
  );
}
