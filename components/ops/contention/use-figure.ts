import { useFormatter } from 'next-intl';
import { useAge } from '../use-age';
import type { Unit } from './measures';

/** A measured value in its unit, short: "1.2 s", "3.4", "120"; a dash where nothing was measured. */
export function useFigure(): (value: number | null, unit: Unit) => string {
  const format = useFormatter();
  const age = useAge();
  return (value, unit) => {
    if (value === null) return '–';
    if (unit === 'ms') return age(value);
    return format.number(value, { maximumFractionDigits: value > 0 && value < 10 ? 1 : 0 });
  };
}
