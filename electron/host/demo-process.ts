import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { demoEvent, type DemoCommand } from '../../shared/contract/demo-channel.ts';

/** The demo fleet in a process of its own. */
export interface DemoProcess {
  /** The configuration that watches it. */
  configFile: string;
  replay(): void;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 3000;

/**
 * Starts the demo fleet with a data directory of its own.
 * @throws when it does not come up
 */
export async function startDemoProcess(
  entry: URL,
  dataDir: string,
  onProblem: (text: string) => void,
): Promise<DemoProcess> {
  const child = fork(fileURLToPath(entry), [dataDir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const send = (command: DemoCommand) => void (child.connected && child.send(command));
  const configFile = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('the demo fleet did not start in time')),
      READY_WITHIN_MS,
    );
    const settle = (then: () => void) => {
      clearTimeout(timer);
      then();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', (code) => settle(() => reject(new Error(`the demo fleet ended with code ${code}`))));
    child.on('message', (raw) => {
      const event = demoEvent.safeParse(raw);
      if (!event.success) return;
      if (event.data.type === 'ready') {
        const { configFile } = event.data;
        settle(() => resolve(configFile));
      } else onProblem(event.data.message);
    });
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    configFile,
    replay: () => send({ type: 'replay' }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve();
          return;
        }
        const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        send({ type: 'stop' });
      }),
  };
}
