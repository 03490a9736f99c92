'use client';

import { CartesianGrid, Line, LineChart as Lines, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { type LineKey, type Sample, SHOWN_MS, scaleEnd } from './measures';

const STROKES = [
  { stroke: 'var(--color-accent)', dash: undefined },
  { stroke: 'var(--color-pine)', dash: '4 3' },
];
const TICK = { fill: 'var(--color-faint)', fontSize: 12 };

/**
 * Up to two lines over the last five minutes, the newest at the right. A picture only: what it shows stands in words
 * beside it.
 */
export default function LineChart({
  samples,
  lines,
  figure,
}: {
  samples: readonly Sample[];
  lines: { key: LineKey; name: string }[];
  figure: (value: number) => string;
}) {
  const untilMs = samples.at(-1)?.atMs ?? 0;
  const end = scaleEnd(Math.max(0, ...samples.flatMap((sample) => lines.map(({ key }) => sample[key] ?? 0))));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Lines data={[...samples]} accessibilityLayer={false} margin={{ top: 8, right: 2, bottom: 8, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--color-hairline)" />
        <XAxis dataKey="atMs" type="number" domain={[untilMs - SHOWN_MS, untilMs]} hide allowDataOverflow />
        <YAxis
          width={56}
          domain={[0, end]}
          ticks={[0, end / 2, end]}
          interval={0}
          tick={TICK}
          tickFormatter={figure}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--color-edge)' }}
          content={({ active, payload }) =>
            active && payload.length > 0 ? (
              <div className="grid gap-0.5 rounded-sm border border-hairline bg-paper px-2 py-1 text-xs">
                {payload.map(({ dataKey, name, value }) => (
                  <span key={String(dataKey)} className="tabular">
                    {name} {figure(Number(value))}
                  </span>
                ))}
              </div>
            ) : null
          }
        />
        {lines.map(({ key, name }, index) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            type="linear"
            stroke={STROKES[index]?.stroke}
            strokeDasharray={STROKES[index]?.dash}
            strokeWidth={1.75}
            dot={samples.length === 1}
            isAnimationActive={false}
            connectNulls
          />
        ))}
      </Lines>
    </ResponsiveContainer>
  );
}
