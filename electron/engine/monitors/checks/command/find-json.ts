/** How often the text may be gone over in vain, in multiples of its length; makes the search linear. */
const EFFORT = 8;

/** The most documents that are kept; the last ones, as a program ends with what it was asked for. */
const KEPT = 8;

/**
 * The JSON objects and arrays in a program's output, each beginning on a line of its own, in their order. Other lines
 * (a banner of npm, log lines, a closing remark) may stand around them. Linear in the length of the text.
 */
export function findJson(text: string): string[] {
  const found: string[] = [];
  const begin = /^[ \t]*[{[]/gm;
  let effort = EFFORT * text.length;
  for (let match = begin.exec(text); match !== null && effort > 0; match = begin.exec(text)) {
    const start = begin.lastIndex - 1;
    const end = closing(text, start);
    const document = text.slice(start, end.at);
    if (end.closed && isJson(document)) {
      found.push(document);
      if (found.length > KEPT) found.shift();
      begin.lastIndex = end.at;
    } else {
      effort -= end.at - start;
    }
  }
  return found;
}

/** Where the bracket that opens at `start` closes, or where it shows that this is no JSON. */
function closing(text: string, start: number): { at: number; closed: boolean } {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
      // A line cannot end within a JSON string.
      else if (char === '\n') return { at, closed: false };
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth === 0) return { at: at + 1, closed: true };
  }
  return { at: text.length, closed: false };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Most lines in brackets are no JSON, which is no error.
    return false;
  }
}
