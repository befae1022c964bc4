import type { MessagePort } from 'node:worker_threads';
import type { WorkerAnswer, WorkerCall } from './worker-messages.ts';

/**
 * Answers the calls that come through a thread's port, each with what `work` gives or why it failed.
 * @param handedOver buffers of what `work` gave that go over without being copied
 * @returns answers a call that nobody made
 */
export function serveCalls(
  port: MessagePort,
  work: (name: string, params: unknown) => unknown,
  handedOver: (value: unknown) => readonly ArrayBuffer[] = () => [],
): (call: WorkerCall) => Promise<void> {
  async function outcome({ id, name, params }: WorkerCall): Promise<WorkerAnswer> {
    try {
      return { id, value: await work(name, params) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  }

  const answer = async (call: WorkerCall): Promise<void> => {
    const said = await outcome(call);
    port.postMessage(said, 'value' in said ? handedOver(said.value) : []);
  };
  port.on('message', (call: WorkerCall) => void answer(call));
  return answer;
}
