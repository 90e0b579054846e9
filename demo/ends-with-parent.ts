import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { DELAYS } from './delays.ts';
import { LINE } from './parent-file-descriptor.ts';

/**
 * Loaded before one of our programs (`node --import`) by whoever runs it for a demo or a test: the program ends when that
 * one has ended, however it did. A command that is killed would leave its stack running otherwise.
 */
const number = process.env[LINE];
if (number && isMainThread) {
  // Its own children inherit the environment, and have other files open under that number.
  delete process.env[LINE];
  const line = new Socket({ fd: Number(number), readable: true, writable: false });
  // An error is an end as well; `close` follows it.
  line.on('error', () => {});
  line.on('close', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), DELAYS.endWithin).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  line.resume();
  line.unref();
}
