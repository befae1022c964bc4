import { messageOf, wholeBody } from './message.ts';
import type { Notifier, OutgoingNotification } from './notifier.ts';
import type { DesktopTransport, Popup } from './popup.ts';

/** The name under which the record has what the window showed instead of the desktop. */
const IN_APP_CARD = 'only in the window, as a card';
/** The transports have limits of their own; this one is for all of them in a row. */
const TIMEOUT_MS = 60_000;

/**
 * Native popups: tries the transports in order; the first that shows the popup is the one recorded. Where none does,
 * the window shows a card.
 */
export function createDesktopNotifier(transports: readonly DesktopTransport[]): Notifier<'desktop'> {
  return {
    kind: 'desktop',
    timeoutMs: TIMEOUT_MS,
    async deliver(notification, channel, { card }) {
      const message = messageOf(notification, channel.evidence);
      const popup: Popup = {
        id: notification.id,
        title: message.title,
        body: wholeBody(message),
        severity: notification.severity,
        page: pageOf(notification),
      };
      const reasons: string[] = [];
      for (const transport of transports) {
        try {
          await transport.show(popup);
          card?.clear();
          return transport.name;
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          // What stops one way often stops the next.
          if (!reasons.some((before) => before.endsWith(reason)))
            reasons.push(`${transport.name}: ${reason}`);
        }
      }
      const reason = reasons.join('; ') || 'this machine has no way to show a popup';
      if (!card) throw new Error(reason);
      card.show(popup, reason);
      return `${IN_APP_CARD} (${reason})`;
    },
    stop() {
      for (const transport of transports) transport.stop?.();
    },
  };
}

/** The incident, else the monitor where it is about one, else what happened lately. */
function pageOf({ incidentId, subjects, root }: OutgoingNotification): string {
  if (incidentId !== null) return `/incidents/${encodeURIComponent(incidentId)}`;
  const subject = root ?? (subjects.length === 1 ? subjects[0] : undefined);
  if (subject === undefined || subject.startsWith('log:')) return '/activity';
  return `/monitors/${encodeURIComponent(subject)}`;
}
