import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPreviewProcess } from '../../admin-console/hub/previews/preview-process.ts';
import { sampleFiles } from '../../config/sample-files.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';

const UI = join(import.meta.dirname, '../../dist/ui');
const CHANGES = 20;
const SETTLES = 3_000;

/** What one preview costs the hub's machine. */
export interface PreviewCost {
  /** From its start to the first screen. */
  readonly firstScreenMs: number;
  /** From files that have changed to the same service with them: the median of some changes. */
  readonly changeMs: number;
  /** Resident, once a service was opened; and once its draft has changed so often. */
  readonly openedMb: number;
  readonly changedMb: number;
  /** Of a processor while nobody touches it, in percent. */
  readonly idleCpu: number;
}

/** Previews of the sample offer, one after the other, each in a process as the hub starts it. */
export async function benchPreviews(runs: number): Promise<readonly PreviewCost[]> {
  const found: PreviewCost[] = [];
  for (let run = 0; run < runs; run++) found.push(await onePreview());
  return found;
}

async function onePreview(): Promise<PreviewCost> {
  const files = sampleFiles();
  const begun = performance.now();
  const preview = startPreviewProcess({
    ...{ uiDirectory: UI, clock: systemClock, log: silentLog, onSession() {}, onScreen() {} },
  });
  const pid = preview.pid ?? 0;
  const load = () => preview.peer.call('load', { files, uiDirectory: UI });
  await load();
  const firstScreenMs = performance.now() - begun;
  await preview.peer.call('act', { act: { kind: 'begin', serviceId: 'hundesteuer-anmelden' } });
  await pause(SETTLES);
  const openedMb = residentMb(pid);
  const before = cpuTicks(pid);
  await pause(SETTLES);
  // USER_HZ is 100 on Linux (proc(5)): a tick is 10 ms.
  const idleCpu = ((cpuTicks(pid) - before) * 10 * 100) / SETTLES;
  const changes: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const changed = performance.now();
    await load();
    changes.push(performance.now() - changed);
  }
  await pause(SETTLES);
  const changedMb = residentMb(pid);
  await preview.end();
  const changeMs = changes.toSorted((a, b) => a - b)[CHANGES / 2] ?? 0;
  return { firstScreenMs, changeMs, openedMb, changedMb, idleCpu };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000;
/** utime and stime (proc(5), fields 14 and 15, counted behind the name in brackets). */
function cpuTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
