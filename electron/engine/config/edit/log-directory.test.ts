import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../../tests/fixtures/config-folder.ts';
import { logDirectory } from './log-directory.ts';

describe('the directory of a log source', () => {
  it('is there, and its path is tidied', () => {
    const { folder } = configFolder();
    expect(logDirectory(`${folder}/./`, {})).toEqual({ ok: true, dir: folder });
    expect(logDirectory('/', {})).toEqual({ ok: true, dir: '/' });
  });

  it('may be said from the home directory', () => {
    const { folder } = configFolder();
    mkdirSync(`${folder}/logs`);
    expect(logDirectory('~/logs', { HOME: folder })).toEqual({ ok: true, dir: `${folder}/logs` });
  });

  it('is refused with the remedy where it is missing, a file, or no whole path', () => {
    const folder = configFolder();
    const file = folder.write('app.log', 'x');
    expect(logDirectory(`${folder.folder}/gone`, {})).toMatchObject({
      message: expect.stringMatching(/There is no directory .*gone\. Correct the path/),
    });
    expect(logDirectory(file, {})).toMatchObject({
      message: expect.stringContaining('is not a directory. Name the directory'),
    });
    expect(logDirectory('logs', {})).toMatchObject({
      message: expect.stringContaining('such as /var/log/my-app'),
    });
  });
});
