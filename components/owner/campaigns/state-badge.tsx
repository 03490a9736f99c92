'use client';

import { CircleCheck, CircleDashed, CircleSlash2, Clock, type LucideIcon, PackageOpen, Pause } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StatusBadge } from '@/components/ui/badge';
import type { CampaignState } from './campaign-state';

const LOOK: Record<CampaignState, { tone: 'good' | 'waiting' | 'neutral'; icon: LucideIcon }> = {
  scheduled: { tone: 'waiting', icon: Clock },
  on: { tone: 'good', icon: CircleCheck },
  gone: { tone: 'neutral', icon: PackageOpen },
  paused: { tone: 'waiting', icon: Pause },
  over: { tone: 'neutral', icon: CircleDashed },
  ended: { tone: 'neutral', icon: CircleSlash2 },
};

/** How a campaign stands, in a word with its icon. */
export function CampaignBadge({ state }: { state: CampaignState }) {
  const t = useTranslations('campaigns.state');
  return <StatusBadge {...LOOK[state]}>{t(state)}</StatusBadge>;
}
