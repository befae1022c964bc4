import {
  SHAPE_SIZE,
  STATE_SHAPES,
  type ShapeLayer,
  type ShapeName,
} from '../../shared/domain/state-shapes.ts';

/** The dark theme's state colours, which carry on light bars too thanks to the ring around them. */
const COLOURS: Readonly<Record<ShapeName, string>> = {
  healthy: '#48cba1',
  degraded: '#f3ba44',
  unhealthy: '#fa5250',
  unknown: '#d3d7dd',
  paused: '#d3d7dd',
};

/** How far the dark ring reaches beyond a shape, in grid units; less where it would close gaps. */
const RING: Readonly<Record<ShapeName, number>> = {
  healthy: 1,
  degraded: 1,
  unhealthy: 1,
  unknown: 0.75,
  paused: 0.75,
};

const RING_COLOUR = '#14171d';
const HOLE_COLOUR = '#ffffff';

function frame(content: string, size: number): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" ` +
    `viewBox="0 0 ${SHAPE_SIZE} ${SHAPE_SIZE}">${content}</svg>\n`
  );
}

function drawLayer(layer: ShapeLayer, colour: string): string {
  return layer.paint === 'fill'
    ? `<path d="${layer.d}" fill="${colour}" fill-rule="evenodd"/>`
    : `<path d="${layer.d}" fill="none" stroke="${colour}" stroke-width="${layer.width}" stroke-dasharray="${layer.dash}"/>`;
}

/** The same layer, wider by `reach` on every side. */
function drawRing(layer: ShapeLayer, reach: number): string {
  const stroke = `stroke="${RING_COLOUR}" stroke-linejoin="round"`;
  if (layer.paint === 'fill') {
    return `<path d="${outline(layer.d)}" fill="${RING_COLOUR}" ${stroke} stroke-width="${2 * reach}"/>`;
  }
  return `<path d="${layer.d}" fill="none" ${stroke} stroke-width="${layer.width + 2 * reach}"/>`;
}

/** The first contour of a path: the shape without its holes. */
function outline(d: string): string {
  return d.slice(0, d.indexOf('Z') + 1);
}

/** A state in its colour with a dark ring, readable on light and on dark bars. */
export function colouredSvg(shape: ShapeName, size: number): string {
  const layers = STATE_SHAPES[shape];
  const rings = layers.map((layer) => drawRing(layer, RING[shape]));
  const holes = layers
    .filter(({ d }) => outline(d) !== d)
    .map(({ d }) => `<path d="${outline(d)}" fill="${HOLE_COLOUR}"/>`);
  const faces = layers.map((layer) => drawLayer(layer, COLOURS[shape]));
  return frame([...rings, ...holes, ...faces].join(''), size);
}

/** A state in black and alpha only, as macOS wants its template images. */
export function templateSvg(shape: ShapeName, size: number): string {
  return frame(STATE_SHAPES[shape].map((layer) => drawLayer(layer, '#000000')).join(''), size);
}

/** The app's own icon: a watch's face in the accent colour, with the healthy disc at its corner. */
export function appSvg(size: number): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 512 512">` +
    '<rect x="24" y="24" width="464" height="464" rx="104" fill="#14171d"/>' +
    '<rect x="28" y="28" width="456" height="456" rx="100" fill="none" stroke="#292e36" stroke-width="8"/>' +
    '<circle cx="256" cy="256" r="148" fill="none" stroke="#6db0f4" stroke-width="40"/>' +
    '<path d="M256 172V256L312 290" fill="none" stroke="#6db0f4" stroke-width="36" ' +
    'stroke-linecap="round" stroke-linejoin="round"/>' +
    '<circle cx="366" cy="366" r="82" fill="#14171d"/><circle cx="366" cy="366" r="58" fill="#48cba1"/>' +
    '</svg>\n'
  );
}
