import { type Clock, delay } from '../../foundation/clock.ts';
import { ok } from '../../foundation/result.ts';
import type { Answer, IppClient, JobStatus } from './client.ts';
import { DELAYS } from './delays.ts';

/** Our jobs at a printer are recognised by their name and our user name. */
export const JOB_PREFIX = 'bt-';
export const jobName = (documentId: string): string => `${JOB_PREFIX}${documentId}`;

/** Attempts to see a job gone: a queue may take a moment to forget. */
const ATTEMPTS = 3;

/** The newest job of ours with this name, ended or not: the same document may have failed before. */
export async function findJob(client: IppClient, name: string): Answer<JobStatus | undefined> {
  const waiting = await client.jobs('not-completed');
  if (!waiting.ok) return waiting;
  const ended = await client.jobs('completed');
  if (!ended.ok) return ended;
  const mine = [...waiting.value, ...ended.value].filter((job) => job.name === name);
  return ok(mine.sort((a, b) => b.id - a.id)[0]);
}

/**
 * Makes the queue forget a job that has ended, and looks whether it did.
 * A CUPS queue keeps ended jobs and has to purge them. A printer's own list of ended jobs holds no documents.
 * @returns whether the queue may still hold the document
 */
export async function forget(client: IppClient, id: number, isCups: boolean, clock: Clock): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    if (isCups) await client.cancel(id, true);
    const waiting = await client.jobs('not-completed');
    const ended = isCups && waiting.ok ? await client.jobs('completed') : waiting;
    const isGone = waiting.ok && ended.ok && ![...waiting.value, ...ended.value].some((job) => job.id === id);
    if (isGone) return false;
    if (attempt === ATTEMPTS) return true;
    await delay(clock, DELAYS.pollPrinting);
  }
}

/**
 * Withdraws what an earlier life of this terminal left waiting: it must not come out before another person's eyes.
 * @returns how many jobs there were; `undefined` if the printer did not say
 */
export async function clearLeftovers(client: IppClient, isCups: boolean): Promise<number | undefined> {
  const waiting = await client.jobs('not-completed');
  const ended = isCups ? await client.jobs('completed') : waiting;
  if (!waiting.ok || !ended.ok) return undefined;
  const jobs = new Map([...waiting.value, ...ended.value].map((job) => [job.id, job]));
  const mine = [...jobs.values()].filter((job) => job.name?.startsWith(JOB_PREFIX));
  for (const job of mine) await client.cancel(job.id, isCups);
  return mine.length;
}
