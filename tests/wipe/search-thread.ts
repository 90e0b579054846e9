import { parentPort, workerData } from 'node:worker_threads';
import type { Needle } from './canaries.ts';
import { createSearch } from './search.ts';
import { type Scope, searchEverything } from './search-everywhere.ts';

parentPort?.on('message', (needles: readonly Needle[]) => {
  // Between threads a Buffer travels as plain bytes.
  const search = createSearch(needles.map((needle) => ({ ...needle, bytes: Buffer.from(needle.bytes) })));
  parentPort?.postMessage(searchEverything(search, workerData as Scope));
});
