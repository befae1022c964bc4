import { nodeClock } from '../host/node-clock.ts';
import { layoutAt } from '../host/layout.ts';
import { readVersion } from '../host/version.ts';
import { runCli } from './program.ts';

/** Who reads may have seen enough, as `head` does: what is written after that is lost, and nothing is wrong. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Runs the command line of this process. `entry` is the `import.meta.url` of its entry point. */
export async function main(entry: string): Promise<void> {
  outliveReaders();
  const layout = layoutAt(entry);
  process.exitCode = await runCli({
    args: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    clock: nodeClock,
    version: readVersion(layout.resourcesDir),
    layout,
  });
}
