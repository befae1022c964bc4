// Runs on any Node, however old, so that the reason is told in one line instead of a syntax error.
const major = Number.parseInt(process.versions.node, 10);
if (major < 22) {
  console.error(
    `Watchpost needs Node 22 or newer and this is ${process.versions.node}; use "npm start" or "npm run watchpost", which bring their own.`,
  );
  process.exit(1);
}
