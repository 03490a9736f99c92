import type { CoverDrawing } from './compose';

/**
 * The inside of a drawing's `<svg>`. It is made of our own numbers and class names only: nothing a restaurant or a reader
 * wrote gets into it (the seed only feeds the random stream and a base-36 key).
 */
export function coverMarkup({ shapes, clips, key }: CoverDrawing): string {
  const defs = clips.map((d, index) => `<clipPath id="cover-${key}-${index}"><path d="${d}"/></clipPath>`).join('');
  const paths = shapes.map((shape) => {
    const look = shape.fill ? `f-${shape.fill}` : `s-${shape.stroke}`;
    const width = shape.width === undefined ? '' : ` stroke-width="${Math.round(shape.width * 10) / 10}"`;
    const opacity = shape.opacity === undefined ? '' : ` opacity="${shape.opacity}"`;
    const clip = shape.clip === undefined ? '' : ` clip-path="url(#cover-${key}-${shape.clip})"`;
    return `<path class="${look}" d="${shape.d}"${width}${opacity}${clip}/>`;
  });
  return `${defs && `<defs>${defs}</defs>`}${paths.join('')}`;
}
