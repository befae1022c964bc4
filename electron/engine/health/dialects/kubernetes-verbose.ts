import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { leaf, type OwnState, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';

const LINE = /^\[([+-])\](\S+)[ \t]*(.*)$/;
const VERDICT = /^\S+ check (passed|failed)$/;

/**
 * The verbose text of Kubernetes' `healthz`, `livez` and `readyz` (etcd writes the same lines): `[+]ping ok`,
 * `[-]etcd failed: reason withheld`, `[+]log excluded: ok`, and a last line with the verdict. A name that holds
 * `/` stays whole.
 */
export const kubernetesVerbose: HealthDialect = {
  name: 'kubernetes-verbose',
  because: 'lines that begin with [+] or [-], as Kubernetes writes them',
  recognise: ({ text, json }) => json === undefined && /^\[[+-]\]\S/m.test(text),
  read: ({ text }, response) => {
    const lines = text.split(/\r?\n/);
    return assemble(
      { own: verdictOf(lines), parts: lines.flatMap(readLine), message: '', facts: {} },
      response,
    );
  },
};

function verdictOf(lines: readonly string[]): OwnState | null {
  const last = lines.findLast((line) => VERDICT.test(line) || line === 'ok');
  if (last === undefined) return null;
  return plainState(last.endsWith('failed') ? 'unhealthy' : 'healthy');
}

function readLine(line: string): Part[] {
  const match = LINE.exec(line);
  if (match === null) return [];
  const [, mark, name = '', rest = ''] = match;
  if (mark === '-') return [leaf(name, plainState('unhealthy'), reasonOf(rest))];
  return [leaf(name, plainState(rest.startsWith('excluded') ? 'unknown' : 'healthy'))];
}

function reasonOf(rest: string): string {
  return plainText(rest.replace(/^failed:?[ \t]*/, ''), LONGEST_MESSAGE);
}
