'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { linePoints, type RoomSample } from './samples';

/** The last five minutes: who waits, and how many a minute are let in. A picture only; the numbers stand above it. */
export function FlowChart({ samples, ratePerMinute }: { samples: readonly RoomSample[]; ratePerMinute: number }) {
  const t = useTranslations('owner.room.chart');
  const format = useFormatter();
  const most = Math.max(1, ...samples.map(({ waiting }) => waiting));
  const fastest = Math.max(ratePerMinute, ...samples.map(({ pace }) => pace));
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Lines
        title={t('waiting')}
        top={format.number(most)}
        points={linePoints(samples, 'waiting', most)}
        stroke="stroke-accent"
      />
      <Lines
        title={t('pace')}
        top={format.number(fastest)}
        points={linePoints(samples, 'pace', fastest)}
        stroke="stroke-pine"
      >
        <line
          x1="0"
          x2="100"
          y1={100 - (ratePerMinute / fastest) * 100}
          y2={100 - (ratePerMinute / fastest) * 100}
          className="stroke-edge"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
      </Lines>
    </div>
  );
}

function Lines({
  title,
  top,
  points,
  stroke,
  children,
}: {
  title: string;
  top: string;
  points: string;
  stroke: string;
  children?: React.ReactNode;
}) {
  const t = useTranslations('owner.room.chart');
  return (
    <figure aria-hidden="true" className="grid min-w-0 gap-1.5">
      <figcaption className="flex justify-between gap-4 text-soft text-xs">
        {title}
        <span className="text-faint tabular">{top}</span>
      </figcaption>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="h-24 w-full overflow-visible border-hairline border-t border-b"
      >
        <title>{title}</title>
        {children}
        <polyline points={points} fill="none" className={stroke} strokeWidth="1.75" vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="flex justify-between text-faint text-xs">
        <span>{t('from')}</span>
        <span>{t('now')}</span>
      </span>
    </figure>
  );
}
