import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

/**
 * The dependency rule of docs/ARCHITECTURE.md. Each layer names what it may import: layers of this project and
 * packages. The first layer whose prefix matches a file is its layer.
 */
interface Layer {
  name: string;
  files: RegExp;
  layers: string[];
  /** Packages beyond those that every layer of its kind may use. */
  packages: RegExp | null;
  node: boolean;
}

const NEVER_ELECTRON = /^(?!electron$|electron\/)/;
const LAYERS: Layer[] = [
  { name: 'shared', files: /^shared\//, layers: ['shared'], packages: /^zod$/, node: false },
  {
    name: 'renderer',
    files: /^renderer\//,
    layers: ['renderer', 'shared'],
    packages: NEVER_ELECTRON,
    node: false,
  },
  {
    name: 'engine',
    files: /^electron\/engine\//,
    layers: ['engine', 'shared'],
    packages: NEVER_ELECTRON,
    node: true,
  },
  {
    name: 'host',
    files: /^electron\/host\//,
    layers: ['host', 'engine', 'shared'],
    packages: NEVER_ELECTRON,
    node: true,
  },
  {
    name: 'demo',
    files: /^electron\/demo\//,
    layers: ['demo', 'engine', 'shared', 'host'],
    packages: NEVER_ELECTRON,
    node: true,
  },
  {
    name: 'serve',
    files: /^electron\/serve\//,
    layers: ['serve', 'host', 'engine', 'shared'],
    packages: NEVER_ELECTRON,
    node: true,
  },
  {
    name: 'cli',
    files: /^electron\/cli\//,
    layers: ['cli', 'serve', 'host', 'engine', 'shared'],
    packages: NEVER_ELECTRON,
    node: true,
  },
  {
    name: 'shell',
    files: /^electron\/(shell\/|preload\.ts$)/,
    layers: ['shell', 'shared'],
    packages: /^(electron|zod)$/,
    node: true,
  },
  {
    name: 'main',
    files: /^electron\/main\.ts$/,
    layers: ['shell', 'shared'],
    packages: /^electron$/,
    node: true,
  },
  {
    name: 'entry',
    files: /^electron\/[^/]+\.ts$/,
    layers: ['engine', 'host', 'serve', 'cli', 'demo', 'shared'],
    packages: NEVER_ELECTRON,
    node: true,
  },
];

const root = path.resolve(import.meta.dirname, '../..');
const AMBIENT = new Set([
  'Date.now',
  'performance.now',
  'Math.random',
  'setTimeout',
  'setInterval',
  'setImmediate',
]);

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .filter((entry) => !/\.(test|d)\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function layerOf(file: string): Layer {
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (!layer)
    throw new Error(`${file} belongs to no layer: name it in docs/ARCHITECTURE.md and in this test.`);
  return layer;
}

interface AstNode {
  type?: string;
  name?: string;
  value?: unknown;
  source?: AstNode | null;
  argument?: AstNode | null;
  callee?: AstNode;
  object?: AstNode;
  property?: AstNode;
  arguments?: AstNode[];
}

/** Every node of a file's syntax tree. */
function nodesOf(code: string, file: string): AstNode[] {
  const nodes: AstNode[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) nodes.push(node);
    Object.values(node).forEach(visit);
  };
  visit(parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body);
  return nodes;
}

/** Every module that a file names, whichever way it imports it. */
function importsOf(code: string, file: string): string[] {
  return nodesOf(code, file)
    .filter(({ type }) => type && /^(Import|Export|TSImport)/.test(type))
    .flatMap(({ source, argument }) => [source?.value, argument?.value])
    .filter((value) => typeof value === 'string');
}

/** The calls of a file that read the machine's time or randomness by themselves. */
function ambientCalls(code: string, file: string): string[] {
  return nodesOf(code, file).flatMap(({ type, callee, arguments: given }) => {
    if (type === 'NewExpression' && callee?.name === 'Date' && given?.length === 0) return ['new Date()'];
    if (type !== 'CallExpression' || !callee) return [];
    const name = callee.name ?? `${callee.object?.name}.${callee.property?.name}`;
    return AMBIENT.has(name) ? [name] : [];
  });
}

/** What is wrong with one file's imports, as sentences. */
function violations(file: string, code: string): string[] {
  const layer = layerOf(file);
  return importsOf(code, file).flatMap((target) => {
    if (target.startsWith('.')) {
      const resolved = path.relative(root, path.resolve(root, path.dirname(file), target));
      if (/\.(css|json|svg|woff2)$/.test(resolved)) return [];
      if (/^electron\/[^/]+\.ts$/.test(resolved)) return [`${file} imports the entry point ${resolved}`];
      const other = layerOf(resolved).name;
      return layer.layers.includes(other) ? [] : [`${file} (${layer.name}) imports ${resolved} (${other})`];
    }
    const name = target.replace(/^node:/, '');
    if (target.startsWith('node:') || builtinModules.includes(name)) {
      return layer.node ? [] : [`${file} (${layer.name}) imports ${target}`];
    }
    return layer.packages?.test(target) ? [] : [`${file} (${layer.name}) imports ${target}`];
  });
}

describe('the dependency rule', () => {
  const files = ['shared', 'electron', 'renderer'].flatMap(sources);

  it('looks at every layer of the project', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(new Set(files.map((file) => layerOf(file).name))).toContain('engine');
  });

  it('is kept by every file', () => {
    const found = files.flatMap((file) => violations(file, readFileSync(path.join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it('keeps ambient time and randomness out of the engine', () => {
    const found = files
      .filter((file) => file.startsWith('electron/engine/'))
      .flatMap((file) =>
        ambientCalls(readFileSync(path.join(root, file), 'utf8'), file).map((call) => `${file}: ${call}`),
      );
    expect(found).toEqual([]);
  });

  it('notices every ambient source of time', () => {
    const code =
      'setTimeout(f, 1); Date.now(); new Date(); Math.random(); clock.setTimeout(f, 1); new Date(0);';
    expect(ambientCalls(code, 'x.ts')).toEqual(['setTimeout', 'Date.now', 'new Date()', 'Math.random']);
  });

  it.each([
    ['shared/domain/x.ts', `import fs from 'node:fs';`],
    ['shared/domain/x.ts', `import { engine } from '../../electron/engine/engine.ts';`],
    ['renderer/x.tsx', `const engine = await import('../electron/engine/engine.ts');`],
    ['electron/engine/x.ts', `import { app } from 'electron';`],
    ['electron/engine/x.ts', `export * from '../cli/main.ts';`],
    ['electron/shell/x.ts', `import Database from 'better-sqlite3';`],
    ['electron/serve/x.ts', `import '../engine-process.ts';`],
    ['electron/engine/x.ts', `let a: import('electron').App;`],
  ])('notices %s with %s', (file, code) => {
    expect(violations(file, code)).toHaveLength(1);
  });
});
