'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageTitle } from '@/components/shell/page-title';
import type { Settings } from '@/server/services/owner';
import { DaysPanel } from './days-panel';
import { HoursForm } from './hours-form';

/**
 * The week's hours, and the days that differ. Both write the same configuration: `version` follows this page's own saves,
 * so that only somebody else's is noticed as such.
 */
export function HoursPage({ settings }: { settings: Settings }) {
  const t = useTranslations('owner.hours');
  const [version, setVersion] = useState(settings.configVersion);
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      <DaysPanel
        settings={settings}
        version={version}
        onSaved={(next) => setVersion((known) => (next === known + 1 ? next : known))}
      />
      <HoursForm settings={settings} version={version} onSaved={setVersion} />
    </>
  );
}
