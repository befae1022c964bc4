import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tailDirectory } from '../../../../tests/fixtures/tail-directory.ts';

const lines = (from: number, to: number, padding = 20) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} ${'x'.repeat(padding)}\n`).join(
    '',
  );
const split = (text: string) => text.split('\n').slice(0, -1);

/** A directory that was looked at while it was empty: what comes is read from its head. */
async function begun(...args: Parameters<typeof tailDirectory>) {
  const log = tailDirectory(...args);
  await log.poll();
  return log;
}

describe('the last line of a file', () => {
  it('is shown live, marked by its missing end, and stored when that comes', async () => {
    const shown: (string | null)[] = [];
    const log = await begun();
    log.store.partial = (_, line) => shown.push(line?.text ?? null);
    log.write('app.log', 'one\ntw');
    await log.poll();
    expect(log.texts()).toEqual(['one']);
    log.append('app.log', 'o\n');
    await log.poll(2);
    expect(log.texts()).toEqual(['one', 'two']);
    expect(shown).toEqual(['tw', null]);
  });

  it('keeps the checkpoint at its start over a restart', async () => {
    const log = await begun();
    log.write('app.log', 'one\ntw');
    await log.poll();
    await log.restart();
    log.append('app.log', 'o\nthree\n');
    await log.poll();
    expect(log.texts()).toEqual(['one', 'two', 'three']);
  });

  it.each(['deleted', 'renamed', 'compressed'])(
    'is stored without its end when the file is %s',
    async (how) => {
      const log = await begun();
      log.write('app.log', 'one\ntw');
      await log.poll();
      if (how === 'compressed') log.write('app.log.1.gz', gzipSync('one\ntw'));
      if (how === 'renamed') fs.renameSync(log.at('app.log'), log.at('app.log.1'));
      else fs.rmSync(log.at('app.log'));
      await log.poll(4);
      expect(log.texts()).toEqual(['one', 'tw']);
      expect(log.gaps()).toEqual([]);
    },
  );
});

describe('a file that is cut', () => {
  it('is read from its head, and what was seen and not read is named', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 3));
    await log.poll();
    log.write('app.log', 'new\n');
    await log.poll(3);
    expect(log.texts()).toEqual([...split(lines(1, 3)), 'new']);
    expect(log.gaps()).toEqual([{ offset: lines(1, 3).length, bytes: null, reason: 'truncated' }]);
  });

  it('is noticed though it has grown beyond where it was read to, with the same head', async () => {
    const log = await begun();
    const banner = `${'#'.repeat(1200)}\n`;
    log.write('app.log', `${banner}${lines(1, 3)}`);
    await log.poll();
    log.write('app.log', `${banner}${lines(11, 30)}`);
    await log.poll(3);
    expect(log.texts()).toEqual([
      banner.trim(),
      ...split(lines(1, 3)),
      banner.trim(),
      ...split(lines(11, 30)),
    ]);
  });

  it('is followed by a hole where its writer goes on at its old place, and no record is made of that', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 3));
    await log.poll();
    const size = fs.statSync(log.at('app.log')).size;
    fs.truncateSync(log.at('app.log'), 0);
    const fd = fs.openSync(log.at('app.log'), 'r+');
    fs.writeSync(fd, 'after\n', size);
    fs.closeSync(fd);
    await log.poll(3);
    expect(log.texts()).toEqual([...split(lines(1, 3)), 'after']);
    expect(log.gaps()).toContainEqual({ offset: 0, bytes: size, reason: 'nul' });
  });
});

describe('a file that is larger than what was written', () => {
  it('is read line by line as its zeros are written over', async () => {
    const log = await begun();
    log.write('app.log', Buffer.concat([Buffer.from('one\n'), Buffer.alloc(100_000)]));
    await log.poll();
    for (const [offset, line] of [
      [4, 'two\n'],
      [8, 'three\n'],
    ] as const) {
      const fd = fs.openSync(log.at('app.log'), 'r+');
      fs.writeSync(fd, line, offset);
      fs.closeSync(fd);
      await log.poll(2);
    }
    expect(log.texts()).toEqual(['one', 'two', 'three']);
    expect(log.gaps()).toEqual([]);
  });
});

describe('a copy', () => {
  it('is told from a log that only begins alike at once, where the original can be compared', async () => {
    const log = await begun();
    const head = lines(1, 60);
    log.write('app.log', `${head}${lines(101, 160)}`);
    await log.poll();
    log.write('other.log', `${head}${lines(201, 210)}`);
    await log.poll();
    expect(log.texts()).toHaveLength(190);
  });

  it('is not read while it is made, nor afterwards', async () => {
    const log = await begun();
    const text = lines(1, 100);
    log.write('app.log', text);
    await log.poll();
    log.write('app.log.1', text.slice(0, 1500));
    await log.poll(3);
    log.append('app.log.1', text.slice(1500));
    await log.poll(70);
    log.append('app.log', 'more\n');
    await log.poll();
    expect(log.texts()).toEqual([...split(text), 'more']);
  });

  it('that stays short is not read where its lines are stored', async () => {
    const log = await begun();
    const text = lines(1, 100);
    log.write('app.log', text);
    await log.poll();
    fs.rmSync(log.at('app.log'));
    log.write('old.log', split(text).slice(0, 80).join('\n').concat('\n'));
    await log.poll(130);
    expect(log.texts()).toEqual(split(text));
  });

  it('is told from a log that only begins alike after 60 s', async () => {
    const log = await begun();
    const head = lines(1, 60);
    log.write('app.log', `${head}${lines(101, 160)}`);
    await log.poll();
    fs.rmSync(log.at('app.log'));
    await log.restart();
    log.write('other.log', `${head}${lines(201, 210)}`);
    await log.poll(30);
    expect(log.texts()).toHaveLength(120);
    await log.poll(40);
    expect(log.texts()).toHaveLength(190);
  });

  it('goes on as a log of its own where it is written to', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 50));
    log.write('copy.log', lines(1, 50));
    await log.poll(70);
    log.append('copy.log', 'only in the copy\n');
    log.append('app.log', 'only in the original\n');
    await log.poll(3);
    expect(log.texts().toSorted()).toEqual(
      [...split(lines(1, 50)), 'only in the copy', 'only in the original'].toSorted(),
    );
  });
});

describe('an archive', () => {
  it('goes on where the plain file was read to', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 100));
    await log.poll();
    await log.restart();
    log.write('app.log.1.gz', gzipSync(lines(1, 200)));
    fs.rmSync(log.at('app.log'));
    await log.poll(3);
    expect(log.texts()).toEqual(split(lines(1, 200)));
    expect(log.gaps()).toEqual([]);
  });

  it('is not read before it is whole', async () => {
    const log = await begun();
    const bytes = gzipSync(lines(1, 500));
    log.write('app.log.1.gz', bytes.subarray(0, bytes.length / 2));
    await log.poll(30);
    expect(log.texts()).toEqual([]);
    log.append('app.log.1.gz', bytes.subarray(bytes.length / 2));
    await log.poll(2);
    expect(log.texts()).toEqual(split(lines(1, 500)));
  });

  it('that ends early is read as far as it goes after 60 s, and the rest is named', async () => {
    const log = await begun();
    const bytes = gzipSync(lines(1, 500));
    log.write('app.log.1.gz', bytes.subarray(0, bytes.length - 20));
    await log.poll(200);
    expect(log.texts().length).toBeGreaterThan(100);
    expect(log.gaps()).toMatchObject([{ bytes: null, reason: 'gzip' }]);
    await log.restart();
    await log.poll(100);
    expect(new Set(log.texts()).size).toBe(log.texts().length);
    expect(log.gaps()).toHaveLength(1);
  });
});

describe('rotation', () => {
  it('between two polls is followed through several files, oldest first', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 10));
    await log.poll();
    for (let round = 1; round <= 3; round += 1) {
      log.append('app.log', lines(round * 20, round * 20 + 5));
      for (const number of [3, 2, 1]) {
        if (fs.existsSync(log.at(`app.log.${number}`))) {
          fs.renameSync(log.at(`app.log.${number}`), log.at(`app.log.${number + 1}`));
        }
      }
      fs.renameSync(log.at('app.log'), log.at('app.log.1'));
    }
    log.write('app.log', 'newest\n');
    await log.poll();
    const rounds = [1, 2, 3].flatMap((round) => split(lines(round * 20, round * 20 + 5)));
    expect(log.texts()).toEqual([...split(lines(1, 10)), ...rounds, 'newest']);
  });

  it('out of what is included is read to its end', async () => {
    const log = await begun({ include: ['app.log'] });
    log.write('app.log', lines(1, 10));
    await log.poll();
    await log.restart();
    log.append('app.log', lines(11, 20));
    fs.renameSync(log.at('app.log'), log.at('old-app'));
    log.write('app.log', 'new\n');
    await log.poll(2);
    expect(log.texts().toSorted()).toEqual([...split(lines(1, 20)), 'new'].toSorted());
    expect(log.gaps()).toEqual([]);
  });

  it('that deletes while nothing runs is named', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 10));
    await log.poll();
    await log.restart();
    fs.rmSync(log.at('app.log'));
    await log.poll(3);
    expect(log.gaps()).toEqual([{ offset: lines(1, 10).length, bytes: null, reason: 'gone' }]);
  });

  it('that deletes a file which was rotated and read is no loss', async () => {
    const log = await begun();
    log.write('app.log', lines(1, 10));
    await log.poll();
    fs.renameSync(log.at('app.log'), log.at('app.log.1'));
    await log.poll(5);
    await log.restart();
    fs.rmSync(log.at('app.log.1'));
    await log.poll(3);
    expect(log.gaps()).toEqual([]);
  });
});
