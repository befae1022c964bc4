import nodeNotifier from 'node-notifier';
import type { Severity } from '../../../shared/domain/severity.ts';
import type { Clock } from '../ports.ts';
import { desktopReason } from './desktop-reason.ts';
import { literalBody } from './freedesktop-text.ts';
import type { DesktopTransport } from './popup.ts';

/** A daemon that D-Bus has to start may take a while; one that never answers must not hold the queue. */
const ANSWER_WITHIN_MS = 15_000;

/** The part of node-notifier that is used: hands a popup over and calls back when it was taken or refused. */
type Notify = (
  options: Record<string, unknown>,
  callback: (error: Error | string | null, response?: string) => void,
) => unknown;

/** Popups through node-notifier: notify-send on Linux and BSD, Notification Center on macOS, toasts on Windows. */
export function createNodeNotifierTransport(platform: NodeJS.Platform, clock: Clock): DesktopTransport {
  const notify = notifyOf(platform);
  return {
    name: 'node-notifier',
    show({ title, body, severity }) {
      return new Promise((resolve, reject) => {
        const stopWaiting = clock.setTimeout(
          () => reject(new Error(`no answer from the desktop within ${ANSWER_WITHIN_MS / 1000} s`)),
          ANSWER_WITHIN_MS,
        );
        notify(platformOptions(platform, title, body, severity), (error) => {
          stopWaiting();
          // node-notifier reports success with an empty string as well as with null.
          if (error === null || error === undefined || error === '') resolve();
          else reject(new Error(desktopReason(error instanceof Error ? error.message : error)));
        });
      });
    },
  };
}

function notifyOf(platform: NodeJS.Platform): Notify {
  if (platform === 'darwin' || platform === 'win32') {
    return (options, callback) =>
      nodeNotifier.notify(options, (error, response) => callback(error, response));
  }
  // Without its own look for notify-send, every popup finds out anew whether it is there by now.
  const notifySend = new nodeNotifier.NotifySend({ suppressOsdCheck: true } as object);
  return (options, callback) => notifySend.notify(options, (error, response) => callback(error, response));
}

function platformOptions(platform: NodeJS.Platform, title: string, body: string, severity: Severity) {
  if (platform === 'darwin' || platform === 'win32') return { title, message: body || ' ', wait: false };
  const { summary, text } = freedesktopText(title, body);
  return {
    title: summary,
    message: text,
    urgency: severity === 'critical' ? 'critical' : 'normal',
    'app-name': 'Watchpost',
    category: 'network',
  };
}

/** Literal text for notify-send as node-notifier calls it, where a leading dash would be read as an option. */
export function freedesktopText(title: string, body: string): { summary: string; text: string } {
  return { summary: guardDash(title) || ' ', text: guardDash(literalBody(body)) || ' ' };
}

/** A word joiner is shown as nothing and keeps the dash from standing first. */
function guardDash(text: string): string {
  return text.startsWith('-') ? `\u2060${text}` : text;
}
