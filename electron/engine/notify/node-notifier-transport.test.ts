import { describe, expect, it } from 'vitest';
import { freedesktopText } from './node-notifier-transport.ts';

describe('text for notify-send', () => {
  it('keeps markup from being read as markup', () => {
    expect(freedesktopText('t', '<b>&amp;</b>').text).toBe('&lt;b&gt;&amp;amp;&lt;/b&gt;');
  });

  it('keeps a backslash from being decoded', () => {
    expect(freedesktopText('t', 'C:\\new').text).toBe('C:\\\\new');
  });

  it('never lets a dash stand first, where it would be an option', () => {
    const { summary, text } = freedesktopText('--help', '-u low');
    expect(summary.startsWith('-')).toBe(false);
    expect(summary.endsWith('--help')).toBe(true);
    expect(text.startsWith('-')).toBe(false);
  });

  it('is never empty, which node-notifier refuses', () => {
    expect(freedesktopText('', '')).toEqual({ summary: ' ', text: ' ' });
  });
});
