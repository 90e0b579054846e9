import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { firstLoad } from './first-load.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact(), firstLoad()],
  // No inline assets: the console's CSP allows none.
  build: { outDir: '../../dist/console', emptyOutDir: true, assetsInlineLimit: 0 },
});
