import { describe, expect, it } from 'vitest';
import { outcome } from '../../../../../shared/domain/check-result.ts';
import { cut, oneLine, presentable, presentableOutcome, withoutTerminalCodes } from './clean-text.ts';

const maskHush = (text: string): string => text.replaceAll('hush', '•••');

describe('text from outside', () => {
  it('loses colours, window titles and cursor moves', () => {
    expect(oneLine('\u001b[31;1mred\u001b[0m \u001b]0;title\u0007plain\u001b[2J \u009b32mgreen')).toBe(
      'red plain green',
    );
  });

  it('becomes one line without control characters', () => {
    expect(oneLine('  a\r\nb\u0000c\td\u2028e  ')).toBe('a b c d e');
  });

  it('loses overrides of the reading direction and lone surrogates', () => {
    expect(oneLine('ok\u202etxt.exe \ud800!')).toBe('oktxt.exe \ufffd!');
  });

  it('keeps its lines when only terminal codes are to go', () => {
    expect(withoutTerminalCodes('\u001b[1m{\n}\u001b[0m')).toBe('{\n}');
  });

  it('is cut with a sign of it, never inside a character', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('ab😀cd', 4)).toBe('ab…');
    expect(cut('abcd', 4)).toBe('abcd');
  });

  it('hides a secret that control characters take apart', () => {
    expect(presentable('token hu\u001b[0msh', maskHush)).toBe('token •••');
  });

  it('hides a secret that the cut would have gone through', () => {
    expect(presentable('say hush', maskHush, 7)).toBe('say •••');
  });

  it('takes time in proportion to its length, whatever it holds', () => {
    const unfinished = '\u001b]'.repeat(200_000) + '\u001b['.repeat(200_000) + ' '.repeat(200_000);
    expect(oneLine(unfinished)).toBe('');
  });
});

describe('an outcome ready to be shown', () => {
  it('masks the message and the components, and bounds their length', () => {
    const shown = presentableOutcome(
      outcome('degraded', `hush ${'x'.repeat(2_000)}`, {
        components: [
          { path: 'db/hush', state: 'degraded', message: 'hush\n' },
          { path: 'redis', state: 'healthy' },
        ],
      }),
      maskHush,
    );
    expect(shown.message.startsWith('••• xxx')).toBe(true);
    expect(shown.message).toHaveLength(1_000);
    expect(shown.components).toEqual([
      { path: 'db/•••', state: 'degraded', message: '•••' },
      { path: 'redis', state: 'healthy' },
    ]);
  });
});
