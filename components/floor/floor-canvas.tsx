'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { chairsOf } from '@/components/restaurant/floor-shapes';
import { cn } from '@/components/ui/cn';
import { LiveRegion } from '@/components/ui/live-region';
import { type FloorDraft, PLAN, type TableDraft } from '@/server/domain/restaurant/floor-plan';
import type { FloorAction } from './floor-draft';

/** Chairs stand a little over the edge of the plan. */
const RIM = 0.7;

type Drag = { tableId: number; kind: 'move' | 'resize'; dx: number; dy: number };

/**
 * The plan of 24 × 16 units. Tables are dragged and snap; with the focus on one, arrows move it and Shift with arrows
 * changes its size.
 */
export function FloorCanvas({
  floor,
  selectedId,
  wrongIds,
  onSelect,
  onEdit,
}: {
  floor: FloorDraft;
  selectedId: number | null;
  wrongIds: ReadonlySet<number>;
  onSelect: (tableId: number) => void;
  onEdit: (action: FloorAction) => void;
}) {
  const t = useTranslations('owner.floor');
  const hintId = useId();
  const [said, setSaid] = useState('');
  const { svg, drag, start, move, end } = useDrag(onEdit);
  const onKey = (event: KeyboardEvent, table: TableDraft) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [dx, dy] = by as [number, number];
    if (event.shiftKey) onEdit({ type: 'resize', tableId: table.tableId, w: table.w + dx, h: table.h + dy });
    else onEdit({ type: 'move', tableId: table.tableId, x: table.x + dx, y: table.y + dy });
    setSaid(
      event.shiftKey
        ? t('sized', { label: table.label, w: Math.max(1, table.w + dx), h: Math.max(1, table.h + dy) })
        : t('placed', { label: table.label, x: Math.max(0, table.x + dx) + 1, y: Math.max(0, table.y + dy) + 1 }),
    );
  };
  return (
    <div className="overflow-x-auto rounded-md border border-hairline bg-raised">
      <p id={hintId} className="sr-only">
        {t('keys')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing holds no fieldset */}
      <svg
        ref={svg}
        viewBox={`${-RIM} ${-RIM} ${PLAN.width + 2 * RIM} ${PLAN.height + 2 * RIM}`}
        className="block w-full min-w-160 select-none"
        role="group"
        aria-label={t('plan')}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <Grid />
        <Joins floor={floor} />
        {floor.tables.map((table) => (
          <PlanTable
            key={table.tableId}
            table={table}
            hintId={hintId}
            selected={table.tableId === selectedId}
            wrong={wrongIds.has(table.tableId)}
            dragged={drag?.tableId === table.tableId}
            onFocus={() => onSelect(table.tableId)}
            onKeyDown={(event) => onKey(event, table)}
            onGrab={(event, kind) => start(event, table, kind)}
          />
        ))}
      </svg>
      <LiveRegion>{said}</LiveRegion>
    </div>
  );
}

/** A table or its corner held by a pointer. */
function useDrag(onEdit: (action: FloorAction) => void) {
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const at = (event: PointerEvent) => {
    const matrix = svg.current?.getScreenCTM()?.inverse();
    return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix) : null;
  };
  const start = (event: PointerEvent, table: TableDraft, kind: Drag['kind']) => {
    const point = at(event);
    if (!point || event.button !== 0) return;
    svg.current?.setPointerCapture(event.pointerId);
    const hold = kind === 'move' ? { dx: point.x - table.x, dy: point.y - table.y } : { dx: table.x, dy: table.y };
    setDrag({ tableId: table.tableId, kind, ...hold });
  };
  const move = (event: PointerEvent) => {
    const point = drag && at(event);
    if (!drag || !point) return;
    if (drag.kind === 'move')
      onEdit({ type: 'move', tableId: drag.tableId, x: point.x - drag.dx, y: point.y - drag.dy });
    else onEdit({ type: 'resize', tableId: drag.tableId, w: point.x - drag.dx, h: point.y - drag.dy });
  };
  return { svg, drag, start, move, end: () => setDrag(null) };
}

function Grid() {
  const id = useId();
  return (
    <>
      <defs>
        <pattern id={id} width="1" height="1" patternUnits="userSpaceOnUse">
          <circle cx="0" cy="0" r="0.05" className="fill-edge" />
          <circle cx="1" cy="0" r="0.05" className="fill-edge" />
          <circle cx="0" cy="1" r="0.05" className="fill-edge" />
          <circle cx="1" cy="1" r="0.05" className="fill-edge" />
        </pattern>
      </defs>
      <rect
        width={PLAN.width}
        height={PLAN.height}
        fill={`url(#${id})`}
        className="stroke-hairline"
        strokeWidth="0.05"
      />
    </>
  );
}

function Joins({ floor }: { floor: FloorDraft }) {
  const middle = (tableId: number) => {
    const table = floor.tables.find((one) => one.tableId === tableId);
    return table && { x: table.x + table.w / 2, y: table.y + table.h / 2 };
  };
  return floor.joins.map(([a, b]) => {
    const [from, to] = [middle(a), middle(b)];
    return from && to ? (
      <line
        key={`${a} ${b}`}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        className="stroke-accent"
        strokeWidth="0.14"
        strokeDasharray="0.1 0.25"
        strokeLinecap="round"
      />
    ) : null;
  });
}

function PlanTable({
  table,
  hintId,
  selected,
  wrong,
  dragged,
  onFocus,
  onKeyDown,
  onGrab,
}: {
  table: TableDraft;
  hintId: string;
  selected: boolean;
  wrong: boolean;
  dragged: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onGrab: (event: PointerEvent, kind: Drag['kind']) => void;
}) {
  const t = useTranslations('owner.floor');
  const { x, y, w, h, shape, label, seats, active } = table;
  const face = cn(
    'transition-colors',
    selected ? 'fill-accent-wash stroke-accent' : wrong ? 'fill-brick-wash stroke-brick' : 'fill-raised stroke-edge',
  );
  const line = { strokeWidth: selected || wrong ? 0.14 : 0.08, strokeDasharray: active ? undefined : '0.25 0.2' };
  return (
    <g className={active ? undefined : 'opacity-60'}>
      {/* biome-ignore lint/a11y/useSemanticElements: HTML buttons cannot stand in a drawing */}
      <g
        role="button"
        tabIndex={0}
        aria-pressed={selected}
        aria-describedby={hintId}
        aria-label={t(active ? 'tableLabel' : 'tableLabelOff', { label, seats, x: x + 1, y: y + 1 })}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          onFocus();
          onGrab(event, 'move');
        }}
        className={cn('touch-none outline-none', dragged ? 'cursor-grabbing' : 'cursor-grab')}
      >
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
          <ellipse cx={x + w / 2} cy={y + h / 2} rx={w / 2} ry={h / 2} className={face} {...line} />
        ) : (
          <rect x={x} y={y} width={w} height={h} rx={shape === 'counter' ? 0.12 : 0.28} className={face} {...line} />
        )}
        <text
          x={x + w / 2}
          y={y + h / 2}
          textAnchor="middle"
          dominantBaseline="central"
          fontSize="0.62"
          className="pointer-events-none fill-ink font-medium"
        >
          {label}
        </text>
      </g>
      {selected ? (
        <rect
          x={x + w - 0.3}
          y={y + h - 0.3}
          width="0.6"
          height="0.6"
          rx="0.15"
          className="cursor-nwse-resize touch-none fill-accent stroke-raised"
          strokeWidth="0.1"
          onPointerDown={(event) => onGrab(event, 'resize')}
        />
      ) : null}
    </g>
  );
}
