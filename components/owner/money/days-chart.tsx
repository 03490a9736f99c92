'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { minorDigits } from '@/server/domain/shared/money';
import type { MoneyOverview } from '@/server/services/owner';

const TICK = { fill: 'var(--color-faint)', fontSize: 12 };

/** A bar a day: earned above the line, what was refunded or corrected below it. */
export default function DaysChart({ days, currency }: Pick<MoneyOverview, 'days' | 'currency'>) {
  const t = useTranslations('money.owner.chart');
  const locale = useLocale();
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const amount = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={days}
        stackOffset="sign"
        accessibilityLayer={false}
        barCategoryGap="18%"
        margin={{ top: 8, right: 2, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--color-hairline)" />
        <XAxis
          dataKey="date"
          minTickGap={48}
          tick={TICK}
          tickFormatter={(date: string) => shortDay(date, locale)}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          width={52}
          tickCount={4}
          tick={TICK}
          tickFormatter={(minor: number) => short.format(minor / 10 ** minorDigits(currency))}
          tickLine={false}
          axisLine={false}
        />
        <ReferenceLine y={0} stroke="var(--color-edge)" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--color-wash)' }}
          content={({ active, payload, label }) =>
            active && payload.length > 0 ? (
              <div className="grid gap-0.5 rounded-sm border border-hairline bg-paper px-2.5 py-1.5 text-xs">
                <span className="text-soft">{formatDay(String(label), locale)}</span>
                {payload
                  .filter(({ dataKey, value }) => dataKey === 'earnedMinor' || Number(value) !== 0)
                  .map(({ dataKey, name, value }) => (
                    <span key={String(dataKey)} className="tabular">
                      {name} {amount(Number(value))}
                    </span>
                  ))}
              </div>
            ) : null
          }
        />
        <Bar
          dataKey="earnedMinor"
          name={t('earned')}
          stackId="day"
          fill="var(--color-accent)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="deductedMinor"
          name={t('deducted')}
          stackId="day"
          fill="var(--color-brick)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

const shortDay = (date: string, locale: string) =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  }).format(new Date(`${date}T00:00:00Z`));
