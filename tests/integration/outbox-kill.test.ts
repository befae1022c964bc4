import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { openHistory } from '../fixtures/history.ts';
import { startReceiver } from '../fixtures/receiver.ts';

const CHILD = fileURLToPath(new URL('../fixtures/outbox-child.ts', import.meta.url));

/** Runs the delivering process to its end, by its own hand or by the signal that ended it. */
function run(dataDir: string, url: string, step: string) {
  const child = spawn(process.execPath, [CHILD, dataDir, url, step], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code);
  return { child, ended };
}

describe('an outbox whose process is killed', () => {
  it.each([
    ['deciding', 'before the decision is written', 0],
    ['decided', 'after the decision, before any delivery', 3],
    ['taken', 'before the attempt is written down', 3],
    ['begun', 'before the message leaves', 3],
    ['sent', 'while the receiver has it and has not answered', 4],
    ['answered', 'after the answer, before that is written down', 4],
    ['settling', 'on the way to write it down', 4],
    ['settled', 'after it is written down', 3],
  ])('%s (%s) loses nothing and repeats nothing that a key can tell', async (step, _words, requests) => {
    const dataDir = temporaryDataDir();
    let kill: (() => void) | null = null;
    const { url, received } = await startReceiver((response, { headers }) => {
      if (kill && headers['idempotency-key'] === 'n2') {
        kill();
        kill = null;
      } else response.end('ok');
    });
    const { child, ended } = run(dataDir, url, step);
    if (step === 'sent') kill = () => child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(await run(dataDir, url, 'none').ended).toBe(0);

    const keys = received.map(({ headers }) => String(headers['idempotency-key']));
    expect(keys).toHaveLength(requests);
    // What never was decided was not promised; else each arrived, in order, for a receiver that looks at the key.
    const decided = step === 'deciding' ? [] : ['n1', 'n2', 'n3'];
    expect([...new Set(keys)]).toEqual(decided);
    const attempts = received.flatMap(({ headers }) =>
      headers['idempotency-key'] === 'n2' ? [headers['watchpost-attempt']] : [],
    );
    const secondSeen = ['begun', 'sent', 'answered', 'settling'].includes(step);
    expect(attempts.at(-1)).toBe(step === 'deciding' ? undefined : secondSeen ? '2' : '1');

    const db = openHistory(dataDir);
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
    const ledger = db.prepare(`SELECT subject FROM ledger WHERE decision = 'delivered' ORDER BY id`).pluck();
    expect(ledger.all()).toEqual(decided);
  });
});
