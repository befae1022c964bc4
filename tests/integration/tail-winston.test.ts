import { once } from 'node:events';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import winston from 'winston';
import { tailDirectory } from '../fixtures/tail-directory.ts';

/** Logs through the real winston until it wrote everything, with a look at the directory now and then. */
async function logThrough(
  options: { tailable: boolean; zippedArchive: boolean },
  poll: () => Promise<void>,
  dir: string,
): Promise<string[]> {
  const transport = new winston.transports.File({
    dirname: dir,
    filename: 'combined.log',
    maxsize: 4000,
    maxFiles: 100,
    ...options,
  });
  const logger = winston.createLogger({ format: winston.format.json(), transports: [transport] });
  const messages: string[] = [];
  for (let message = 1; message <= 300; message += 1) {
    messages.push(`message ${message} ${'x'.repeat(100)}`);
    logger.info(messages.at(-1) ?? '');
    if (message % 10 === 0) await settled(dir);
    if (message % 40 === 0) await poll();
  }
  logger.end();
  await once(transport, 'finish');
  await settled(dir);
  return messages;
}

/** Waits until the directory is at rest. */
async function settled(dir: string): Promise<void> {
  const look = () =>
    fs
      .readdirSync(dir)
      .map((name) => `${name} ${sizeOf(`${dir}/${name}`)}`)
      .join();
  for (let before = '', same = 0; same < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = look();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

function sizeOf(file: string): number {
  try {
    return fs.statSync(file).size;
  } catch {
    // Renamed or deleted in between: not at rest yet.
    return -1;
  }
}

describe('a log that winston rotates by size', () => {
  for (const tailable of [false, true]) {
    for (const zippedArchive of [false, true]) {
      const title = `tailable ${tailable ? 'on' : 'off'} and archives ${zippedArchive ? 'zipped' : 'plain'}`;
      it(`with ${title} is read once and in order`, async () => {
        const log = tailDirectory();
        await log.poll();
        const messages = await logThrough({ tailable, zippedArchive }, () => log.poll(), log.dir);
        await log.poll(5);
        await log.clock.advance(61_000);
        await log.poll(5);
        await log.clock.advance(61_000);
        await log.poll(5);
        const read = log.texts().map((text) => (JSON.parse(text) as { message: string }).message);
        expect(fs.readdirSync(log.dir).length).toBeGreaterThan(5);
        expect(read).toEqual(messages);
        expect(log.gaps()).toEqual([]);
      });
    }
  }
});
