import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tailDirectory } from '../fixtures/tail-directory.ts';

/** The real logrotate, from Debian's package of that name. */
const missing = spawnSync('logrotate', ['--version']).error !== undefined;
if (missing)
  console.warn('logrotate is not installed: its specs are skipped. On Debian: apt-get install logrotate');

/** Rotates now, whatever the time, as the configuration says. */
function rotator(dir: string, options: string[]): () => void {
  const own = fs.mkdtempSync(path.join(path.dirname(dir), 'logrotate-'));
  onTestFinished(() => fs.rmSync(own, { recursive: true, force: true }));
  const config = path.join(own, 'logrotate.conf');
  const lines = [`"${dir}/app.log" {`, 'rotate 9', 'missingok', ...options, '}'];
  fs.writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o644 });
  return () =>
    void execFileSync('logrotate', ['--force', '--state', path.join(own, 'state'), config], {
      stdio: 'pipe',
    });
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} ${'x'.repeat(80)}`);

const SCHEMES: [string, string[]][] = [
  ['create', ['create 0644']],
  ['create and compress', ['create 0644', 'compress']],
  ['create, compress and delaycompress', ['create 0644', 'compress', 'delaycompress']],
  ['copytruncate', ['copytruncate']],
  ['copytruncate and compress', ['copytruncate', 'compress']],
  ['copytruncate, compress and delaycompress', ['copytruncate', 'compress', 'delaycompress']],
  ['create and dateext', ['create 0644', 'dateext', 'dateformat -%Y%m%d-%s']],
  ['create, dateext and compress', ['create 0644', 'dateext', 'dateformat -%Y%m%d-%s', 'compress']],
  ['copytruncate and dateext', ['copytruncate', 'dateext', 'dateformat -%Y%m%d-%s']],
  ['nocreate', ['nocreate']],
];

describe.skipIf(missing)('a log that logrotate rotates', () => {
  it.each(SCHEMES)(
    'with %s is read once and in order, with a poll before each rotation',
    async (_, options) => {
      const log = tailDirectory();
      const rotate = rotator(log.dir, options);
      await log.poll();
      const expected: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        const first = numbered(round * 40 + 1, round * 40 + 20);
        const second = numbered(round * 40 + 21, round * 40 + 40);
        log.append('app.log', `${first.join('\n')}\n`);
        await log.poll();
        log.append('app.log', `${second.join('\n')}\n`);
        expected.push(...first, ...second);
        rotate();
        await log.poll(round % 2);
        if (options.some((option) => option.includes('%s'))) await untilNextSecond();
      }
      await log.poll(5);
      expect(log.texts()).toEqual(expected);
      expect(log.gaps()).toEqual([]);
      await log.restart();
      await log.clock.advance(61_000);
      await log.poll(5);
      await log.clock.advance(61_000);
      await log.poll(5);
      expect(log.texts()).toEqual(expected);
      expect(log.state()).toEqual({ state: 'ok', reason: null });
    },
  );

  it.each(SCHEMES)(
    'with %s is read once and in order, with rotations while no reader runs',
    async (_, options) => {
      const log = tailDirectory();
      const rotate = rotator(log.dir, options);
      await log.poll();
      const expected = numbered(1, 20);
      log.append('app.log', `${expected.join('\n')}\n`);
      await log.poll();
      for (let round = 1; round <= 3; round += 1) {
        const lines = numbered(round * 20 + 1, round * 20 + 20);
        log.append('app.log', `${lines.join('\n')}\n`);
        expected.push(...lines);
        rotate();
        if (options.some((option) => option.includes('%s'))) await untilNextSecond();
      }
      await log.restart();
      await log.poll(5);
      await log.clock.advance(61_000);
      await log.poll(5);
      expect(log.texts()).toEqual(expected);
      expect(log.gaps()).toEqual([]);
    },
  );
});

/** Names by date must differ. */
async function untilNextSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000) + 5));
}
