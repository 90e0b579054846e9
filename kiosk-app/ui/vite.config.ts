import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { compiledEarlyPlugin } from './build/compiled-early.ts';
import { kernTokensPlugin } from './build/kern-tokens.ts';
import { textsPlugin } from './build/texts.ts';

/** `vite build kiosk-app/ui --config kiosk-app/ui/vite.config.ts` writes the citizen's page to dist/ui. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    textsPlugin(join(import.meta.dirname, 'locales'), ['de', 'en']),
    preact({ devToolsEnabled: false }),
    kernTokensPlugin(),
    compiledEarlyPlugin(),
  ],
  build: {
    outDir: '../../dist/ui',
    emptyOutDir: true,
    target: 'chrome130',
    // The page's content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', strictPort: false },
});
