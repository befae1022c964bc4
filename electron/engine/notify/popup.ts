import type { Severity } from '../../../shared/domain/severity.ts';

/** A message as a desktop shows it; its texts are literal and short. */
export interface Popup {
  /** Unique; a second popup with it replaces the first where the desktop can. */
  id: string;
  title: string;
  body: string;
  severity: Severity;
  /** The page of the window that a click opens. */
  page: string;
}

/** One way to put a popup on this machine's screen. */
export interface DesktopTransport {
  /** Named in the record of what showed a popup. */
  name: string;
  /** Resolves when the desktop has taken the popup; rejects with the reason and its remedy. */
  show(popup: Popup): Promise<void>;
  stop?(): void;
}

/** A place inside the window for what the desktop could not show. */
export interface Card {
  /** Shows a popup there, with the reason; it takes the place of an earlier one. */
  show(popup: Popup, reason: string): void;
  /** A real popup was shown: popups work. */
  clear(): void;
}
