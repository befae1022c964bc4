import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

/** The window: works under app://watchpost/ and under the headless host, with a policy that allows no inline code. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'renderer'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2024',
    // The policy has no data: for fonts, and inlined assets would be parsed with the code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Loaded from the disk or over loopback: one file is faster than a tree of requests.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
