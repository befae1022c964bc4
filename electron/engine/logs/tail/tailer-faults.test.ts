import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tailDirectory } from '../../../../tests/fixtures/tail-directory.ts';
import { nodeLogFiles } from './node-log-files.ts';
import type { LogFiles } from './log-files.ts';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
const text = (from: number, to: number) => `${numbered(from, to).join('\n')}\n`;

/** A file system that refuses some calls. */
function refusing(refuses: (call: 'open' | 'list' | 'read', path: string) => string | null): LogFiles {
  const check = (call: 'open' | 'list' | 'read', path: string) => {
    const code = refuses(call, path);
    if (code !== null) throw Object.assign(new Error(`${code}: ${call}`), { code });
  };
  return {
    ...nodeLogFiles,
    async list(directory) {
      check('list', directory);
      return nodeLogFiles.list(directory);
    },
    async open(path) {
      check('open', path);
      const file = await nodeLogFiles.open(path);
      return {
        ...file,
        async read(buffer, position) {
          check('read', path);
          return file.read(buffer, position);
        },
      };
    },
  };
}

describe('a source whose directory', () => {
  it('is not there is unknown, and is read when it comes, from the head', async () => {
    const log = tailDirectory();
    fs.rmSync(log.dir, { recursive: true });
    await log.poll(2);
    expect(log.state()).toEqual({
      state: 'unknown',
      reason: `${log.dir} is not there; it is read as soon as it is`,
    });
    fs.mkdirSync(log.dir);
    await log.poll();
    log.write('app.log', text(1, 3));
    await log.poll();
    expect(log.state()).toEqual({ state: 'ok', reason: null });
    expect(log.texts()).toEqual(numbered(1, 3));
  });

  it('vanishes and comes back loses no line and names no gap', async () => {
    const log = tailDirectory();
    await log.poll();
    log.write('app.log', text(1, 3));
    await log.poll();
    fs.renameSync(log.dir, `${log.dir}-away`);
    await log.poll(3);
    expect(log.state().state).toBe('unknown');
    fs.renameSync(`${log.dir}-away`, log.dir);
    log.append('app.log', text(4, 5));
    await log.poll(2);
    await log.restart();
    await log.poll(2);
    expect(log.texts()).toEqual(numbered(1, 5));
    expect(log.gaps()).toEqual([]);
  });

  it.each(['list', 'open', 'read'] as const)(
    'may not be read (%s) says so and goes on by itself',
    async (refused) => {
      let denied = false;
      const files = refusing((call) => (denied && call === refused ? 'EACCES' : null));
      const log = tailDirectory({}, { files });
      await log.poll();
      log.write('app.log', text(1, 3));
      await log.poll();
      denied = true;
      log.append('app.log', text(4, 6));
      log.write('new.log', 'new\n');
      await log.poll(3);
      expect(log.state()).toMatchObject({
        state: 'unknown',
        reason: expect.stringContaining('may not be read'),
      });
      denied = false;
      await log.poll(2);
      expect(log.state().state).toBe('ok');
      expect(log.texts().filter((line) => line !== 'new')).toEqual(numbered(1, 6));
      expect(log.texts()).toContain('new');
      expect(log.gaps()).toEqual([]);
    },
  );

  it('holds FIFOs, links to themselves and directory loops names them and reads the rest', async () => {
    const log = tailDirectory();
    await log.poll();
    execFileSync('mkfifo', [log.at('pipe.log')]);
    log.write('app.log', text(1, 3));
    await log.poll();
    expect(log.texts()).toEqual(numbered(1, 3));
    expect(log.state().reason).toBe(`${log.at('pipe.log')} is a FIFO and is not read; exclude it`);
    fs.rmSync(log.at('pipe.log'));
    fs.symlinkSync(log.at('self.log'), log.at('self.log'));
    await log.poll();
    expect(log.state().reason).toContain('leads back to itself');
    fs.rmSync(log.at('self.log'));
    fs.symlinkSync(log.dir, log.at('loop'));
    log.append('app.log', text(4, 4));
    await log.poll();
    expect(log.state().reason).toContain('is a link back into a directory');
    expect(log.texts()).toEqual(numbered(1, 4));
  });

  it('holds a link to a file elsewhere has that read, once', async () => {
    const log = tailDirectory({ include: ['*.log'] });
    await log.poll();
    log.write('real-file', text(1, 3));
    fs.symlinkSync(log.at('real-file'), log.at('a.log'));
    fs.symlinkSync(log.at('real-file'), log.at('b.log'));
    await log.poll(2);
    expect(log.texts()).toEqual(numbered(1, 3));
  });

  it('holds 10,000 files is read', async () => {
    const log = tailDirectory();
    await log.poll();
    for (let file = 0; file < 10_000; file += 1) log.write(`${file}.log`, `in ${file}\n`);
    await log.poll();
    expect(log.texts().length).toBe(10_000);
    log.append('77.log', 'more\n');
    await log.poll();
    expect(log.texts().at(-1)).toBe('more');
  }, 120_000);

  it('has patterns to include and to exclude keeps to them', async () => {
    const log = tailDirectory({ include: ['*.log', 'deep/**/*.txt'], exclude: ['**/skip*'] });
    await log.poll();
    for (const folder of ['deep/er', 'other']) fs.mkdirSync(log.at(folder), { recursive: true });
    for (const name of [
      'a.log',
      'skip.log',
      'other/b.log',
      'deep/c.txt',
      'deep/er/d.txt',
      'deep/er/skip.txt',
    ]) {
      log.write(name, `${name}\n`);
    }
    await log.poll();
    expect(log.texts().toSorted()).toEqual(['a.log', 'deep/c.txt', 'deep/er/d.txt']);
  });
});

