import { cn } from '@/components/ui/cn';
import { type CoverFormat, type CoverTone, coverSvg } from './compose';

/**
 * A restaurant's cover, drawn from its cuisine and a seed (its id). It fills its box and is cropped like a photograph.
 * Decoration unless `title` is given; the name beside it says what it is.
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
  const drawing = coverSvg({ cuisine, seed, tone, format });
  const clipId = (index: number) => `cover-${drawing.key}-${index}`;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: either hidden or labelled, by the spread below
    <svg
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      preserveAspectRatio="xMidYMid slice"
      data-tone={drawing.tone}
      {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
      className={cn('cover block', format === 'hero' ? 'aspect-[8/3]' : 'aspect-[8/5]', 'w-full', className)}
    >
      {drawing.clips.length > 0 ? (
        <defs>
          {drawing.clips.map((d, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a drawing never changes its order
            <clipPath key={index} id={clipId(index)}>
              <path d={d} />
            </clipPath>
          ))}
        </defs>
      ) : null}
      {drawing.shapes.map((shape, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing never changes its order
          key={index}
          d={shape.d}
          className={shape.fill ? `f-${shape.fill}` : `s-${shape.stroke}`}
          strokeWidth={shape.width}
          opacity={shape.opacity}
          clipPath={shape.clip === undefined ? undefined : `url(#${clipId(shape.clip)})`}
        />
      ))}
    </svg>
  );
}
