import { Worker } from 'node:worker_threads';
import { Bug } from '../../../../foundation/errors.ts';
import type { SplitWords } from './compound-words.ts';

/** The patterns take 35 MB of memory: they live in a thread that ends. */
export const splitInThread: SplitWords = (words) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./split-thread.ts', import.meta.url), { workerData: words });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Bug('the thread that splits words ended without an answer')));
    thread.unref();
  });
