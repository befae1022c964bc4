import type { ShellPopup } from '../../shared/contract/process.ts';

/** The part of Electron's `Notification` that is used. */
export interface NativePopup {
  on(event: 'show' | 'click' | 'close', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
  show(): void;
  close(): void;
}

export interface PopupDeps {
  isSupported: () => boolean;
  /** Whether this build may show popups at all. */
  isReady: () => boolean;
  create: (options: {
    title: string;
    body: string;
    urgency: 'critical' | 'normal';
    timeoutType: 'never' | 'default';
  }) => NativePopup;
  /** Opens a page of the window. */
  open: (page: string) => void;
}

/** The desktop tells that it shows a popup, or that it failed; one that says neither shows nothing. */
const SHOWN_WITHIN_MS = 5_000;
/** A popup that nothing refers to any more hears no click. */
const MOST_KEPT = 50;

/** Shows the engine's popups with the desktop's own means. */
export class Popups {
  readonly #deps: PopupDeps;
  /** Oldest first. */
  readonly #kept = new Set<NativePopup>();

  constructor(deps: PopupDeps) {
    this.#deps = deps;
  }

  /** @param answer told once: null when the desktop shows it, else why not */
  show({ title, body, critical, page }: ShellPopup, answer: (problem: string | null) => void): void {
    const { isSupported, isReady, create, open } = this.#deps;
    if (!isSupported() || !isReady()) {
      answer(isSupported() ? 'this build is not signed' : 'this desktop has no notifications');
      return;
    }
    const urgency = critical ? 'critical' : 'normal';
    const popup = create({ title, body, urgency, timeoutType: critical ? 'never' : 'default' });
    let answered = false;
    const tell = (problem: string | null) => {
      clearTimeout(timer);
      if (answered) return;
      answered = true;
      if (problem !== null) this.#kept.delete(popup);
      answer(problem);
    };
    const timer = setTimeout(() => {
      // Whoever is asked next shows it; it must not come twice.
      popup.close();
      tell(`the desktop did not show it within ${SHOWN_WITHIN_MS / 1000} s`);
    }, SHOWN_WITHIN_MS);
    this.#keep(popup);
    popup.on('show', () => tell(null));
    popup.on('failed', (_event, error) => tell(error));
    popup.on('close', () => this.#kept.delete(popup));
    popup.on('click', () => {
      this.#kept.delete(popup);
      open(page);
    });
    popup.show();
  }

  #keep(popup: NativePopup): void {
    this.#kept.add(popup);
    const [oldest] = this.#kept;
    if (this.#kept.size > MOST_KEPT && oldest) this.#kept.delete(oldest);
  }
}
