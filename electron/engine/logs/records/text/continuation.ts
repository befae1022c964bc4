/**
 * How an exception that is printed over several lines goes on. Most lines show it by themselves (indentation,
 * `at …`, `Caused by:`); the rest depends on what came before.
 */
export type Mode =
  | 'text'
  | 'python'
  | 'python-end'
  | 'go'
  | 'rust'
  | 'rust-message'
  | 'node-code'
  | 'node'
  | 'php'
  | 'ruby';

const GOES_ON =
  /^(?:\s|at [\w<[$.(]|[Cc]aused by:|Wrapped by: |Suppressed:|\.\.\. \d+ |--->|--- End of |created by |goroutine \d+.*\[|#\d+ |\[stacktrace\]|\[previous exception\]|Stack trace:|Next [\w\\]+(?:Exception|Error)\b|During handling of the above|The above exception was|note: |stack backtrace:|[)\]}]+[,;]?$|\^+\s*$|Node\.js v\d|\[signal |exit status \d+$|from \S+:\d+:in )/u;

const HEADS: readonly [Mode, RegExp][] = [
  ['python', /Traceback \(most recent call last\):\s*$/u],
  ['go', /^(?:panic|fatal error): |\bpanic serving \S+: /u],
  ['rust-message', /^thread '[^']*'(?: \(\d+\))? panicked at (?!').*:$/u],
  ['rust', /^thread '[^']*'(?: \(\d+\))? panicked at '/u],
  ['node-code', /^(?:file:\/\/|node:|\/|[A-Za-z]:\\)\S*:\d+$/u],
  ['ruby', /^(?:\[[^\]]*\] )*[A-Z]\w*(?:::[A-Z]\w*)* \(.*\):$/u],
  ['php', /PHP Fatal error: |Uncaught \S+: .* in \S+:\d+$/u],
];

const GO_LINE =
  /^(?:goroutine |created by |\[?signal |runtime|r[a-z0-9]{1,3} +0x|[\w./\-*()%~@[\]·]+\(.*\)$|exit status |\S+ +0x)/u;
const RUBY_LINE = /^(?:\[[^\]]*\] )*(?:\S+:\d+:in [`']|$)/u;
const CONNECTOR = /^(?:During handling of the above|The above exception was)/u;

/** The mode that a record's first line begins. */
export function modeOf(text: string): Mode {
  return HEADS.find(([, head]) => head.test(text))?.[0] ?? 'text';
}

/** Whether a line that is not blank goes on with a record in this mode. */
export function goesOn(mode: Mode, text: string): boolean {
  if (GOES_ON.test(text)) return true;
  switch (mode) {
    case 'python':
      return true;
    case 'python-end':
      return text === '"""';
    case 'go':
      return GO_LINE.test(text);
    case 'rust-message':
      return true;
    case 'node-code':
      return true;
    case 'ruby':
      return RUBY_LINE.test(text);
    case 'node':
      return /^(?:Uncaught )?\[?[\w$]*(?:Error|Exception)\b|^Thrown at:|^Node\.js/u.test(text);
    default:
      return false;
  }
}

/** The mode after a line has been added. */
export function nextMode(mode: Mode, text: string): Mode {
  const isIndented = /^\s/u.test(text);
  if (mode === 'text' || mode === 'python-end') {
    if (CONNECTOR.test(text)) return 'python';
    const begun = isIndented ? 'text' : modeOf(text);
    return begun === 'text' ? mode : begun;
  }
  // The first line that is not indented names the exception and ends the traceback.
  if (mode === 'python') return isIndented || modeOf(text) === 'python' ? 'python' : 'python-end';
  if (mode === 'node-code') return 'node';
  return mode === 'rust-message' ? 'rust' : mode;
}
