import { powerMonitor } from 'electron';

const ASK_EVERY_MS = 30_000;

/**
 * Tells now and then, and at once when the screen is locked or unlocked, how long nobody touched the machine. On Linux
 * Electron knows no lock event, and a desktop that does not count idle time tells none.
 */
export function watchPresence(tell: (idleMs: number, locked: boolean) => void): () => void {
  let locked = false;
  const ask = () => tell(Math.max(0, powerMonitor.getSystemIdleTime()) * 1000, locked);
  const setLocked = (now: boolean) => () => {
    locked = now;
    ask();
  };
  const [lock, unlock] = [setLocked(true), setLocked(false)];
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('unlock-screen', unlock);
  const timer = setInterval(ask, ASK_EVERY_MS);
  return () => {
    clearInterval(timer);
    powerMonitor.off('lock-screen', lock);
    powerMonitor.off('unlock-screen', unlock);
  };
}
