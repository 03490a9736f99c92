'use client';

import { Armchair, Check, Undo2, UserRoundX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { DayBooking } from '@/server/services/owner';
import { commandsFor, type ServeCommand } from './rules';

const ICONS = { seat: Armchair, complete: Check, 'no-show': UserRoundX, unseat: Undo2 };

/** What can be done with a booking now, as buttons; the likely one has a border. `onServe` asks first where there is no way back. */
export function BookingActions({
  booking,
  nowMs,
  onServe,
  className,
}: {
  booking: DayBooking;
  nowMs: number;
  onServe: (booking: DayBooking, command: ServeCommand) => void;
  className?: string;
}) {
  const t = useTranslations('owner.day');
  const commands = commandsFor(booking, nowMs);
  if (commands.length === 0) return null;
  return (
    <div className={className ?? 'flex items-center gap-1'}>
      {commands.map(({ command }, index) => {
        const Icon = ICONS[command];
        return (
          <Button
            key={command}
            size="sm"
            variant={index === 0 ? 'secondary' : 'quiet'}
            onClick={(event) => {
              event.stopPropagation();
              onServe(booking, command);
            }}
            aria-label={t('doFor', { action: t(`do.${command}`), name: booking.guestName })}
          >
            <Icon aria-hidden="true" />
            {t(`do.${command}`)}
          </Button>
        );
      })}
    </div>
  );
}
