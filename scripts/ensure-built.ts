import { isBuilt } from './sources.ts';

/** Builds when out/ does not hold the sources as they are now. */
export async function ensureBuilt(onStart: () => void = () => {}): Promise<void> {
  if (isBuilt()) return;
  onStart();
  const { buildAll } = await import('./build.ts');
  await buildAll();
}
