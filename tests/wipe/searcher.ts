import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Bug } from '../../foundation/errors.ts';
import type { Needle } from './canaries.ts';
import type { Everything, Scope } from './search-everywhere.ts';

/** Searches in a thread of this process: the simulated world, which lives here too, goes on answering meanwhile. */
export interface Searcher {
  search(needles: readonly Needle[]): Promise<Everything>;
  close(): Promise<void>;
}

export function openSearcher(scope: Scope): Searcher {
  const worker = new Worker(new URL('search-thread.ts', import.meta.url), { workerData: scope });
  return {
    async search(needles) {
      worker.postMessage(needles);
      const answered = await Promise.race([once(worker, 'message'), once(worker, 'exit').then(() => null)]);
      if (!answered) throw new Bug('the searching thread has ended');
      return answered[0] as Everything;
    },
    close: async () => void (await worker.terminate()),
  };
}
