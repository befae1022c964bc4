import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { servedHome } from '../fixtures/served-home.ts';

const CONFIG = `# mine
version: 1
network: { canaries: [] }
monitors:
  - { id: off, kind: tcp, host: 127.0.0.1, port: 1, enabled: false }   # kept
`;
const RULE = 'id: slow   # for readers\nwhen: { latency: p95, above: 1s, over: 5m }\n';

it('a rule that is saved in the window stands in the file and watches at once; a bad one changes nothing', async () => {
  const { client, file } = await servedHome(CONFIG);
  const rules = async () => (await client.call('alerts', {})).rules.map(({ id }) => id);

  expect(await client.call('checkRule', { text: RULE })).toEqual({
    problems: [],
    id: 'slow',
    condition: expect.stringContaining('p95'),
  });
  expect(await client.call('saveRule', { text: 'id: slow\nwhen: { state: gone }\n' })).toMatchObject({
    problems: [{ line: 2 }],
  });
  expect(readFileSync(file, 'utf8')).toBe(CONFIG);

  expect(await client.call('saveRule', { text: RULE })).toEqual({ file, problems: [] });
  await vi.waitFor(async () => expect(await rules()).toContain('slow'), { timeout: 20_000 });
  expect(readFileSync(file, 'utf8')).toBe(
    `${CONFIG}alerts:\n  - id: slow   # for readers\n    when: { latency: p95, above: 1s, over: 5m }\n`,
  );
  expect(await client.call('ruleText', { id: 'slow' })).toEqual({ text: RULE });
  expect(await client.call('ruleText', { id: 'unhealthy' })).toEqual({ text: null });

  expect(await client.call('removeRule', { id: 'slow' })).toEqual({ file });
  // Without rules of its own the built-in ones apply again.
  await vi.waitFor(async () => expect(await rules()).toContain('unhealthy'), { timeout: 20_000 });
  await expect(client.call('removeRule', { id: 'slow' })).rejects.toMatchObject({ code: 'unknown-rule' });
}, 120_000);
