import { RUNTIME } from './desktop.ts';

/** Runs once before the desktop specs. */
export default function sayRuntime(): void {
  const caution = RUNTIME.includes('stand-in') ? ' Nothing they show was shown by a real Electron.' : '';
  console.log(`The desktop specs run ${RUNTIME}.${caution}`);
}
