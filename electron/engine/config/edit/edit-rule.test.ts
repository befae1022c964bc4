import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configFolder, secretsOf } from '../../../../tests/fixtures/config-folder.ts';
import { ruleFile } from './edit-rule.ts';

const DEPENDENCIES = { env: {}, secrets: secretsOf() };
const MONITORS = 'version: 1\nmonitors:\n  - { id: api, kind: tcp, host: h, port: 1 }   # kept\n';
const SLOW = 'id: slow\nmonitors: [api]\nwhen: { latency: p95, above: 1s, over: 5m }\n';

describe('a rule that is being written', () => {
  it('is judged in its place, with the whole configuration around it', async () => {
    const folder = configFolder();
    folder.write('watchpost.yaml', MONITORS);
    const placed = await ruleFile(folder.file, DEPENDENCIES).place(SLOW);
    expect(placed).toMatchObject({ ok: true, id: 'slow', file: folder.file });
    expect(readFileSync(folder.file, 'utf8')).toBe(MONITORS);
  });

  it.each([
    ['id: slow\nmonitors: [apii]\nwhen: { state: unhealthy }\n', 2, /apii/],
    ['id: slow\nwhen: { latency: p95, above: soon, over: 5m }\n', 2, /soon/],
    ['- id: slow\n  when: { latency: p95, above: soon, over: 5m }\n', 2, /soon/],
    ['id: slow\nwhen: { state: unhealthy', 2, /./],
    ['id: slow\nwhen: { state: unhealthy }\nwhenn: 1\n', 3, /unknown key/],
    ['[1, 2]', 1, /one rule/],
    ['', 1, /one rule/],
    ['when: { state: unhealthy }', 1, /id is missing/],
  ])('tells what is wrong at its own line: %j', async (text, line, message) => {
    const folder = configFolder();
    folder.write('watchpost.yaml', MONITORS);
    const placed = await ruleFile(folder.file, DEPENDENCIES).place(text);
    expect(placed).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ line, message: expect.stringMatching(message) }),
      ]),
    });
  });

  it('is written into the file in which it stands already, be it an included one', async () => {
    const folder = configFolder();
    folder.write('watchpost.yaml', `${MONITORS}include: [rules.yaml]\n`);
    const included = folder.write(
      'rules.yaml',
      `alerts:\n  - id: slow   # mine\n    when: { state: unhealthy }\n`,
    );
    const rules = ruleFile(folder.file, DEPENDENCIES);
    expect(await rules.text('slow')).toEqual({
      file: included,
      line: 2,
      text: 'id: slow   # mine\nwhen: { state: unhealthy }\n',
    });
    const placed = await rules.place(SLOW);
    expect(placed).toMatchObject({ ok: true, file: included });
    if (placed.ok) rules.write(placed.file, placed.text);
    expect((await rules.text('slow'))?.text).toBe(SLOW);
    const left = await rules.without('slow');
    expect(left).toMatchObject({ file: included, text: 'alerts: []\n', problems: [] });
    expect(await rules.without('nobody')).toBeNull();
  });
});
