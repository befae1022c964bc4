import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { readIsoTime } from '../time/iso.ts';

/** The container runtime interface of Kubernetes: time, stream, `F`ull or `P`artial, text. */
export const cri: LogFormat = {
  name: 'cri',
  envelope: { eachBegins: false },
  read(text, context) {
    const found = readIsoTime(text, 0, context);
    const match = found ? /^ (stdout|stderr) ([FP])(?::\S*)? (.*)$/su.exec(text.slice(found.end)) : null;
    if (!found || !match) return null;
    const [, stream, tag, payload = ''] = match;
    return draft({ message: '', time: found.time, fields: { stream }, payload, cut: tag === 'P' });
  },
};
