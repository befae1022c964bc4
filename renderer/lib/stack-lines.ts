/** Lines of a stack that are shown at once, or frames of libraries that are folded into one line. */
export type StackPart = { kind: 'line'; text: string; own: boolean } | { kind: 'folded'; lines: string[] };

/** How frames begin in the languages that are read: Node and Java, Python, Go (its second line), .NET, Ruby. */
const FRAME = /^\s+(?:at |File "|from |\S+\.go:\d)|^\s+\S+\.rb:\d/;

/** Marks of code that is not the application's own. */
const LIBRARY = [
  /[/\\]node_modules[/\\]/,
  /\(?node:/,
  /\binternal\/(?:modules|process|timers)\b/,
  /[/\\](?:site|dist)-packages[/\\]/,
  /[/\\]lib[/\\]python\d/,
  /<frozen /,
  /[/\\](?:vendor|gems)[/\\]/,
  /[/\\]usr[/\\]local[/\\]go[/\\]src[/\\]|[/\\]pkg[/\\]mod[/\\]/,
  /[/\\]\.cargo[/\\]registry[/\\]|[/\\]rustc[/\\]/,
  /^\s+at (?:[\w.@]+\/)?(?:java|javax|jdk|sun|jakarta|kotlin|scala|org\.(?:springframework|apache|hibernate|eclipse)|com\.sun|io\.netty|reactor)\./,
  /^\s+at (?:System|Microsoft)\./,
];
const FEWEST_FOLDED = 2;

export function isFrame(line: string): boolean {
  return FRAME.test(line);
}

export function isLibraryFrame(line: string): boolean {
  return isFrame(line) && LIBRARY.some((mark) => mark.test(line));
}

/** The stack in its order, with runs of library frames folded; what is said in between stays in sight. */
export function foldStack(stack: string): StackPart[] {
  const parts: StackPart[] = [];
  let library: string[] = [];
  const flush = () => {
    if (library.length >= FEWEST_FOLDED) parts.push({ kind: 'folded', lines: library });
    else for (const text of library) parts.push({ kind: 'line', text, own: false });
    library = [];
  };
  let inLibrary = false;
  for (const text of stack.split('\n')) {
    const frame = isFrame(text);
    // Python shows the source line below its frame; it belongs to it.
    const belongs: boolean = !frame && inLibrary && /^\s{4,}\S/.test(text);
    inLibrary = frame ? isLibraryFrame(text) : belongs;
    if (inLibrary) {
      library.push(text);
      continue;
    }
    flush();
    parts.push({ kind: 'line', text, own: frame });
  }
  flush();
  return parts;
}

/** How many frames folded lines stand for. */
export function frameCount(lines: readonly string[]): number {
  return lines.filter(isFrame).length;
}
