import { describe, expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-input.ts';
import { foldStack, frameCount, isLibraryFrame } from './stack-lines.ts';
import { visibleLine, visibleText } from './visible-text.ts';

describe('text from a log', () => {
  it('shows controls, marks of direction and what has no width', () => {
    expect(visibleText('a\u202Egnp.exe\u202C b\u200Bc \u0007 \u001b[31m')).toBe(
      'a\\u202egnp.exe\\u202c b\\u200bc \\u0007 \\u001b[31m',
    );
  });

  it('keeps letters of every script, line breaks and tabs', () => {
    const text = 'שלום العربية 日本 🙂 é\n\tx';
    expect(visibleText(text)).toBe(text);
    expect(visibleLine('a\n\tb')).toBe('a b');
  });
});

describe('a stack', () => {
  const node = [
    'Error: connect ECONNREFUSED',
    '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1634:16)',
    '    at RedisSocket.connect (/srv/books/node_modules/@redis/client/socket.js:96:41)',
    '    at ReviewCache.get (/srv/books/src/review-cache.ts:41:18)',
    '    at next (/srv/books/node_modules/express/lib/router/route.js:149:13)',
  ];

  it('shows its own frames and folds runs of library frames', () => {
    const parts = foldStack(node.join('\n'));
    expect(
      parts.map((part) => (part.kind === 'line' ? [part.text.trim(), part.own] : part.lines.length)),
    ).toEqual([
      ['Error: connect ECONNREFUSED', false],
      2,
      ['at ReviewCache.get (/srv/books/src/review-cache.ts:41:18)', true],
      ['at next (/srv/books/node_modules/express/lib/router/route.js:149:13)', false],
    ]);
  });

  it('loses no line, whatever it is', () => {
    const text = [
      ...node,
      '',
      'Caused by: x',
      ...node,
      '\tat java.base/java.lang.Thread.run(Thread.java:1)',
    ].join('\n');
    const lines = foldStack(text).flatMap((part) => (part.kind === 'line' ? [part.text] : part.lines));
    expect(lines.join('\n')).toBe(text);
  });

  it('keeps the source line of Python with its frame', () => {
    const parts = foldStack(
      [
        '  File "/x/lib/python3.12/site-packages/a.py", line 1, in run',
        '    return b()',
        '  File "/x/lib/python3.12/site-packages/b.py", line 2, in b',
        '    raise RuntimeError',
        'RuntimeError: no',
      ].join('\n'),
    );
    expect(parts).toHaveLength(2);
    const [folded] = parts;
    expect(folded?.kind === 'folded' && frameCount(folded.lines)).toBe(2);
  });

  it.each([
    ['\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)', true],
    ['\tat com.example.assistant.QuotaGuard.check(QuotaGuard.java:58)', false],
    ['   at System.Threading.Tasks.Task.Execute()', true],
    ['   at Shop.Cart.Add(Item item) in C:\\src\\Cart.cs:line 12', false],
    ['\t/usr/local/go/src/runtime/proc.go:283 +0x28b', true],
    ['\t/srv/books/rank/rank.go:41', false],
  ])('knows %j for a library: %s', (line, library) => {
    expect(isLibraryFrame(line)).toBe(library);
  });

  it('is folded in time that grows with its length, also where it is hostile', () => {
    const text = `${'    at '.repeat(20_000)}\n${'\\'.repeat(50_000)}\n${' '.repeat(50_000)}`;
    expect(foldStack(text)).toHaveLength(3);
  });
});

describe('a field for a time', () => {
  it('holds local time to the second and gives it back', () => {
    const at = new Date(2026, 2, 28, 3, 4, 5).getTime();
    expect(toLocalInput(at)).toBe('2026-03-28T03:04:05');
    expect(fromLocalInput(toLocalInput(at))).toBe(at);
    expect(fromLocalInput('')).toBeNull();
  });
});
