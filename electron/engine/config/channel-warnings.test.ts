import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';

async function warningsOf(yaml: string): Promise<string[]> {
  const result = await configFolder().read(yaml);
  return result.ok ? result.warnings.map(({ path, message }) => `${path}: ${message}`) : ['invalid'];
}

const channels = (...entries: string[]) => `notify: { channels: [${entries.join(', ')}] }`;

describe('config validate warns', () => {
  it('of a notifier whose address anyone between can read', async () => {
    const open = channels('{ id: a, kind: webhook, url: "http://h.example/x" }');
    expect(await warningsOf(open)).toEqual([
      expect.stringMatching(/^notify\.channels\[0\]\.url: the address of a notifier is its key.*use https/),
    ]);
    expect(await warningsOf(`environment: development\n${open}`)).toEqual([]);
    expect(await warningsOf(open.replace('http:', 'https:'))).toEqual([]);
    expect(await warningsOf(open.replace('h.example', '127.0.0.1:9'))).toEqual([]);
    const deadman = 'notify: { deadman: { url: "http://h.example/x", every: 5m } }';
    expect(await warningsOf(deadman)).toEqual([expect.stringMatching(/^notify\.deadman\.url: the address/)]);
  });

  it('of placeholders where secrets belong', async () => {
    const yaml = channels(
      '{ id: a, kind: slack, url: "https://hooks.example/your_key_here" }',
      '{ id: b, kind: webhook, url: "https://h.example/x", secret: changeme }',
      '{ id: c, kind: email, smtp: "smtp://me:changeme@h", from: a@b, to: [a@b] }',
    );
    expect(await warningsOf(yaml)).toEqual([
      'notify.channels[0].url: this looks like a placeholder, put the real secret here',
      'notify.channels[1].secret: this looks like a placeholder, put the real secret here',
      'notify.channels[2].smtp: this looks like a placeholder, put the real secret here',
    ]);
  });
});
