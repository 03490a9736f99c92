'use client';

import { useMemo } from 'react';
import { cn } from '@/components/ui/cn';
import { type CoverFormat, type CoverTone, coverSvg } from './compose';
import { coverMarkup } from './markup';

/**
 * A restaurant's cover, drawn from its cuisine and a seed (its id). It fills its box and is cropped like a photograph.
 * Decoration unless `title` is given; the name beside it says what it is.
 *
 * A client component on purpose: the drawing is then sent once, as HTML, and not a second time as component data; set as
 * inner HTML, a page of covers has no thousands of nodes to hydrate.
 */
export function Cover({
  cuisine,
  seed,
  tone,
  format = 'card',
  title,
  className,
}: {
  cuisine: string;
  seed: string;
  tone?: CoverTone;
  format?: CoverFormat;
  title?: string;
  className?: string;
}) {
  const drawing = useMemo(() => coverSvg({ cuisine, seed, tone, format }), [cuisine, seed, tone, format]);
  const inside = useMemo(() => ({ __html: coverMarkup(drawing) }), [drawing]);
  return (
    <svg
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      preserveAspectRatio="xMidYMid slice"
      data-tone={drawing.tone}
      {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
      className={cn('cover block w-full', format === 'hero' ? 'aspect-[8/3]' : 'aspect-[8/5]', className)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: coverMarkup is made of numbers and our own class names
      dangerouslySetInnerHTML={inside}
    />
  );
}
