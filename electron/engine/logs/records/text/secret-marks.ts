/**
 * Whether a text may hold a secret at all: every rule of `redact.ts` needs one of these. Each alternative begins with a
 * letter that is rare in logs and looks around from there, and the three common words have a search of their own;
 * written as plain words, or with the engine's case folding, the same costs five times as much.
 */
export const RARE_MARKS =
  /[wW](?<=[pP](?:[aA][sS][sS])?[wW])|[kK](?:(?<=[oO][kK])(?:[eE][nN]|[iI][eE])|[eE][yY](?:\\*["']|[-=:> ])|(?<=[sr]k)[-_]|(?<=slack)\.)|z(?<=[oO][rR][iI]z|AIz)|U(?=THORIZ)|J(?<=eyJ)|@(?<=:\/\/[^/\s@"]*@)|_(?<=(?:gh[opusr]|_pat|npm|hf|whsec)_)|x(?:ox[a-z]|app-)|I(?<=A[KS]I)A|G(?<=SG)\./;
export const COMMON_MARKS = /[bB][eE][aA][rR]|[cC][rR][eE][tT]|[pP][hH][rR][aA]|lpat-/;

/** Whether a text may hold a secret that is known by name or shape. */
export function maySecret(text: string): boolean {
  return RARE_MARKS.test(text) || COMMON_MARKS.test(text);
}
