import { describe, expect, it } from 'vitest';
import { firstWords, outputText } from './first-words.ts';

describe('the words of a program', () => {
  it('are its first line that has any', () => {
    expect(firstWords('\n  \n---\nDISK WARNING - 8% free\nmore')).toBe('DISK WARNING - 8% free');
    expect(firstWords('')).toBe('');
  });

  it('leave out performance data', () => {
    expect(firstWords('LOAD OK - 0.5 | load1=0.5;4;8;0')).toBe('LOAD OK - 0.5');
    expect(firstWords('| a=1\nsecond')).toBe('second');
  });

  it('leave out the banner of a package manager', () => {
    expect(firstWords('\n> s1@1.0.0 check\n> node check.js\n\nall is well\n')).toBe('all is well');
  });

  it('are read in the encoding that the bytes show, without terminal codes', () => {
    expect(outputText(Buffer.from('\ufeff\u001b[32mok\u001b[0m'))).toBe('ok');
    expect(outputText(Buffer.from('\ufeffok', 'utf16le'))).toBe('ok');
    expect(outputText(Buffer.from([0x6f, 0xff, 0x6b]))).toBe('o\ufffdk');
  });
});
