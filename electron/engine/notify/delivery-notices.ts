import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { Severity } from '../../../shared/domain/severity.ts';
import type { Popup } from './popup.ts';

/** What the window is told about deliveries, by subject: a new text replaces the old one. */
interface Notices {
  set(id: string, severity: Severity, text: string): void;
  clear(id: string): void;
}

const CARD = 'popup-card';
const SIGN_OF_LIFE = 'deadman';

/** Tells inside the window what could not be told outside of it. */
export function deliveryNotices(notices: Notices) {
  /** Popups that only the window showed, since the last real one. */
  let cards = 0;
  return {
    card: {
      show({ title, body, severity }: Popup, reason: string): void {
        cards += 1;
        const earlier = cards > 1 ? ` (${cards - 1} more before it)` : '';
        const text = [title, body].filter(Boolean).join('\n');
        notices.set(CARD, severity, `${text}\nNot shown as a popup${earlier}: ${reason}`);
      },
      clear(): void {
        cards = 0;
        notices.clear(CARD);
      },
    },
    channelProblem: ({ id, kind }: ChannelConfig, reason: string | null): void => {
      const what = kind === 'desktop' ? 'Popups are not shown' : `Messages do not reach "${id}"`;
      if (reason) notices.set(`channel:${id}`, 'warning', `${what}: ${reason}`);
      else notices.clear(`channel:${id}`);
    },
    signOfLife: (problem: string | null): void => {
      if (problem) notices.set(SIGN_OF_LIFE, 'info', `Watchpost's sign of life does not arrive: ${problem}`);
      else notices.clear(SIGN_OF_LIFE);
    },
  };
}
