import { type Clock, delay } from '../../../foundation/clock.ts';
import { ok } from '../../../foundation/result.ts';
import { DELAYS } from '../delays.ts';
import type { IppAnswer, IppClient, JobStatus } from '../dialogue/client.ts';

/** Our jobs at a printer are recognised by their name and our user name. */
export const JOB_PREFIX = 'bt-';
export const jobName = (documentId: string): string => `${JOB_PREFIX}${documentId}`;

/** Attempts to see a job gone: a queue may take a moment to forget. */
const ATTEMPTS = 3;

/** All jobs under our user name, those that are over only on demand; each once. */
async function ourJobs(client: IppClient, withEnded: boolean): IppAnswer<readonly JobStatus[]> {
  const waiting = await client.jobs('not-completed');
  if (!waiting.ok || !withEnded) return waiting;
  const ended = await client.jobs('completed');
  if (!ended.ok) return ended;
  // One that ended between the two questions is in both answers.
  return ok([...new Map([...waiting.value, ...ended.value].map((job) => [job.id, job])).values()]);
}

/** The newest job of ours with this name, ended or not: the same document may have failed before. */
export async function findJob(client: IppClient, name: string): IppAnswer<JobStatus | undefined> {
  const jobs = await ourJobs(client, true);
  return jobs.ok ? ok(jobs.value.filter((job) => job.name === name).sort((a, b) => b.id - a.id)[0]) : jobs;
}

/** Documents of ours that lie at the printer. A CUPS queue keeps ended ones too; a printer's list of those holds none. */
export async function leftovers(client: IppClient, isCups: boolean): IppAnswer<readonly JobStatus[]> {
  const jobs = await ourJobs(client, isCups);
  return jobs.ok ? ok(jobs.value.filter((job) => job.name?.startsWith(JOB_PREFIX))) : jobs;
}

/**
 * Makes the queue forget a job that has ended, and looks whether it did.
 * A CUPS queue keeps ended jobs and has to purge them. A printer's own list of ended jobs holds no documents.
 * @returns whether the queue may still hold the document
 */
export async function forget(client: IppClient, id: number, isCups: boolean, clock: Clock): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    if (isCups) await client.cancel(id, true);
    const jobs = await ourJobs(client, isCups);
    if (jobs.ok && !jobs.value.some((job) => job.id === id)) return false;
    if (attempt === ATTEMPTS) return true;
    await delay(clock, DELAYS.pollPrinting);
  }
}

/**
 * Withdraws what an earlier life of this terminal left waiting: it must not come out before another person's eyes.
 * @returns how many jobs there were; `undefined` if the printer did not say
 */
export async function clearLeftovers(client: IppClient, isCups: boolean): Promise<number | undefined> {
  const mine = await leftovers(client, isCups);
  if (!mine.ok) return undefined;
  for (const job of mine.value) await client.cancel(job.id, isCups);
  return mine.value.length;
}
