import { demoCommand, type DemoEvent } from '../../shared/contract/demo-channel.ts';
import type { DemoFleet } from './fleet.ts';

/** The child process as the demo sees it: a channel to the parent, and an end. */
export interface ParentChannel {
  /** Resolves when the event is on its way, or cannot be sent because the parent is gone. */
  send(event: DemoEvent): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the parent is gone. */
  onClosed(listener: () => void): void;
  exit(code: number): void;
}

/**
 * Runs the fleet for a parent: says `ready` with the configuration's path, replays and stops when told, and
 * stops when the parent's channel closes. A fleet that cannot start says so and exits 1.
 */
export async function serveDemo(
  channel: ParentChannel,
  start: (onProblem: (message: string) => void) => Promise<DemoFleet>,
): Promise<void> {
  const tell = (message: string): Promise<void> => channel.send({ type: 'problem', message });
  const starting = start((message) => void tell(message));
  let ending: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    const fleet = await starting;
    await fleet.stop();
    channel.exit(0);
  };
  const stop = (): void => {
    ending ??= end().catch(() => channel.exit(1)); // Told below as the reason why the start failed.
  };
  channel.onClosed(stop);
  channel.onMessage((message) => {
    const parsed = demoCommand.safeParse(message);
    if (!parsed.success) return void tell('The demo was sent a message it does not know.');
    if (parsed.data.type === 'stop') return stop();
    starting.then(
      (fleet) => fleet.replay(),
      () => undefined, // Told below.
    );
  });
  try {
    const fleet = await starting;
    await channel.send({ type: 'ready', configFile: fleet.configYaml });
  } catch (error) {
    await tell(`The demo could not start: ${describe(error)}`);
    channel.exit(1);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message;
}
