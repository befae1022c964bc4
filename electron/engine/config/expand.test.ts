import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TcpMonitor } from '../../../shared/config/model.ts';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';

const withName = (name: string) =>
  `monitors:\n  - id: a\n    kind: tcp\n    host: h\n    port: 1\n    name: ${name}\n`;

describe('references in values', () => {
  it('are replaced from the environment, which beats .env beside the file', async () => {
    const folder = configFolder();
    folder.write('.env', 'ONE=from file\nTWO="also from file"\n');
    const config = await folder.config(withName('${ONE} and ${TWO}'), { ONE: 'from the environment' });
    expect(config.monitors[0]?.name).toBe('from the environment and also from file');
  });

  it('take their default where the variable is missing or empty', async () => {
    const config = await configFolder().config(withName('${NONE:-a}${EMPTY:-b}${SET:-c}'), {
      EMPTY: '',
      SET: 's',
    });
    expect(config.monitors[0]?.name).toBe('abs');
  });

  it('come from files, without the last line break, and from the keychain', async () => {
    const folder = configFolder();
    folder.write('secrets/one', 'from a file\n');
    const config = await folder.config(
      withName('${file:secrets/one} ${secret:two}'),
      {},
      { two: 'from the keychain' },
    );
    expect(config.monitors[0]?.name).toBe('from a file from the keychain');
    expect(config.secrets).toEqual(['from the keychain', 'from a file']);
  });

  it('are read as the type of the field', async () => {
    const config = await configFolder().config(
      'monitors:\n  - { id: "${ID}", kind: "${KIND}", host: h, port: "${PORT}", enabled: "${ON}", interval: "${EVERY}" }\n',
      { ID: '007', KIND: 'tcp', PORT: '5432', ON: 'false', EVERY: '1m' },
    );
    expect(config.monitors[0]).toMatchObject({ id: '007', port: 5432, enabled: false, intervalMs: 60_000 });
  });

  it('say what was expanded where it does not fit', async () => {
    const yaml = 'monitors: [{ id: a, kind: tcp, host: h, port: "${PORT}" }]';
    expect(await configFolder().problems(yaml, { PORT: 'abc' })).toEqual([
      '1:47 monitors[0].port: expected a whole number from 1 to 65535, got "abc" from "${PORT}"',
    ]);
  });

  it.each(['NONE', 'hasOwnProperty', '__proto__'])(
    'name the missing variable %s and the .env file',
    async (name) => {
      const folder = configFolder();
      expect(await folder.problems(withName(`\${${name}}`))).toEqual([
        `6:11 monitors[0].name: ${name} is not set; set it in the environment or in ${folder.path('.env')}`,
      ]);
    },
  );

  it('name the missing file and the missing secret', async () => {
    const folder = configFolder();
    expect(await folder.problems(withName('${file:gone}'))).toEqual([
      `6:11 monitors[0].name: ${folder.path('gone')} cannot be read: there is no such file`,
    ]);
    expect(await folder.problems(withName('${secret:gone}'))).toEqual([
      '6:11 monitors[0].name: there is no secret "gone"; store it with "watchpost secret set gone"',
    ]);
  });

  it('stand in values only, not in keys and comments', async () => {
    const config = await configFolder().config(
      'monitors: # ${NOT_SET}\n  - { id: a, kind: tcp, host: h, port: 1, labels: { "${NOT_SET}": "$${kept}" } }\n',
    );
    expect(config.monitors[0]?.labels).toEqual({ '${NOT_SET}': '${kept}' });
  });

  it('are never read as YAML and never expanded again, whatever they hold', async () => {
    const folder = configFolder();
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{ a: 1 }',
        '*x',
        '!tag',
        '${SECOND}',
        '"',
        'a\n- b: c\n',
        '# x',
        '[',
        'true',
        '$$',
        '<<: *a',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        fc.pre(value !== '');
        const config = await folder.config(
          'monitors: [{ id: a, kind: tcp, host: h, port: 1, send: "${FIRST}" }]',
          { FIRST: value, SECOND: 'expanded' },
        );
        expect((config.monitors[0] as TcpMonitor).send).toBe(value);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['id', 'interval', 'enabled', 'port', 'kind', 'depends_on', 'network', 'timeout'])(
    'never show a secret in a message, however short, at %s',
    async (key) => {
      const keys = { id: 'a', kind: 'tcp', host: 'h', port: '1', [key]: '"${secret:s}"' };
      const shown = key === 'depends_on' ? { ...keys, [key]: '["${secret:s}"]' } : keys;
      const yaml = Object.entries(shown).map(([name, value]) => `${name}: ${value}`);
      const folder = configFolder();
      const value = key === 'id' ? '-Q' : '7q';
      const result = await folder.read(`monitors: [{ ${yaml.join(', ')} }]`, {}, { s: value });
      expect(result).toMatchObject({ ok: false });
      expect(result.ok ? '' : result.problems.map(({ message }) => message).join()).not.toContain(value);
    },
  );

  it('never show a secret in a message', async () => {
    const folder = configFolder();
    folder.write('watchpost.yaml', 'monitors: [{ id: "${secret:a}", kind: tcp, host: h, port: 1 }]');
    const result = await folder.load({}, { a: 'OPEN SESAME' });
    expect(JSON.stringify(result)).not.toContain('SESAME');
    expect(result).toMatchObject({ ok: false, problems: [{ path: 'monitors[0].id' }] });
  });
});

describe('source text', () => {
  it('is what ids, names, globs and label values are read from', async () => {
    const config = await configFolder().config(`
monitors:
  - { id: 007, name: 1e3, group: 0x10, kind: tcp, host: h, port: 1, labels: { a: 1.0, b: no, c: ~, d: 2026-01-01 }, components: { 0o7: { critical: true } } }
`);
    expect(config.monitors[0]).toMatchObject({
      id: '007',
      name: '1e3',
      group: '0x10',
      labels: { a: '1.0', b: 'no', c: '~', d: '2026-01-01' },
      components: [{ glob: '0o7', critical: true }],
    });
  });

  it('keeps its type where values are compared', async () => {
    const config = await configFolder().config(`
monitors:
  - id: a
    kind: http
    url: http://h/
    expect:
      json:
        - { path: a, equals: 5 }
        - { path: b, equals: "5" }
        - { path: c, equals: null }
        - { path: d, one_of: [true, "true", 1.5] }
`);
    const [monitor] = config.monitors;
    expect(monitor?.kind === 'http' && monitor.expect.json).toEqual([
      { path: 'a', equals: 5, else: 'unhealthy' },
      { path: 'b', equals: '5', else: 'unhealthy' },
      { path: 'c', equals: null, else: 'unhealthy' },
      { path: 'd', oneOf: [true, 'true', 1.5], else: 'unhealthy' },
    ]);
  });
});
