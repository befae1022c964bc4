import type { App } from 'electron';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { LINK_SCHEME } from './deep-link.ts';

/** The identity that Windows groups the window, its popups and its start menu entry by; also the package's. */
export const APP_ID = 'app.watchpost.Watchpost';

/**
 * Says who the app is before it is ready. A data directory of its own brings a browser profile of its own, so that
 * two of them can run side by side; the lock against a second start lies in the profile.
 * @throws when the profile's folder cannot be made
 */
export function introduce(app: App, dataDir: string | null): void {
  app.setAppUserModelId(APP_ID);
  if (dataDir === null) return;
  const profile = path.join(dataDir, 'desktop');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
}

/** Makes links of our scheme open here; a runtime that is started with our folder must be told the folder too. */
export function claimLinks(app: App): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  else app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [app.getAppPath()]);
}
