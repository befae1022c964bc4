import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const length = z.number().int().min(200).max(20_000);
const coordinate = z.number().int().min(-50_000).max(50_000);
const windowStateSchema = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: length, height: length }),
  maximized: z.boolean(),
});

/** Where the window was when it was last seen, in the screen's device-independent pixels. */
export type WindowState = z.infer<typeof windowStateSchema>;
type Bounds = WindowState['bounds'];

/** @returns null when nothing readable is kept there */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** A place that cannot be kept is only forgotten. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // The disk is full or the folder is gone; the next window opens where the system puts it.
  }
}

/** How much of the window must lie on a screen to be found and moved again. */
const LEAST_VISIBLE = 100;

/** Whether enough of the place lies on one of the screens; one may have been unplugged since. Pure. */
export function isOnScreen(bounds: Bounds, workAreas: readonly Bounds[]): boolean {
  return workAreas.some((area) => {
    const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
    return width >= LEAST_VISIBLE && height >= LEAST_VISIBLE;
  });
}
