import { gzipSync } from 'node:zlib';
import type { Logger, Plugin } from 'vite';

/** Largest first load, in bytes of gzip: page, script and style; fonts are kept by browsers. */
const MOST = 150_000;

/** Prints how much a browser fetches before the first page is there. @throws Error above `MOST` */
export function firstLoad(): Plugin {
  let logger: Logger;
  return {
    name: 'first-load',
    apply: 'build',
    configResolved(config) {
      logger = config.logger;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const parts = Object.values(bundle);
        const entry = parts.find((part) => part.type === 'chunk' && part.isEntry);
        if (entry?.type !== 'chunk') return;
        const names = [entry.fileName, ...entry.imports, ...(entry.viteMetadata?.importedCss ?? [])];
        const bytes = parts
          .filter(({ fileName }) => names.includes(fileName))
          .map((part) => gzipSync(part.type === 'chunk' ? part.code : part.source).length)
          .reduce((sum, length) => sum + length, 0);
        // A warning, so that it stands beside a build that says nothing else.
        logger.warn(`Console, first load: ${Math.round(bytes / 1_000)} kB of ${MOST / 1_000} kB (gzip)`);
        if (bytes > MOST) throw new Error('first load too large');
      },
    },
  };
}
