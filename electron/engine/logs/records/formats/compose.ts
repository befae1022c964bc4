import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';

const LINE = /^([A-Za-z][\w.-]*-\d+) +\| (.*)$/su;

/** docker compose: the container's name, aligned, before each line. */
export const compose: LogFormat = {
  name: 'compose',
  envelope: { eachBegins: false },
  read(text) {
    const match = LINE.exec(text);
    if (!match) return null;
    const [, container = '', payload = ''] = match;
    return draft({ message: '', service: container.replace(/-\d+$/u, ''), fields: { container }, payload });
  },
};
