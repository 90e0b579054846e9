import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { AT_ONCE, REPORT_SECONDS, REST_SECONDS, SETTLE_MS } from './delays.ts';
import type { Act, Told } from './messages.ts';

/** What is measured of every subject in the same way. */
export interface SubjectRow {
  readonly terminals: number;
  readonly idleMB: number;
  readonly kBPerTerminal: number;
  readonly cpuMsPerConnect: number;
  readonly connectSeconds: number;
  /** Per cent of one core while no terminal has anything to tell. */
  readonly atRestPercent: number;
  readonly reportsPerSecond: number;
  readonly reportsPerCoreSecond: number;
}

export interface Subject {
  readonly terminals: number;
  /** Processor time used until now, in milliseconds. */
  cpuMs(): number;
  /** Memory held, in bytes. */
  residentBytes(): number;
  act(act: Act): Promise<Done>;
}

type Done = Extract<Told, { readonly told: 'done' }>;
type ReportRates = Pick<SubjectRow, 'reportsPerSecond' | 'reportsPerCoreSecond'>;

/**
 * Lets the simulated ends do something.
 * @throws Refusal `out-of-order` if they answer anything but that it is done, `ended` if they cannot go on
 */
export async function ask(ends: ChildProcess, act: Act): Promise<Done> {
  ends.send(act);
  const ended = once(ends, 'exit').then(() => Promise.reject(new Refusal('ended', act.act)));
  const [told] = (await Promise.race([once(ends, 'message'), ended])) as [Told];
  if (told.told !== 'done') throw new Refusal('out-of-order');
  return told;
}

/** Idle, while all connect, and at rest with all of them. */
export async function measureLinks(subject: Subject): Promise<Omit<SubjectRow, keyof ReportRates>> {
  const { terminals } = subject;
  await delay(systemClock, SETTLE_MS);
  const idle = subject.residentBytes();
  const [connectCpu, connectWall] = [subject.cpuMs(), performance.now()];
  await subject.act({ act: 'connect', atOnce: AT_ONCE });
  const connectSeconds = (performance.now() - connectWall) / 1_000;
  const cpuMsPerConnect = (subject.cpuMs() - connectCpu) / terminals;
  await delay(systemClock, SETTLE_MS);
  const linked = subject.residentBytes();

  const restCpu = subject.cpuMs();
  await delay(systemClock, REST_SECONDS * 1_000);
  return {
    terminals,
    idleMB: idle / 1e6,
    kBPerTerminal: (linked - idle) / 1e3 / terminals,
    cpuMsPerConnect,
    connectSeconds,
    atRestPercent: (subject.cpuMs() - restCpu) / REST_SECONDS / 10,
  };
}

/**
 * @param written ends when all reports stand in the subject's database, `false` if they never do: then it has no rate
 * @returns with the number of links that the subject has ended
 */
export async function measureReports(
  subject: Subject,
  perSecond: number,
  written: (sent: number) => Promise<boolean>,
): Promise<ReportRates & { readonly linksEnded: number }> {
  const [cpu, wall] = [subject.cpuMs(), performance.now()];
  const { sent, lost } = await subject.act({ act: 'report', perSecond, seconds: REPORT_SECONDS });
  const all = (await written(sent)) ? sent : 0;
  return {
    reportsPerSecond: all / ((performance.now() - wall) / 1_000),
    reportsPerCoreSecond: all / ((subject.cpuMs() - cpu) / 1_000),
    linksEnded: lost,
  };
}
