import type { Severity } from '../../../shared/domain/severity.ts';
import type { Notifier } from './notifier.ts';
import { safeBody, safeTitle } from './text.ts';

/** One way to put a popup on this machine's screen. */
export interface DesktopTransport {
  /** Named in the record of what showed a popup. */
  name: string;
  /** Resolves when the desktop has taken the popup; rejects with the reason and its remedy. */
  show(popup: { title: string; body: string; severity: Severity }): Promise<void>;
}

/** Native popups: tries the transports in order; the first that shows the popup is the one recorded. */
export function createDesktopNotifier(transports: readonly DesktopTransport[]): Notifier {
  return {
    kind: 'desktop',
    async deliver({ title, body, severity }) {
      const popup = { title: safeTitle(title), body: safeBody(body), severity };
      const reasons: string[] = [];
      for (const transport of transports) {
        try {
          await transport.show(popup);
          return transport.name;
        } catch (error) {
          reasons.push(`${transport.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      throw new Error(reasons.join('; ') || 'this machine has no way to show a popup');
    },
  };
}
