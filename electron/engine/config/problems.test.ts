import { describe, expect, it } from 'vitest';
import { arrangeProblems, formatProblem } from './problems.ts';

const problem = (file: string, line: number, column: number, message = 'wrong') => ({
  file,
  line,
  column,
  path: 'a',
  message,
});

describe('problems', () => {
  it('read as FILE:LINE:COLUMN path: message', () => {
    const one = {
      file: '/home/me/watchpost.yaml',
      line: 12,
      column: 15,
      path: 'monitors[2].interval',
      message: 'expected a duration such as "30s", got "soon"',
    };
    expect(formatProblem(one, { cwd: '/home/me' })).toBe(
      'watchpost.yaml:12:15 monitors[2].interval: expected a duration such as "30s", got "soon"',
    );
    expect(formatProblem({ ...one, path: '' }, { cwd: '/srv' })).toBe(
      '/home/me/watchpost.yaml:12:15: expected a duration such as "30s", got "soon"',
    );
  });

  it('stand in the order of the files, then of their places, each once', () => {
    const list = [problem('/b', 1, 1), problem('/a', 10, 1), problem('/a', 2, 5), problem('/a', 2, 5)];
    const arranged = arrangeProblems(list, ['/a', '/b'], (text) => text);
    expect(arranged.map(({ file, line }) => `${file}:${line}`)).toEqual(['/a:2', '/a:10', '/b:1']);
  });

  it('never show a secret', () => {
    const mask = (text: string) => text.replaceAll('sesame', '•••');
    expect(arrangeProblems([problem('/a', 1, 1, 'got "sesame"')], [], mask)[0]?.message).toBe('got "•••"');
  });

  it('are counted instead of listed beyond a thousand', () => {
    const many = Array.from({ length: 1_500 }, (_, index) => problem('/a', index + 1, 1));
    const arranged = arrangeProblems(many, ['/a'], (text) => text);
    expect(arranged).toHaveLength(1_001);
    expect(arranged.at(-1)?.message).toBe('and 500 more problems');
  });
});
