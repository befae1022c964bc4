import type * as Keyring from '@napi-rs/keyring';
import { createRequire } from 'node:module';
import type { Secrets } from '../engine/ports.ts';

const SERVICE = 'watchpost';

/** The OS keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
export function osKeychain(): Secrets {
  // Loaded at the first use: most configurations name no secret, and the binary differs by platform.
  const entry = (name: string) => {
    const { Entry } = createRequire(import.meta.url)('@napi-rs/keyring') as typeof Keyring;
    return new Entry(SERVICE, name);
  };
  const reach = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw new Error(
        `the OS keychain cannot be reached (${error instanceof Error ? error.message : String(error)}); ` +
          'unlock it or start one (Linux: gnome-keyring or KWallet), or use ${file:…} or an environment variable',
        { cause: error },
      );
    }
  };
  return {
    get: (name) => reach(() => entry(name).getPassword()),
    set: (name, value) => reach(() => entry(name).setPassword(value)),
    remove: (name) => reach(() => entry(name).deletePassword()),
  };
}
