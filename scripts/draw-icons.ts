/** Draws the tray and app icons into `resources/`: run `node scripts/draw-icons.ts` after a change of a shape. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { drawIcons } from './icons/draw.ts';

const root = join(import.meta.dirname, '..');
const icons = drawIcons();
for (const [path, content] of icons) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
console.log(`${icons.size} icons drawn`);
