import { describe, expect, it } from 'vitest';
import { columns, createOutput, plain, plainLines } from './output.ts';

const ESC = '\u001b';

function written(options: { json: boolean; color: boolean }) {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (texts[name] += text) });
  return {
    texts,
    output: createOutput({ stdout: stream('stdout'), stderr: stream('stderr') }, options),
  };
}

describe('what a command writes', () => {
  it('is one JSON document on stdout in JSON mode, and nothing else there', () => {
    const { output, texts } = written({ json: true, color: false });
    output.line('for people');
    output.document({ state: 'healthy' });
    output.error('a remark');
    expect(texts).toEqual({ stdout: '{"state":"healthy"}\n', stderr: 'a remark\n' });
  });

  it('keeps the value of hostile text in JSON without a character that steers a terminal', () => {
    const { output, texts } = written({ json: true, color: false });
    const hostile = `a${ESC}[2J\u009b31m\u202eb\u007f\u2028`;
    output.document({ hostile });
    expect(JSON.parse(texts.stdout)).toEqual({ hostile });
    expect(texts.stdout.trimEnd()).toMatch(/^[\u0020-\u007e]+$/u);
  });

  it('takes escapes, controls and marks of direction out of text for people', () => {
    expect(plain(`a${ESC}[31mred${ESC}]0;title\u0007\u009b2Jb\r\nc\u202ed`)).not.toMatch(
      /[\u0000-\u001f\u007f-\u009f\u202e]/u,
    );
    expect(plain('Grüße, 世界 👍')).toBe('Grüße, 世界 👍');
    expect(plainLines(`one\n${ESC}[31mtwo`)).toBe('one\ntwo');
  });

  it('makes errors safe by itself', () => {
    const { output, texts } = written({ json: false, color: true });
    output.error(`no ${ESC}[5msuch thing\nat all`);
    expect(texts.stderr).toBe('no such thing at all\n');
  });

  it('colours only where it may', () => {
    expect(written({ json: false, color: true }).output.style('red', 'x')).toContain(ESC);
    expect(written({ json: false, color: false }).output.style('red', 'x')).toBe('x');
  });

  it('aligns columns by what is seen, not by bytes', () => {
    const { output } = written({ json: false, color: true });
    expect(
      columns([
        ['a', 'x'],
        ['über', 'y'],
      ]),
    ).toEqual(['a     x', 'über  y']);
    const [first = '', second = ''] = columns([
      [output.style('red', 'ab'), 'x'],
      ['abc', 'y'],
    ]);
    expect(first.endsWith('   x')).toBe(true);
    expect(second).toBe('abc  y');
  });
});
