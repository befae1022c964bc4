import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configFolder, secretsOf } from '../../../../tests/fixtures/config-folder.ts';
import { addHttpMonitor } from './add-http-monitor.ts';
import { addLogSource } from './add-log-source.ts';
import { initialConfig } from './initial-config.ts';

const DEPENDENCIES = { env: {}, secrets: secretsOf() };
const BOOKS = { name: 'Book Review API', dir: '/var/log/books' };

describe('adding a log source', () => {
  it('creates the file where there is none, and both lists grow side by side', async () => {
    const folder = configFolder();
    const { file } = folder;
    expect(await addLogSource(file, BOOKS, DEPENDENCIES)).toEqual({
      ok: true,
      file,
      sourceId: 'book-review-api',
    });
    expect(await addLogSource(file, BOOKS, DEPENDENCIES)).toMatchObject({ sourceId: 'book-review-api-2' });
    await addHttpMonitor(file, { name: 'Shop', url: 'http://h/' }, DEPENDENCIES);
    const config = await folder.config(readFileSync(file, 'utf8'));
    expect(config.logs).toMatchObject([BOOKS, BOOKS]);
    expect(config.monitors).toMatchObject([{ name: 'Shop' }]);
  });

  it('changes nothing else: comments, order and layout stay', async () => {
    const folder = configFolder();
    const before = `# mine\nversion: 1\nlogs:   # the list\n    -   id: a       # aligned\n        dir:   /var/log/a   # last\n\n# behind\nmonitors: []\n`;
    folder.write('watchpost.yaml', before);
    await addLogSource(folder.file, BOOKS, DEPENDENCIES);
    const added = `    - id: book-review-api\n      name: Book Review API\n      dir: /var/log/books\n`;
    expect(readFileSync(folder.file, 'utf8')).toBe(before.replace('# last\n', `# last\n${added}`));
  });

  it.each([
    ['version: 1', 'no list and no last line break'],
    ['logs: []\nmonitors: []\n', 'an empty list'],
    ['logs:\n# behind\nmonitors: []\n', 'a blank list'],
    ['logs: [{ id: a, dir: /a }] # flow\nmonitors: []\n', 'a list in brackets'],
    ['monitors: []\r\nlogs:\r\n  - id: a\r\n    dir: /a', 'Windows line ends'],
    [initialConfig(), 'the initial configuration'],
  ])('works with %j: %s', async (text) => {
    const folder = configFolder();
    const before = (await folder.config(text)).logs;
    const comments = text.match(/#.*/g) ?? [];
    expect(await addLogSource(folder.file, BOOKS, DEPENDENCIES)).toMatchObject({ ok: true });
    const after = readFileSync(folder.file, 'utf8');
    expect((await folder.config(after)).logs).toMatchObject([...before, BOOKS]);
    for (const comment of comments) expect(after).toContain(comment.trim());
  });

  it('writes nothing into a configuration that is not valid, and names the place', async () => {
    const folder = configFolder();
    folder.write('watchpost.yaml', 'logs: 5\n');
    expect(await addLogSource(folder.file, BOOKS, DEPENDENCIES)).toMatchObject({
      ok: false,
      problems: [{ file: folder.file, line: 1, path: 'logs' }],
    });
    expect(readFileSync(folder.file, 'utf8')).toBe('logs: 5\n');
  });

  it('takes no id that an included file has', async () => {
    const folder = configFolder();
    folder.write('more.yaml', 'logs: [{ id: book-review-api, dir: /a }]');
    folder.write('watchpost.yaml', 'include: [more.yaml]\n');
    expect(await addLogSource(folder.file, BOOKS, DEPENDENCIES)).toMatchObject({
      sourceId: 'book-review-api-2',
    });
  });

  it('keeps any name and path as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        fc.pre(!text.includes('\0') && text.trim() !== '' && text.isWellFormed());
        const folder = configFolder();
        const dir = `/logs/\${X}$$/${text.replaceAll('/', '-').replaceAll(/^\.+$/g, 'dots')}`;
        const result = await addLogSource(folder.file, { name: text, dir }, DEPENDENCIES);
        expect(result).toMatchObject({ ok: true });
        const [source] = (await folder.config(readFileSync(folder.file, 'utf8'))).logs;
        expect(source).toMatchObject({ name: text, dir });
      }),
      { numRuns: 50 },
    );
  });
});
