import { isTreeMap, Scalar, type TreeMap } from '../../../shared/config/scalar.ts';
import { isLoopbackHost } from '../monitors/loopback.ts';
import { PLACEHOLDER, scalarsIn } from './placeholders.ts';

type Warn = (part: object | undefined, message: string) => void;

/** Channels and sign of life: secrets that were never put in, and addresses that tell theirs to anyone on the way. */
export function warnOfChannels(root: TreeMap, warn: Warn): void {
  const notify = isTreeMap(root['notify']) ? root['notify'] : {};
  const channels = Array.isArray(notify['channels']) ? notify['channels'] : [];
  for (const part of [...channels, notify['deadman']]) {
    if (!isTreeMap(part)) continue;
    for (const secret of ['url', 'secret', 'smtp'].flatMap((key) => scalarsIn(part[key]))) {
      if (PLACEHOLDER.test(secret.text))
        warn(secret, 'this looks like a placeholder, put the real secret here');
    }
    if (isOpen(part['url'])) {
      warn(
        part['url'],
        'the address of a notifier is its key, and over http:// to another host anyone between can read it; use https://',
      );
    }
  }
}

function isOpen(part: unknown): boolean {
  const url = part instanceof Scalar ? URL.parse(part.text) : null;
  return url?.protocol === 'http:' && !isLoopbackHost(url.hostname);
}
