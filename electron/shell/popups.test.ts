import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popups } from './popups.ts';

/** A popup of a desktop that does as the test says. */
class FakePopup extends EventEmitter {
  shown = 0;
  closed = 0;
  show() {
    this.shown += 1;
  }
  close() {
    this.closed += 1;
  }
}

const given = {
  type: 'popup',
  id: 'n1',
  title: 't',
  body: 'b',
  critical: true,
  page: '/incidents/i1',
} as const;

function setUp({ isSupported = true, isReady = true } = {}) {
  const popup = new FakePopup();
  const created: object[] = [];
  const answers: (string | null)[] = [];
  const opened: string[] = [];
  const popups = new Popups({
    isSupported: () => isSupported,
    isReady: () => isReady,
    create(options) {
      created.push(options);
      return popup;
    },
    open: (page) => opened.push(page),
  });
  popups.show(given, (problem) => answers.push(problem));
  return { popup, created, answers, opened };
}

describe('a popup of the shell', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is shown once the desktop says so, and opens its page when clicked', () => {
    const { popup, created, answers, opened } = setUp();
    expect(created).toEqual([{ title: 't', body: 'b', urgency: 'critical', timeoutType: 'never' }]);
    expect([popup.shown, answers]).toEqual([1, []]);
    popup.emit('show');
    popup.emit('click');
    expect([answers, opened]).toEqual([[null], ['/incidents/i1']]);
  });

  it('tells why it failed', () => {
    const { popup, answers } = setUp();
    popup.emit('failed', {}, 'the app has no permission');
    expect(answers).toEqual(['the app has no permission']);
  });

  it('is taken back where the desktop says nothing, so that it is not shown twice', () => {
    const { popup, answers } = setUp();
    vi.advanceTimersByTime(5_000);
    popup.emit('show');
    expect([popup.closed, answers]).toEqual([1, ['the desktop did not show it within 5 s']]);
  });

  it('is not tried where the desktop has none, or the build may not', () => {
    expect(setUp({ isSupported: false }).answers).toEqual(['this desktop has no notifications']);
    expect(setUp({ isReady: false }).answers).toEqual(['this build is not signed']);
  });
});
