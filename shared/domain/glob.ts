/** Globs over ids, names and labels: `*` any text, `?` one character, everything else itself. Linear. */

/** True where a text is more than one id. */
export function hasWildcard(glob: string): boolean {
  return /[*?]/.test(glob);
}

/** Whether a whole text fits; `nocase` compares without regard to case. */
export function globMatches(glob: string, text: string, options: { nocase?: boolean } = {}): boolean {
  const [pattern, subject] = options.nocase ? [glob.toLowerCase(), text.toLowerCase()] : [glob, text];
  let at = 0;
  let inGlob = 0;
  let star = -1;
  let resume = 0;
  while (at < subject.length) {
    const wanted = pattern[inGlob];
    if (wanted === '*') {
      star = inGlob;
      resume = at;
      inGlob += 1;
    } else if (wanted === '?' || wanted === subject[at]) {
      inGlob += 1;
      at += 1;
    } else if (star >= 0) {
      inGlob = star + 1;
      resume += 1;
      at = resume;
    } else {
      return false;
    }
  }
  while (pattern[inGlob] === '*') inGlob += 1;
  return inGlob === pattern.length;
}

/** A glob over component paths: fits a path and all below it, case ignored. */
export function componentMatches(glob: string, path: string): boolean {
  const levels = path.split('/');
  return levels.some((_, index) =>
    globMatches(glob, levels.slice(0, levels.length - index).join('/'), { nocase: true }),
  );
}
