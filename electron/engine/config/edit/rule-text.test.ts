import { describe, expect, it } from 'vitest';
import { findRule, ruleIn, withoutRule, withRule } from './rule-text.ts';

const FILE = `# mine
version: 1
alerts:      # the list
  # the slow one
  - id: slow
    when: { latency: p95, above: 1s, over: 5m }   # five minutes
    severity: warning

  -   id: down
      when:
        state: unhealthy
# behind
notify: { desktop:   true }
`;

describe('a rule in the text of a configuration', () => {
  it('is found where it stands', () => {
    expect(findRule(FILE, 'slow')).toMatchObject({ line: 5, dash: 2, content: 4, alone: false });
    expect(findRule(FILE, 'down')).toMatchObject({ line: 9, dash: 2, content: 6 });
    expect(findRule(FILE, 'nobody')).toBeNull();
    expect(findRule('alerts: [{ id: slow, when: { state: unhealthy } }]', 'slow')).toBeNull();
    expect(findRule('not: [a', 'slow')).toBeNull();
  });

  it('is read as a map of its own, with its comments', () => {
    expect(ruleIn(FILE, 'slow')).toBe(
      'id: slow\nwhen: { latency: p95, above: 1s, over: 5m }   # five minutes\nseverity: warning\n',
    );
    expect(ruleIn(FILE, 'down')).toBe('id: down\nwhen:\n  state: unhealthy\n');
  });

  it('takes the place of the one with its id, and nothing else changes', () => {
    const changed = withRule(FILE, 'down', 'id: down\nseverity: critical\nwhen: { state: unhealthy }\n');
    const before = FILE.slice(0, FILE.indexOf('  -   id: down'));
    const after = FILE.slice(FILE.indexOf('# behind'));
    expect(changed).toBe(
      `${before}  - id: down\n    severity: critical\n    when: { state: unhealthy }\n${after}`,
    );
  });

  it.each([
    ['', 'alerts:\n  - id: new\n    when: { state: unhealthy }\n'],
    ['version: 1\nalerts: []\n', 'version: 1\nalerts:\n  - id: new\n    when: { state: unhealthy }\n'],
    ['version: 1\n', 'version: 1\nalerts:\n  - id: new\n    when: { state: unhealthy }\n'],
  ])('is put at the end of the list of %j', (text, expected) => {
    expect(withRule(text, 'new', 'id: new\nwhen: { state: unhealthy }\n')).toBe(expected);
  });

  it('is put behind the last one, before what follows', () => {
    const added = withRule(FILE, 'new', 'id: new\n\nwhen: { state: degraded }');
    expect(added).toBe(FILE.replace('# behind', '  - id: new\n\n    when: { state: degraded }\n# behind'));
    expect(ruleIn(added, 'new')).toBe('id: new\n\nwhen: { state: degraded }\n');
  });

  it('can be taken out; an emptied list says so', () => {
    const left = withoutRule(FILE, 'slow') ?? '';
    expect(findRule(left, 'slow')).toBeNull();
    expect(ruleIn(left, 'down')).toBe(ruleIn(FILE, 'down'));
    const empty = withoutRule(left, 'down') ?? '';
    expect(empty).toContain('alerts: []      # the list');
    expect(empty).toContain('# behind\nnotify: { desktop:   true }');
    expect(withoutRule(FILE, 'nobody')).toBeNull();
  });
});
