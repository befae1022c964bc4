import { shell, type App, type Session, type WebContents } from 'electron';
import { isOwnPage } from './app-scheme.ts';

/** Only links that a browser opens anyway are handed to the system. */
const isWebLink = (address: string) => URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol);

/** Every page that the app ever makes stays on our own window, opens no other, and attaches no web view. */
export function secureAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => secure(contents));
}

function secure(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => {
    stay(event);
    if (isWebLink(event.url)) void shell.openExternal(event.url);
  });
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Putting text on the clipboard when somebody presses "Copy"; reading from it is another permission. */
const COPY = 'clipboard-sanitized-write';

/** The window may copy, and needs no camera, location, notification or other permission of a web page. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === COPY));
  session.setPermissionCheckHandler((_contents, permission) => permission === COPY);
  session.setDevicePermissionHandler(() => false);
}
