/** Abbreviations that logs of databases and servers carry; the others are read as the source's zone. Minutes. */
const ABBREVIATIONS = new Map<string, number>([
  ['Z', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['WET', 0],
  ['WEST', 60],
  ['CET', 60],
  ['CEST', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['JST', 540],
  ['KST', 540],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
]);

/** A fraction of a second after `.` or `,`, of any length, in milliseconds cut to whole ones. */
export function readFraction(text: string, at: number): { ms: number; end: number } {
  const mark = text.charCodeAt(at);
  if (mark !== 46 && mark !== 44 && mark !== 58) return { ms: 0, end: at };
  let end = at + 1;
  let ms = 0;
  let scale = 100;
  for (let code = text.charCodeAt(end); code >= 48 && code <= 57; code = text.charCodeAt((end += 1))) {
    ms += (code - 48) * scale;
    scale = scale === 1 ? 0 : scale / 10;
  }
  return end === at + 1 ? { ms: 0, end: at } : { ms, end };
}

/** A zone after a time, perhaps after a space: `Z`, `+02:00`, `+0200`, `+02`, `UTC`, `CEST`. Null where none stands. */
export function readOffset(text: string, at: number): { ms: number; end: number } | null {
  if (text.charCodeAt(at) === 90 && !isLetter(text.charCodeAt(at + 1))) return { ms: 0, end: at + 1 };
  const from = text.charCodeAt(at) === 32 ? at + 1 : at;
  const first = text.charCodeAt(from);
  if (first === 43 || first === 45) return readNumericOffset(text, from, from !== at);
  if (!isLetter(first)) return null;
  const word = /^[A-Z]{1,4}/u.exec(text.slice(from, from + 5))?.[0] ?? '';
  const minutes = ABBREVIATIONS.get(word);
  const end = from + word.length;
  const next = text.charCodeAt(end);
  if (minutes === undefined || isLetter(next) || (next >= 48 && next <= 57) || next === 95) return null;
  return { ms: minutes * 60_000, end };
}

/** `-07:00`, `+0530`; two digits alone count only where they touch the time, ` -12 …` is no zone. */
function readNumericOffset(text: string, at: number, spaced: boolean): { ms: number; end: number } | null {
  const match = /^[+-](\d{2}):?(\d{2})(?!\d)|^[+-](\d{2})(?![\d:])/u.exec(text.slice(at, at + 8));
  if (!match || (spaced && match[3] !== undefined)) return null;
  const hours = Number(match[1] ?? match[3]);
  const minutes = Number(match[2] ?? 0);
  if (hours > 15 || minutes > 59) return null;
  const ms = (hours * 60 + minutes) * 60_000;
  return { ms: text.charCodeAt(at) === 45 ? -ms : ms, end: at + match[0].length };
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
