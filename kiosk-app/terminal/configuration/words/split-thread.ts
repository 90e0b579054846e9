import { parentPort, workerData } from 'node:worker_threads';
import { wordParts } from '../../../../config/words/word-parts.ts';

/** The thread of `split-in-thread.ts`: answers once and ends, and the patterns go with it. */
parentPort?.postMessage(await wordParts(workerData as readonly string[]));
