import './check-node.mjs';

const { watchpost } = await import('./watchpost.ts');
process.exitCode = await watchpost(process.argv.slice(2));
