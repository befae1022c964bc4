import type { CheckOutcome } from '../../../../../shared/domain/check-result.ts';

/** The longest message a check result carries, in UTF-16 units. */
export const MESSAGE_LIMIT = 1_000;

/** Terminal control sequences: CSI (`ESC [ … letter`), OSC (`ESC ] … BEL`), and the two-character ones. */
const TERMINAL =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]?|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -~])|\u009b[0-?]*[ -/]*[@-~]?/g;

/** Characters that change how their neighbours are shown: bidirectional overrides and invisible joiners. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text from outside without terminal colours, bidirectional overrides and lone surrogates; line ends stay. */
export function withoutTerminalCodes(text: string): string {
  return text.toWellFormed().replaceAll(TERMINAL, '').replaceAll(INVISIBLE, '');
}

/** Text from outside as one line of printable characters. */
export function oneLine(text: string): string {
  return withoutTerminalCodes(text)
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** Cuts to `limit` UTF-16 units, never inside a character, and shows the cut with `…`. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const last = text.charCodeAt(end - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/**
 * Text from outside, ready to be shown: one printable line, secrets masked, at most `limit` units long. Masked
 * before and after cleaning, so that neither control characters inside a secret nor the cut let part of it out.
 */
export function presentable(
  text: string,
  mask: (text: string) => string,
  limit: number = MESSAGE_LIMIT,
): string {
  return cut(mask(oneLine(mask(text))), limit);
}

/** An outcome whose message and component texts are presentable. */
export function presentableOutcome(outcome: CheckOutcome, mask: (text: string) => string): CheckOutcome {
  return {
    ...outcome,
    message: presentable(outcome.message, mask),
    components: outcome.components.map((component) => ({
      ...component,
      path: presentable(component.path, mask),
      ...(component.message === undefined ? {} : { message: presentable(component.message, mask) }),
    })),
  };
}
