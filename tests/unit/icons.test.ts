import { Resvg } from '@resvg/resvg-js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawIcons } from '../../scripts/icons/draw.ts';
import { colouredSvg, templateSvg } from '../../scripts/icons/svg.ts';
import { SHAPE_NAMES, type ShapeName } from '../../shared/domain/state-shapes.ts';

const root = join(import.meta.dirname, '../..');
const icons = drawIcons();

const PAIRS = SHAPE_NAMES.flatMap((a, index) => SHAPE_NAMES.slice(index + 1).map((b) => [a, b] as const));

/** How dark each pixel of a black template is, 0 to 1. */
function mask(shape: ShapeName): number[] {
  const { pixels } = new Resvg(templateSvg(shape, 16)).render();
  return Array.from({ length: 256 }, (_, index) => (pixels[index * 4 + 3] ?? 0) / 255);
}

/** The coloured icon on a bar of one grey, each pixel as luma 0 to 1. */
function onBar(shape: ShapeName, grey: string): number[] {
  const { pixels } = new Resvg(colouredSvg(shape, 16), { background: grey }).render();
  return Array.from({ length: 256 }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(index * 4, index * 4 + 3);
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  });
}

/** How many of the 256 pixels differ by more than half of the range. */
function clearlyDifferent(a: readonly number[], b: readonly number[], by = 0.5): number {
  return a.filter((value, index) => Math.abs(value - (b[index] ?? 0)) > by).length;
}

describe('icons', () => {
  it.each([...icons.keys()])('are committed as they are drawn: %s', (path) => {
    expect(readFileSync(join(root, path)).equals(icons.get(path) ?? Buffer.alloc(0))).toBe(true);
  });

  it.each(PAIRS)('tell %s from %s by shape alone at 16 px', (a, b) => {
    expect(clearlyDifferent(mask(a), mask(b))).toBeGreaterThanOrEqual(30);
  });

  it.each(PAIRS)('tell %s from %s without colour on dark and on light bars', (a, b) => {
    for (const bar of ['#1b1e24', '#f2f3f5']) {
      expect(clearlyDifferent(onBar(a, bar), onBar(b, bar), 0.25)).toBeGreaterThanOrEqual(30);
    }
  });

  it.each([...SHAPE_NAMES])('stand out from dark and from light bars: %s', (shape) => {
    for (const [bar, luma] of [
      ['#1b1e24', 0.117],
      ['#f2f3f5', 0.953],
    ] as const) {
      const ground = Array.from({ length: 256 }, () => luma);
      expect(clearlyDifferent(onBar(shape, bar), ground, 0.25)).toBeGreaterThanOrEqual(30);
    }
  });

  it('give macOS black with alpha and nothing else', () => {
    for (const shape of SHAPE_NAMES) {
      const { pixels } = new Resvg(templateSvg(shape, 16)).render();
      expect(pixels.every((value, index) => index % 4 === 3 || value === 0)).toBe(true);
    }
  });

  it('give Windows an icon file that holds five sizes', () => {
    const ico = icons.get('resources/tray/unhealthy/tray.ico') ?? Buffer.alloc(6);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index));
    expect(sizes).toEqual([16, 20, 24, 32, 48]);
    const first = ico.subarray(ico.readUInt32LE(18), ico.readUInt32LE(18) + 8);
    expect(first.toString('hex')).toBe('89504e470d0a1a0a');
  });

  it('give macOS an app icon whose length is what its header says', () => {
    const icns = icons.get('resources/icons/icon.icns') ?? Buffer.alloc(8);
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
  });
});
