import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the parts of Watchpost lie that are started or served as files. */
export interface Layout {
  /** Worker and process entries. */
  readerWorker: URL;
  logsWorker: URL;
  demo: URL;
  /** Folder of the built window. */
  rendererDir: string;
  resourcesDir: string;
}

/**
 * @param entry the `import.meta.url` of an entry point: compiled in `out/`, or a source in `electron/`, which the
 *   bundled Node runs as it is
 */
export function layoutAt(entry: string): Layout {
  const compiled = entry.endsWith('.js');
  const file = (name: string) => new URL(name, entry);
  return {
    readerWorker: file(compiled ? 'reader-worker.js' : 'engine/storage/reader-worker.ts'),
    logsWorker: file(compiled ? 'logs-worker.js' : 'logs-worker.ts'),
    demo: file(compiled ? 'demo.js' : 'demo.ts'),
    rendererDir: path.resolve(fileURLToPath(file(compiled ? 'renderer' : '../out/renderer'))),
    resourcesDir: path.resolve(fileURLToPath(file('../resources'))),
  };
}
