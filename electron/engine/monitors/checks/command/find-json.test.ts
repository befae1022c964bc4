import { describe, expect, it } from 'vitest';
import { findJson } from './find-json.ts';

describe('JSON in the output of a program', () => {
  it('is found where it is all of it', () => {
    expect(findJson('{"status":"ok"}\n')).toEqual(['{"status":"ok"}']);
    expect(findJson('[{"name":"db"}]')).toEqual(['[{"name":"db"}]']);
  });

  it('is found behind the banner of npm and before a closing remark', () => {
    const body = '{\n  "status": "healthy",\n  "note": "a } or \\" in a string"\n}';
    expect(findJson(`\n> s1@1.0.0 health:check\n> node health.js\n\n${body}\nDone in 0.1 s\n`)).toEqual([
      body,
    ]);
  });

  it('is found behind lines in brackets and quotes that are no JSON', () => {
    const text = '[INFO] he said "hi\n[12:00:01] {starting}\n{ not json }\n{"status":"ok"}';
    expect(findJson(text)).toEqual(['{"status":"ok"}']);
  });

  it('is found inside brackets that never close', () => {
    expect(findJson('[ waiting\n  {"status":"ok"}')).toEqual(['{"status":"ok"}']);
  });

  it('is listed in its order, the last ones of many', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `{"line":${i}}`);
    expect(findJson(lines.join('\n')).at(-1)).toBe('{"line":99}');
    expect(findJson(lines.join('\n')).length).toBeLessThan(20);
  });

  it('is not made out of a text that is cut off', () => {
    expect(findJson('{"status":"ok", "checks": [')).toEqual([]);
    expect(findJson('status {"status":"ok"}')).toEqual([]);
    expect(findJson('')).toEqual([]);
  });

  it('costs no more than a few looks at hostile text', () => {
    const open = '{\n'.repeat(500_000);
    const before = process.cpuUsage().user;
    expect(findJson(open)).toEqual([]);
    // Looking at it anew from each line would take days.
    expect(process.cpuUsage().user - before).toBeLessThan(10_000_000);
  });
});
