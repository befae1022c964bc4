import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { formatProblem } from './problems.ts';

const monitor = (id: string) => `monitors: [{ id: ${id}, kind: tcp, host: h, port: 1 }]\n`;

describe('included files', () => {
  it('are read in the order of their names, lists appended and maps merged', async () => {
    const folder = configFolder();
    folder.write('conf.d/20.yaml', `${monitor('second')}groups: { B: { interval: 2s } }\n`);
    folder.write('conf.d/10.yaml', `${monitor('first')}groups: { A: { interval: 1s } }\n`);
    folder.write('conf.d/ignored.txt', 'not: [yaml');
    const config = await folder.config(`include: ["conf.d/*.yaml"]\n${monitor('main')}`);
    expect(config.monitors.map(({ id }) => id)).toEqual(['main', 'first', 'second']);
  });

  it('are found in folders below with **', async () => {
    const folder = configFolder();
    folder.write('a/b/c/deep.yaml', monitor('deep'));
    folder.write('a/top.yaml', monitor('top'));
    const config = await folder.config('include: ["a/**/*.yaml"]');
    expect(config.monitors.map(({ id }) => id)).toEqual(['deep', 'top']);
  });

  it('may include others, from their own folder', async () => {
    const folder = configFolder();
    folder.write('a/one.yaml', `include: [b/two.yaml]\n${monitor('one')}`);
    folder.write('a/b/two.yaml', monitor('two'));
    const config = await folder.config('include: [a/one.yaml]');
    expect(config.monitors.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('may not set a key that is set elsewhere; both places are named', async () => {
    const folder = configFolder();
    folder.write('more.yaml', 'environment: staging\ndefaults:\n  timeout: 2s\n  interval: 5s\n');
    expect(
      await folder.problems('include: [more.yaml]\nenvironment: production\ndefaults: { timeout: 1s }\n'),
    ).toEqual([
      `more.yaml:1:1 environment: set twice, first at ${folder.file}:2:1`,
      `more.yaml:3:3 defaults.timeout: set twice, first at ${folder.file}:3:13`,
    ]);
  });

  it('may each say the version of the language, as long as it is the same', async () => {
    const folder = configFolder();
    folder.write('same.yaml', 'version: 1\n');
    folder.write('other.yaml', 'version: 2\n');
    expect(await folder.problems('version: 1\ninclude: [same.yaml, other.yaml]')).toEqual([
      `other.yaml:1:1 version: set twice, first at ${folder.file}:1:1`,
    ]);
  });

  it('are named in the problems that lie in them', async () => {
    const folder = configFolder();
    folder.write('more.yaml', `monitors:\n  - { id: a, kind: tcp, host: h, port: 0 }\n`);
    expect(await folder.problems(`include: [more.yaml]\n${monitor('main')}`)).toEqual([
      'more.yaml:2:40 monitors[0].port: expected a whole number from 1 to 65535, got 0',
    ]);
  });

  it('may be none at all where a glob matches nothing, but a name has to exist', async () => {
    const folder = configFolder();
    expect(await folder.problems('include: ["none/*.yaml", gone.yaml]')).toEqual([
      `1:26 include[1]: ${folder.path('gone.yaml')}: there is no such file`,
    ]);
  });

  it('are watched, and so are the folders where new ones may appear', async () => {
    const folder = configFolder();
    folder.write('conf.d/a.yaml', monitor('a'));
    const result = await folder.read('include: ["conf.d/*.yaml"]');
    expect(result.files).toEqual(
      expect.arrayContaining([folder.file, folder.path('conf.d/a.yaml'), folder.path('conf.d')]),
    );
  });

  it('cannot include themselves, directly or in a circle', async () => {
    const folder = configFolder();
    folder.write('other.yaml', 'include: [watchpost.yaml]');
    expect(await folder.problems('include: [watchpost.yaml, other.yaml]')).toEqual([
      '1:11 include[0]: watchpost.yaml includes itself',
      'other.yaml:1:11 include[0]: watchpost.yaml includes itself',
    ]);
  });

  it('leave out the file itself where a glob matches it', async () => {
    const folder = configFolder();
    folder.write('b.yaml', monitor('b'));
    const config = await folder.config(`include: ["*.yaml"]\n${monitor('main')}`);
    expect(config.monitors.map(({ id }) => id)).toEqual(['main', 'b']);
  });

  it('do not follow linked folders in circles, and name a link that leads to itself', async () => {
    const folder = configFolder();
    mkdirSync(folder.path('conf.d'));
    symlinkSync(folder.folder, folder.path('conf.d/up'));
    symlinkSync(folder.path('loop.yaml'), folder.path('loop.yaml'));
    folder.write('conf.d/a.yaml', monitor('a'));
    expect(await folder.problems('include: ["conf.d/**/*.yaml", loop.yaml]')).toEqual([
      expect.stringContaining('it is a symbolic link that leads back to itself'),
    ]);
  });

  it('are at most a thousand', async () => {
    const folder = configFolder();
    for (let n = 0; n < 1_001; n += 1) folder.write(`many/${n}.yaml`, '');
    expect(await folder.problems('include: ["many/*.yaml"]')).toEqual([
      '1:11 include[0]: more than 1000 files are included',
    ]);
  });

  it('hold their own aliases', async () => {
    const folder = configFolder();
    folder.write('more.yaml', 'monitors: [*other]');
    const result = await folder.read('include: [more.yaml]\nx-a: &other { id: a }\n');
    expect(
      result.ok ? [] : result.problems.map((problem) => formatProblem(problem, { cwd: folder.folder })),
    ).toEqual([
      'more.yaml:1:12 monitors[0]: "*other" is read as an alias, and there is no anchor of that name; if it is text, quote it',
    ]);
  });
});
