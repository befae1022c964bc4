import type { CustomScheme } from 'electron';
import type { Fetched } from './protocol.ts';

type Handler = (request: { url: string }) => Response | Promise<Response>;
type PermissionAsked = (contents: unknown, permission: string, decide: (granted: boolean) => void) => void;

/** Our own scheme and the rights of a session: what the shell registered, and how it answers. */
export class Scheme {
  readonly privileged: string[] = [];
  #handler: Handler | null = null;
  #onRequest: PermissionAsked = (_contents, _permission, decide) => decide(true);
  #onCheck: (contents: unknown, permission: string) => boolean = () => true;

  readonly protocol = {
    registerSchemesAsPrivileged: (schemes: CustomScheme[]) => {
      this.privileged.push(...schemes.map(({ scheme }) => scheme));
    },
  };

  readonly session = {
    protocol: {
      handle: (_scheme: string, handler: Handler) => {
        this.#handler = handler;
      },
    },
    setPermissionRequestHandler: (handler: PermissionAsked) => {
      this.#onRequest = handler;
    },
    setPermissionCheckHandler: (handler: (contents: unknown, permission: string) => boolean) => {
      this.#onCheck = handler;
    },
    setDevicePermissionHandler: (_handler: () => boolean) => {},
  };

  async fetch(url: string): Promise<Response> {
    if (!this.#handler) throw new Error('Nothing serves our scheme.');
    return await this.#handler({ url });
  }

  async fetched(url: string): Promise<Fetched> {
    const answer = await this.fetch(url);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  }

  /** Granted when either of Electron's two questions is answered with yes. */
  grants(contents: unknown, permission: string): boolean {
    let granted = this.#onCheck(contents, permission);
    this.#onRequest(contents, permission, (decision) => (granted ||= decision));
    return granted;
  }
}