describe('a store that refuses', () => {
  it('gets the same lines again, nothing is lost or doubled', async () => {
    const log = tailDirectory({}, { limits: { turnBytes: 64 } });
    await log.poll();
    log.write('app.log', text(1, 30));
    let refusals = 0;
    log.store.onBatch = (_, when) => {
      if (when === 'before' && refusals++ % 2 === 0) throw new Error('database or disk is full');
    };
    await log.poll(2);
    expect(log.state()).toMatchObject({ state: 'unknown', reason: expect.stringContaining('disk is full') });
    await log.poll(40);
    log.store.onBatch = () => undefined;
    await log.poll(2);
    expect(log.texts()).toEqual(numbered(1, 30));
    expect(log.state().state).toBe('ok');
  });

  it('slows the reader down: no more is read than two files side by side until a batch is stored', async () => {
    let waiting = 0;
    let most = 0;
    const log = tailDirectory({}, { limits: { turnBytes: 1000 } });
    await log.poll();
    const accept = log.store.accept.bind(log.store);
    log.store.accept = async (batch) => {
      waiting += 1;
      most = Math.max(most, waiting);
      await new Promise((resolve) => setTimeout(resolve, 1));
      waiting -= 1;
      return accept(batch);
    };
    for (const name of ['a.log', 'b.log', 'c.log']) log.write(name, `${name}\n${text(1, 999)}`);
    await log.poll();
    expect(most).toBe(2);
    expect(log.texts()).toHaveLength(3000);
  });
});

describe('one large file', () => {
  it('does not keep the others waiting', async () => {
    const log = tailDirectory({}, { limits: { turnBytes: 1000 } });
    await log.poll();
    log.write('large.log', text(1, 2000));
    log.write('small.log', 'small\n');
    await log.poll();
    expect(log.texts().indexOf('small')).toBeLessThan(300);
  });

  it('that expands to half a GiB of zeros is passed over in flat memory', async () => {
    const log = tailDirectory();
    await log.poll();
    const member = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    log.write('bomb.log.gz', Buffer.concat(Array.from({ length: 8 }, () => member)));
    const before = process.memoryUsage().rss;
    await log.poll(2);
    expect(log.texts()).toEqual([]);
    expect(log.gaps()).toEqual([{ offset: 0, bytes: 2 ** 29, reason: 'nul' }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  }, 60_000);
});

describe('first contact', () => {
  const hour = 3_600_000;
  const timeOf = (line: { text: string }) =>
    line.text.startsWith('t=') ? Number(line.text.slice(2, 15)) : null;

  /** Two days of lines, one an hour, until now. */
  const hours = (now: number) =>
    Array.from({ length: 48 }, (_, ago) => `t=${now - (47 - ago) * hour} some text`);

  function withClock(source: Parameters<typeof tailDirectory>[0]) {
    const log = tailDirectory(source, { timeOf });
    return { log, now: log.clock.now() };
  }

  it('reads back 24 h by the time of the lines', async () => {
    const { log, now } = withClock({});
    log.write('app.log', `${hours(now).join('\n')}\n`);
    await log.poll();
    expect(log.texts()).toEqual(hours(now).slice(-25));
    log.append('app.log', 'next\n');
    await log.poll();
    expect(log.texts().at(-1)).toBe('next');
  });

  it('reads back by bytes alone where lines have no time, from a whole line on', async () => {
    const { log } = withClock({ backfill: { ageMs: 24 * hour, bytes: 50 } });
    log.write('app.log', text(1, 100));
    await log.poll();
    expect(log.texts()).toEqual(numbered(95, 100));
  });

  it('shares its bytes among all files, the newest first', async () => {
    const { log, now } = withClock({ backfill: { ageMs: 24 * hour, bytes: text(1, 9).length } });
    log.write('old.log', text(1, 9));
    log.write('new.log', text(11, 15));
    fs.utimesSync(log.at('old.log'), now / 1000 - 60, now / 1000 - 60);
    fs.utimesSync(log.at('new.log'), now / 1000, now / 1000);
    await log.poll();
    expect(log.texts().toSorted()).toEqual([...numbered(11, 15), ...numbered(7, 9)].toSorted());
  });

  it('reads nothing of files that were not written to for so long, and what comes later of them', async () => {
    const { log, now } = withClock({});
    log.write('app.log', text(1, 9));
    fs.utimesSync(log.at('app.log'), now / 1000 - 90_000, now / 1000 - 90_000);
    await log.poll();
    log.append('app.log', text(10, 11));
    await log.poll();
    expect(log.texts()).toEqual(numbered(10, 11));
  });

  it('reads back archives too', async () => {
    const { log, now } = withClock({});
    log.write('app.log.1.gz', gzipSync(`${hours(now).join('\n')}\n`));
    await log.poll(2);
    expect(log.texts()).toEqual(hours(now).slice(-25));
  });

  it('is over once it is stored: what appears later is read from its head', async () => {
    const { log } = withClock({ backfill: { ageMs: 24 * hour, bytes: 5 } });
    await log.poll();
    await log.restart();
    log.write('app.log', text(1, 9));
    await log.poll();
    expect(log.texts()).toEqual(numbered(1, 9));
  });
});

describe('a clock that steps', () => {
  it('changes nothing of what is read', async () => {
    const log = tailDirectory();
    await log.poll();
    log.write('app.log', text(1, 3));
    log.clock.stepWall(-10 * 365 * 86_400_000);
    await log.poll();
    log.append('app.log', text(4, 6));
    log.clock.stepWall(20 * 365 * 86_400_000);
    await log.poll();
    expect(log.texts()).toEqual(numbered(1, 6));
  });
});
