import { MESSAGE_NAMES } from '../alerts/message.ts';

/** The places in the arguments of a command that are filled in for each notification. */

/** Every name that may stand in `{{…}}`; `labels.NAME` takes any label's name. */
export const ARGV_NAMES: readonly string[] = ['title', 'body', ...MESSAGE_NAMES, 'labels.NAME'];

const PLACE = /\{\{([^{}]*)\}\}/g;
const LABEL = /^labels\.[^\s{}]+$/;

/** What is wrong with the first place of a text that cannot be filled in, or null. */
export function templateProblem(text: string): string | null {
  for (const [place, inside = ''] of text.matchAll(PLACE)) {
    const name = inside.trim();
    if (LABEL.test(name)) continue;
    if (!ARGV_NAMES.includes(name)) {
      return `${place} is not known here, the names are ${ARGV_NAMES.join(', ')}`;
    }
  }
  return null;
}

/** True where something is to be filled in. */
export function hasTemplate(text: string): boolean {
  return text.search(PLACE) >= 0;
}
