/** better-sqlite3 crashes the process on an older Node instead of saying so. */
const OLDEST_NODE = 22;

/** What is wrong with this version of Node, in one line, or null when it will do. */
export function nodeVersionProblem(version: string): string | null {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return null;
  return `Watchpost needs Node ${OLDEST_NODE} or newer and this is ${version}; start it with "npm start" or "npx node", which bring their own.`;
}
