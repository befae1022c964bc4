/**
 * Whether a whole text fits a glob as silences write them: `*` is any text, `?` one character, everything else itself.
 * Linear in both, because names come from outside: each `*` is tried again from its last place only.
 */
export function fitsGlob(glob: string, text: string): boolean {
  let star: { glob: number; text: number } | null = null;
  let g = 0;
  let t = 0;
  while (t < text.length) {
    if (glob[g] === '*') {
      star = { glob: g, text: t };
      g += 1;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g += 1;
      t += 1;
    } else if (star) {
      star.text += 1;
      g = star.glob + 1;
      t = star.text;
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(g));
}
