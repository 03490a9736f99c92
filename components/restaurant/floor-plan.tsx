import { useLocale, useTranslations } from 'next-intl';
import type { FloorTable, RestaurantPage } from '@/server/services/restaurant';
import { type Box, boundsOf, chairsOf, countTables } from './floor-shapes';
import { PageSection } from './page-section';
import { nameOf } from './words';

/** The plan is 24 × 16 units; a rim keeps chairs at its edge on the paper, a wider one above holds the areas' names. */
const VIEW: Box = { x: -1, y: -2, w: 26, h: 19 };

/** The room as it stands, to look at; the same in words beneath it. */
export function FloorPlan({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant');
  const locale = useLocale();
  if (page.tables.length === 0) return null;
  const areas = page.areas
    .map((area) => {
      const tables = page.tables.filter((table) => table.areaNo === area.areaNo);
      return { areaNo: area.areaNo, name: nameOf(locale, area), tables, box: boundsOf(tables) };
    })
    .filter((area) => area.box !== null);
  const seats = page.tables.reduce((sum, table) => sum + table.seats, 0);
  return (
    <PageSection title={t('page.floor')}>
      <figure className="grid gap-5">
        <div className="relative">
          <svg
            viewBox={`${VIEW.x} ${VIEW.y} ${VIEW.w} ${VIEW.h}`}
            role="img"
            aria-label={t('floor.label', { tables: page.tables.length, seats })}
            className="w-full"
          >
            {areas.map((area) => (
              <rect
                key={area.areaNo}
                {...boxOf(area.box!)}
                rx="0.5"
                className="fill-wash stroke-hairline"
                strokeWidth="0.05"
              />
            ))}
            <Joins page={page} />
            {page.tables.map((table) => (
              <Table key={table.tableId} table={table} />
            ))}
          </svg>
          {areas.map((area) => (
            <span
              key={area.areaNo}
              aria-hidden="true"
              style={place(area.box!)}
              className="absolute -translate-y-full truncate pb-0.5 text-soft text-xs"
            >
              {area.name}
            </span>
          ))}
        </div>
        <figcaption className="grid gap-3 text-sm">
          <Legend areas={areas} />
          {page.joins.length > 0 ? <p className="text-faint">{t('floor.joins')}</p> : null}
        </figcaption>
      </figure>
    </PageSection>
  );
}

const boxOf = ({ x, y, w, h }: Box) => ({ x, y, width: w, height: h });

/** A name stands above its area; it is text of the page, so that it is as large as other text on every screen. */
const place = (box: Box) => ({
  left: `${((box.x - VIEW.x) / VIEW.w) * 100}%`,
  top: `${((box.y - VIEW.y) / VIEW.h) * 100}%`,
  maxWidth: `${(box.w / VIEW.w) * 100}%`,
});

function Legend({ areas }: { areas: { areaNo: number; name: string; tables: FloorTable[] }[] }) {
  const t = useTranslations('restaurant.floor');
  return (
    <dl className="grid gap-x-10 gap-y-1 sm:grid-cols-2">
      {areas.map((area) => (
        <div key={area.areaNo} className="flex flex-wrap gap-x-3">
          <dt>{area.name}</dt>
          <dd className="text-soft tabular">
            {countTables(area.tables)
              .map(({ shared, seats, count }) => (shared ? t('counter', { seats }) : t('tables', { seats, count })))
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Which tables can be put together, from middle to middle and beneath them. */
function Joins({ page }: { page: RestaurantPage }) {
  const middle = (tableId: number) => {
    const table = page.tables.find((one) => one.tableId === tableId);
    return table && { x: table.x + table.w / 2, y: table.y + table.h / 2 };
  };
  return page.joins.map(([a, b]) => {
    const [from, to] = [middle(a), middle(b)];
    return from && to ? (
      <line
        key={`${a}-${b}`}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        className="stroke-edge"
        strokeWidth="0.1"
        strokeDasharray="0.1 0.22"
        strokeLinecap="round"
      />
    ) : null;
  });
}

function Table({ table }: { table: FloorTable }) {
  const { x, y, w, h, shape } = table;
  const face = { className: 'fill-raised stroke-edge', strokeWidth: 0.08 };
  return (
    <g>
      {chairsOf(table).map((chair) => (
        <rect
          key={`${chair.x} ${chair.y}`}
          x={chair.x - 0.28}
          y={chair.y - 0.16}
          width="0.56"
          height="0.32"
          rx="0.14"
          transform={`rotate(${chair.turn} ${chair.x} ${chair.y})`}
          className="fill-edge opacity-60"
        />
      ))}
      {shape === 'round' ? (
        <ellipse cx={x + w / 2} cy={y + h / 2} rx={w / 2} ry={h / 2} {...face} />
      ) : (
        <rect {...boxOf({ x, y, w, h })} rx={shape === 'counter' ? 0.12 : 0.28} {...face} />
      )}
    </g>
  );
}
