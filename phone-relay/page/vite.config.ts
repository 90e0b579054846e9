import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** `vite build --config phone-relay/page/vite.config.ts` writes the telephone's page to dist/phone. */
export default defineConfig({
  root: import.meta.dirname,
  // The relay may stand below a path of its host: `/p` asks for `./page/…` beside it.
  base: './',
  plugins: [preact({ devToolsEnabled: false })],
  build: {
    outDir: '../../dist/phone',
    emptyOutDir: true,
    assetsDir: 'page',
    // Telephones of five years ago.
    target: ['chrome97', 'safari15.4', 'firefox102'],
    // The page's content security policy allows no data: and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
