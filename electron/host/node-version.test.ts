import { describe, expect, it } from 'vitest';
import { nodeVersionProblem } from './node-version.ts';

describe('the version of Node', () => {
  it.each(['22.0.0', '24.21.0', '101.0.0'])('will do from 22 on: %s', (version) => {
    expect(nodeVersionProblem(version)).toBeNull();
  });

  it.each(['20.20.2', '18.19.0', '4.9.1'])(
    'is told in one line with the remedy where it is older: %s',
    (version) => {
      const problem = nodeVersionProblem(version) ?? '';
      expect(problem).toContain(`Node 22 or newer and this is ${version}`);
      expect(problem).toContain('npm start');
      expect(problem).not.toContain('\n');
    },
  );
});
