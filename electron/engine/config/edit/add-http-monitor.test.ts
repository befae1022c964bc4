import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configFolder, secretsOf } from '../../../../tests/fixtures/config-folder.ts';
import { addHttpMonitor } from './add-http-monitor.ts';
import { entryIdFor } from './entry-id.ts';
import { initialConfig, minimalConfig } from './initial-config.ts';
import { insertEntry } from './insert-entry.ts';

const DEPENDENCIES = { env: {}, secrets: secretsOf() };
const BOOKS = { name: 'Book Review API', url: 'http://localhost:3000/health' };
const NEW = { id: 'new', name: 'New', kind: 'http', url: 'http://h/' } as const;

describe('adding a monitor', () => {
  it('creates the file, for its owner alone, where there is none', async () => {
    const folder = configFolder();
    const file = folder.path('deep/er/watchpost.yaml');
    expect(await addHttpMonitor(file, BOOKS, DEPENDENCIES)).toEqual({
      ok: true,
      file,
      monitorId: 'book-review-api',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^# Watchpost watches/);
    const again = await addHttpMonitor(file, BOOKS, DEPENDENCIES);
    expect(again).toMatchObject({ ok: true, monitorId: 'book-review-api-2' });
  });

  it('changes nothing else: comments, order, layout and permissions stay', async () => {
    const folder = configFolder();
    const before = `# mine\nversion: 1\nmonitors:   # the list\n    -   id: a       # aligned\n        kind:   tcp\n        host: h\n        port: 1   # last\n\n# behind\nnotify: { desktop:   true }\n`;
    folder.write('watchpost.yaml', before);
    const mode = statSync(folder.file).mode;
    await addHttpMonitor(folder.file, BOOKS, DEPENDENCIES);
    const after = readFileSync(folder.file, 'utf8');
    const added = `    - id: book-review-api\n      name: Book Review API\n      kind: http\n      url: http://localhost:3000/health\n`;
    expect(after).toBe(before.replace('# last\n', `# last\n${added}`));
    expect(statSync(folder.file).mode).toBe(mode);
  });

  it.each([
    ['', 'nothing'],
    ['version: 1', 'no list and no last line break'],
    ['monitors: []\n# behind\n', 'an empty list'],
    ['monitors:\n# behind\n', 'a blank list'],
    ['monitors: [{ id: a, kind: tcp, host: h, port: 1 }] # flow\n', 'a list in brackets'],
    [
      'monitors:\n- { id: a, kind: tcp, host: h, port: 1 }\n- id: b\n  kind: http\n  url: http://h/\n  send:\n    text: |\n      a\n\n      b\nenvironment: x\n',
      'a text block at the end',
    ],
    ['monitors:\r\n  - id: a\r\n    kind: tcp\r\n    host: h\r\n    port: 1', 'Windows line ends'],
    [initialConfig(), 'the initial configuration'],
    [minimalConfig(), 'the minimal configuration'],
    ['{ version: 1, monitors: [] }', 'a file in braces'],
  ])('works with %j: %s', async (text) => {
    const folder = configFolder();
    const before = (await folder.config(text)).monitors;
    const comments = text.match(/#.*/g) ?? [];
    const result = await addHttpMonitor(folder.file, BOOKS, DEPENDENCIES);
    expect(result).toMatchObject({ ok: true });
    const after = readFileSync(folder.file, 'utf8');
    expect((await folder.config(after)).monitors).toMatchObject([...before, { kind: 'http', ...BOOKS }]);
    for (const comment of comments) expect(after).toContain(comment.trim());
  });

  it('leaves a list alone that is only an alias', async () => {
    const folder = configFolder();
    const text = 'x-l: &l [{ id: a, kind: tcp, host: h, port: 1 }]\nmonitors: *l\n';
    folder.write('watchpost.yaml', text);
    expect(await addHttpMonitor(folder.file, BOOKS, DEPENDENCIES)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('add it by hand') }],
    });
    expect(readFileSync(folder.file, 'utf8')).toBe(text);
  });

  it('keeps any name and URL as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (name) => {
        fc.pre(
          name.trim() !== '' && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/.test(name),
        );
        const folder = configFolder();
        const url = `http://h/?q=\${X}$$&n=${encodeURIComponent(name.toWellFormed())}`;
        const result = await addHttpMonitor(folder.file, { name, url }, DEPENDENCIES);
        expect(result).toMatchObject({ ok: true });
        const [monitor] = (await folder.config(readFileSync(folder.file, 'utf8'))).monitors;
        expect(monitor).toMatchObject({ name, url });
      }),
      { numRuns: 50 },
    );
  });

  it('writes nothing where the result would be invalid', async () => {
    const folder = configFolder();
    expect(await addHttpMonitor(folder.file, { name: 'x', url: 'ftp://h' }, DEPENDENCIES)).toMatchObject({
      ok: false,
      problems: [{ path: 'monitors[0].url' }],
    });
    expect(existsSync(folder.file)).toBe(false);
    folder.write('watchpost.yaml', 'monitors: 5');
    expect(await addHttpMonitor(folder.file, BOOKS, DEPENDENCIES)).toMatchObject({ ok: false });
    expect(readFileSync(folder.file, 'utf8')).toBe('monitors: 5');
    expect(readdirSync(folder.folder)).toEqual(['watchpost.yaml']);
  });

  it('takes no id that an included file has', async () => {
    const folder = configFolder();
    folder.write('more.yaml', 'monitors: [{ id: book-review-api, kind: tcp, host: h, port: 1 }]');
    folder.write('watchpost.yaml', 'include: [more.yaml]\n');
    expect(await addHttpMonitor(folder.file, BOOKS, DEPENDENCIES)).toMatchObject({
      monitorId: 'book-review-api-2',
    });
  });

  it('writes through a symbolic link', async () => {
    const folder = configFolder();
    mkdirSync(folder.path('real'));
    const target = folder.write('real/there.yaml', 'version: 1\n');
    symlinkSync(target, folder.file);
    await addHttpMonitor(folder.file, BOOKS, DEPENDENCIES);
    expect(readFileSync(target, 'utf8')).toContain('book-review-api');
  });
});

describe('the initial configuration', () => {
  it('is valid, and what it suggests is too', async () => {
    const folder = configFolder();
    expect((await folder.config(initialConfig())).monitors).toEqual([]);
    const uncommented = initialConfig()
      .replace('monitors: []', 'monitors:')
      .replaceAll(/^# {3}(?=[ -])/gm, '  ');
    expect((await folder.config(uncommented)).monitors.map(({ id }) => id)).toEqual([
      'my-api',
      'my-database',
    ]);
  });
});

describe('an id made from a name', () => {
  it.each([
    ['Book Review API', 'book-review-api'],
    ['  --Ünïcode!! 2 ', 'unicode-2'],
    ['日本', 'monitor'],
    ['a'.repeat(100), 'a'.repeat(60)],
  ])('%j gives %s', (name, id) => {
    expect(entryIdFor(name, new Set(), 'monitor')).toBe(id);
  });

  it('is never one that is taken', () => {
    expect(entryIdFor('a', new Set(['a', 'a-2']), 'monitor')).toBe('a-3');
  });
});

describe('an inserted monitor', () => {
  it('stands behind the comment of the last line', () => {
    expect(insertEntry('monitors:\n  - { id: a } # one\n# end\n', 'monitors', NEW)).toBe(
      'monitors:\n  - { id: a } # one\n  - id: new\n    name: New\n    kind: http\n    url: http://h/\n# end\n',
    );
  });
});
