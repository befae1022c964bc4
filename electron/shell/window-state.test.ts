import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mkdirSync } from 'node:fs';
import { temporaryDataDir } from '../../tests/fixtures/data-dir.ts';
import { isOnScreen, readWindowState, writeWindowState } from './window-state.ts';

function file(): string {
  const folder = temporaryDataDir();
  mkdirSync(folder, { recursive: true });
  return path.join(folder, 'window.json');
}
const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

describe('where the window was', () => {
  it('is read as it was written', () => {
    const kept = file();
    const state = { bounds: { x: -20, y: 30, width: 900, height: 700 }, maximized: true };
    writeWindowState(kept, state);
    expect(readWindowState(kept)).toEqual(state);
  });

  it.each(['', '{', '[]', '{"bounds":{"x":0,"y":0,"width":1e9,"height":5},"maximized":false}'])(
    'is forgotten where the file holds %j',
    (text) => {
      const kept = file();
      writeFileSync(kept, text);
      expect(readWindowState(kept)).toBeNull();
    },
  );

  it('is forgotten where nothing was kept, and not kept where nothing can be', () => {
    const nowhere = path.join(file(), 'no', 'such', 'folder');
    writeWindowState(nowhere, { bounds: { x: 0, y: 0, width: 900, height: 700 }, maximized: false });
    expect(readWindowState(nowhere)).toBeNull();
  });

  it.each([
    ['in the middle', { x: 100, y: 100, width: 900, height: 700 }, true],
    ['partly outside', { x: 1800, y: 100, width: 900, height: 700 }, true],
    ['on a screen that is gone', { x: 2500, y: 100, width: 900, height: 700 }, false],
    ['but for a few pixels outside', { x: 1900, y: 100, width: 900, height: 700 }, false],
  ])('counts as on screen when %s: %j is %s', (_where, bounds, expected) => {
    expect(isOnScreen(bounds, screens)).toBe(expected);
  });
});
