import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parkingTicket } from '../../demo/bills.ts';
import { startHeadless } from '../headless/stack.ts';
import { measure, type Sample } from './measure.ts';
import { plot } from './plot.ts';
import { judge, type Verdict } from './verdict.ts';

export interface SoakReport {
  readonly ok: boolean;
  /** Played; fewer than asked for if it was stopped. */
  readonly sessions: number;
  readonly asked: number;
  /** By how the visit ended: all but `finished` make the run fail. */
  readonly ends: Readonly<Record<string, number>>;
  readonly ms: number;
  readonly verdicts: readonly Verdict[];
  readonly samples: readonly { readonly session: number; readonly sample: Sample }[];
  readonly picture: string;
}

export interface SoakOptions {
  readonly sessions: number;
  readonly out: string;
  /** Ends the run after the session that is being played; what was measured by then is judged all the same. */
  readonly signal: AbortSignal;
  readonly onSample: (session: number, sample: Sample) => void;
}

/** What people come for, in turn: most want something that costs nothing, some pay, a few identify themselves. */
const VISITS = ['hundesteuer-anmelden', 'bescheid-bezahlen', 'hundesteuer-anmelden', 'bewohnerparkausweis'] as const;
/** Samples of a run, whatever its length. */
const SAMPLES = 60;

export async function soak({ sessions: asked, out, signal, onSample }: SoakOptions): Promise<SoakReport> {
  rmSync(out, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(out, { recursive: true });
  const began = performance.now();
  const answers = join(out, 'answers.jsonl');
  const stack = await startHeadless({
    directory: join(out, 'stack'),
    preload: [join(import.meta.dirname, 'preload.ts')],
    env: { BT_TEST_SOAK_FILE: answers },
  });
  const ends: Record<string, number> = {};
  let sessions = 0;
  const samples: { session: number; sample: Sample }[] = [];
  const every = Math.max(1, Math.floor(asked / SAMPLES));
  try {
    for (let session = 1; session <= asked && !signal.aborted; session++) {
      await stack.ready();
      const service = VISITS[session % VISITS.length] ?? VISITS[0];
      const { end } = await stack.play(service, service === 'bescheid-bezahlen' ? { bill: billOf(session) } : {});
      ends[end] = (ends[end] ?? 0) + 1;
      sessions = session;
      if (session % every !== 0) continue;
      await stack.ready();
      const { pid } = stack.terminal;
      if (pid === null) continue;
      const sample = await measure(pid, stack.terminalDirectory, answers);
      samples.push({ session, sample });
      onSample(session, sample);
    }
  } finally {
    await stack.stop();
  }
  const picture = join(out, 'soak.png');
  writeFileSync(picture, await plot(samples));
  const verdicts = judge(samples);
  const report = { sessions, asked, ends, ms: Math.round(performance.now() - began), verdicts, samples, picture };
  const isOk = verdicts.every(({ ok }) => ok) && ends.finished === asked && stack.terminal.starts === 1;
  writeFileSync(join(out, 'soak.json'), `${JSON.stringify({ ok: isOk, ...report }, null, 2)}\n`);
  return { ok: isOk, ...report };
}

const billOf = (session: number) => parkingTicket(`VW-2026-${String(10_000 + session)}-4`, 1_000 + session);
