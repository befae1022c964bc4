/**
 * Entry of the demo's child process, forked by a host as `demo.js DATA_DIR`; see `shared/contract/demo-channel.ts`.
 * As `demo.js monitor health` it is the command of the demo's command-line assistant, run in its folder.
 */
import { nodeClock } from './host/node-clock.ts';

/** The story is the same on every machine. */
const SEED = 20_260_704;

const [, script = '', first = '', ...rest] = process.argv;

/** Each role loads only what it needs: the command runs every few seconds. */
await (first === 'monitor' ? runMonitor() : runFleet());

async function runMonitor(): Promise<void> {
  const { runMonitorCommand } = await import('./demo/assistant-cli/monitor.ts');
  process.exitCode = await runMonitorCommand(rest, {
    cwd: process.cwd(),
    clock: nodeClock,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}

async function runFleet(): Promise<void> {
  const { serveDemo } = await import('./demo/child.ts');
  const { startDemoFleet } = await import('./demo/fleet.ts');
  const { nodeCommand } = await import('./demo/node-command.ts');
  const { seededRandom } = await import('./demo/seeded-random.ts');
  const runtime = {
    execPath: process.execPath,
    platform: process.platform,
    electron: process.versions['electron'] !== undefined,
  };
  await serveDemo(
    {
      send: (event) =>
        new Promise((resolve) => {
          if (process.connected && process.send) process.send(event, undefined, undefined, () => resolve());
          else resolve();
        }),
      onMessage: (listener) => process.on('message', listener),
      onClosed: (listener) => process.once('disconnect', listener),
      exit: (code) => process.exit(code),
    },
    (onProblem) =>
      startDemoFleet({
        dataDir: first,
        clock: nodeClock,
        random: seededRandom(SEED),
        speed: 1,
        assistantCommand: nodeCommand(runtime, [script, 'monitor']),
        onProblem,
      }),
  );
}
