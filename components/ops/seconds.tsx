import { DateTime } from '@/components/ui/date-time';
import { OPS_ZONE } from './types';

/** An instant to the second: an operator has to see that the page is alive. */
export function Seconds({ instant }: { instant: Date }) {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: OPS_ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
  return (
    <>
      <DateTime instant={instant.toISOString()} timeZone={OPS_ZONE} style="day" zone="never" />{' '}
      <time dateTime={instant.toISOString()} className="tabular">
        {clock}
      </time>
    </>
  );
}
