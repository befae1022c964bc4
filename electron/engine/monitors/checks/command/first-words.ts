import { decodeText } from '../../../health/decode-text.ts';
import { withoutTerminalCodes } from '../common/clean-text.ts';

/** What npm, pnpm and yarn print before a script's own output. */
const BANNER = /^(?:> |\$ )/;

/** The output of a program as text, without terminal codes. */
export function outputText(bytes: Uint8Array): string {
  return withoutTerminalCodes(decodeText(bytes, null));
}

/**
 * The first line with a word on it, as the Nagios plugin guidelines have it: what follows a `|` is performance data
 * for other programs. Banners of package managers are passed over. Empty where there is none.
 */
export function firstWords(text: string): string {
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (BANNER.test(line) || !/[\p{L}\p{N}]/u.test(line)) continue;
    const words = line.split('|', 1)[0]?.trim() ?? '';
    if (words !== '') return words;
  }
  return '';
}
