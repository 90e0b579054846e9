import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Page, Response } from 'playwright-core';
import type { PortName } from '../../demo/ports.ts';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { hasMemory } from '../../kiosk-app/chromium/processes.ts';
import { processes, shownPair } from '../faults/processes.ts';
import { binary, type Canary, needlesOf } from './canaries.ts';
import { DELAYS } from './delays.ts';
import { controlDocuments, ownPieces, partsOf } from './documents.ts';
import type { Hit } from './hit.ts';
import { inventVisitor, type Visitor } from './invented-people.ts';
import { type Corner, openCorner } from './kiosk-stack.ts';
import { descendants, nameOf } from './processes.ts';
import { createSearch } from './search.ts';
import { openSearcher, type Searcher } from './searcher.ts';
import { SESSIONS, type SessionScript } from './session-scripts.ts';
import { peopleNobodyKnows } from './unknown-people.ts';
import { tapWires, type Wires } from './wire-tap.ts';

export interface SessionReport {
  readonly session: string;
  readonly ok: boolean;
  /** Canaries and the forms they were searched for in. */
  readonly canaries: number;
  readonly needles: number;
  readonly hits: readonly Hit[];
  /** Processes of the session that outlived it. */
  readonly leftOver: readonly string[];
  readonly problem: string | null;
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly searched: number }[];
  readonly files: number;
  readonly fileBytes: number;
  readonly wires: readonly { readonly wire: string; readonly bytes: number; readonly exempt: string | null }[];
  /** Exempt wires and places in which the canaries were found, so that it is proven that they were really said. */
  readonly seenWhereTheyBelong: number;
  readonly ms: number;
}

export interface ProofOptions {
  readonly out: string;
  readonly onSession: (report: SessionReport) => void;
  /** Part of a session's name; all without it. */
  readonly only: string | null;
  readonly takesPictures: boolean;
}

/** Wires on which something personal may be said, each with the reason; on all others nothing may be found. */
const WIRES: Readonly<Partial<Record<PortName, { readonly name: string; readonly exempt: string | null }>>> = {
  portal: { name: 'terminal – authority (FIT-Connect)', exempt: null },
  payment: { name: 'payment driver – payment terminal (ZVT)', exempt: null },
  printer: { name: 'printer driver – receipt printer (ESC/POS)', exempt: null },
  ausweisApp: {
    name: 'attended host – AusweisApp (SDK)',
    exempt: 'the eID client asks for PIN and access number over exactly this link; loopback, ends with the session',
  },
  phoneLine: { name: 'session and telephone – phone relay', exempt: null },
  statusList: { name: 'session – status list of the wallet’s issuer', exempt: null },
  codeReader: { name: 'attended host – code reader', exempt: null },
  billRegister: {
    name: 'session and terminal – bill register',
    exempt: 'a Kassenzeichen is asked about there: that is what the register is for',
  },
};
/** Below the stack’s directory: the authority’s own inbox, decrypted. */
const AT_HOME = ['world', 'portal'].join(sep);
/** Bytes of each run taken out of a picture, and how many runs. */
const RUN = 24;
const RUNS = 6;

interface One {
  readonly corner: Corner;
  readonly wires: Wires;
  readonly visitor: Visitor;
  readonly script: SessionScript;
  readonly searcher: Searcher;
  readonly controls: readonly Buffer[];
}

/** Plays every session, and after each searches everything that is left for everything that was said in it. */
export async function proveWipe(options: ProofOptions): Promise<readonly SessionReport[]> {
  rmSync(options.out, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(options.out, { recursive: true });
  const chosen = SESSIONS.filter(({ name }) => options.only === null || name.includes(options.only));
  const services = chosen.flatMap(({ sends }) => sends ?? []);
  const controls = await controlDocuments(join(options.out, 'control'), services);
  const since = Date.now();
  const wires = tapWires();
  const corner = await openCorner({ ...options, person: inventVisitor().person });
  const { traces } = corner.stage;
  const home = join(traces, 'stack', AT_HOME) + sep;
  const searcher = openSearcher({ root: process.pid, traces, home, since });
  const reports: SessionReport[] = [];
  try {
    const people = await peopleNobodyKnows(chosen.length, searcher);
    for (const [i, script] of chosen.entries()) {
      const visitor = people[i];
      if (!visitor) break;
      wires.listen();
      const report = await proveOne({ corner, wires, visitor, script, searcher, controls });
      reports.push(report);
      options.onSession(report);
    }
  } finally {
    await searcher.close();
    await corner.close();
    wires.close();
  }
  return reports;
}

async function proveOne({ corner, wires, visitor, script, searcher, controls }: One): Promise<SessionReport> {
  const began = performance.now();
  const { stage, window } = corner;
  const pictures: Buffer[] = [];
  const heard: Buffer[] = [];
  const page = await window.find();
  listenForPictures(page, pictures);
  const shown = shownProcesses(corner);
  const cases = new Set(stage.stack.world.portal.cases().map(({ caseId }) => caseId));
  let problem: string | null = null;
  try {
    await script.play({ ...stage, person: visitor.person, page }, visitor, {
      session: () => void process.kill(shownProcesses(corner).session, 'SIGKILL'),
      browser: () => void process.kill(shownProcesses(corner).browser, 'SIGKILL'),
      hear: (...said) => void heard.push(...said),
    });
  } catch (thrown) {
    problem = thrown instanceof Error ? thrown.message : 'unknown';
    // Whoever comes next must not meet a half-finished session; and what was said in it must be gone all the same.
    if (hasMemory(shown.session)) process.kill(shown.session, 'SIGKILL');
  }
  const leftOver = await outlive([shown.session, shown.host, shown.browser]);
  await delay(systemClock, DELAYS.afterSettled);
  const canaries = [
    ...visitor.canaries,
    ...pictures.flatMap((bytes) => runsOf('preview', bytes)),
    ...heard.flatMap((bytes) => runsOf('telephone', bytes)),
  ];
  wires.deafen();
  for (const { caseId } of stage.stack.world.portal.cases()) {
    if (!cases.has(caseId)) canaries.push(...(await filesOf(corner, caseId, controls)));
  }
  const needles = needlesOf(canaries);
  const search = createSearch(needles);
  const place = await searcher.search(needles);
  const onWires = Object.entries(WIRES).map(([port, { name, exempt }]) => {
    const number = corner.ports[port as PortName];
    return { wire: name, exempt, bytes: wires.bytes(number), hits: wires.search(number, name, search) };
  });
  const hits = [...place.hits, ...onWires.flatMap(({ hits: found, exempt }) => (exempt === null ? found : []))];
  return {
    session: script.name,
    ok: hits.length === 0 && leftOver.length === 0 && problem === null,
    canaries: canaries.length,
    needles: needles.length,
    hits,
    leftOver,
    problem,
    processes: place.processes,
    files: place.files,
    fileBytes: place.fileBytes,
    wires: onWires.map(({ wire, bytes, exempt }) => ({ wire, bytes, exempt })),
    seenWhereTheyBelong:
      place.atHome + onWires.reduce((sum, { hits: found, exempt }) => sum + (exempt === null ? 0 : found.length), 0),
    ms: Math.round(performance.now() - began),
  };
}

/** Processes that must be gone once the session is: its own, its attended-device host, its browser. */
function shownProcesses(corner: Corner) {
  const terminal = descendants(process.pid).find(({ command }) => command.includes('kiosk-app/terminal/main.ts'));
  if (!terminal) throw new Bug('no terminal');
  const { port } = new URL(corner.window.page().url());
  return { ...shownPair(terminal.pid, Number(port)), browser: corner.window.browser() };
}

/** Which of these live on although their session is over. */
async function outlive(pids: readonly number[]): Promise<readonly string[]> {
  const until = systemClock.monotonic() + DELAYS.settledWithin;
  for (;;) {
    const left = processes().filter(({ pid, command }) => pids.includes(pid) && command !== '');
    if (left.length === 0) return [];
    if (systemClock.monotonic() > until) return left.map((one) => `${nameOf(one)} (${one.pid})`);
    await delay(systemClock, DELAYS.lookEvery);
  }
}

/** What the session sent to its page as pictures: previews of the scan. */
function listenForPictures(page: Page, into: Buffer[]): void {
  page.on('response', (response: Response) => {
    if (!/^image\/(jpeg|png|webp)/.test(response.headers()['content-type'] ?? '')) return;
    void response
      .body()
      .then((bytes) => into.push(bytes))
      .catch(() => {
        // The page has gone meanwhile; the picture that was delivered is searched for all the same.
      });
  });
}

/** Document and scans as the authority has decrypted them. */
async function filesOf(corner: Corner, caseId: string, controls: readonly Buffer[]): Promise<readonly Canary[]> {
  const { portal } = corner.stage.stack.world;
  const found: Canary[] = [];
  for (const { attachmentId, mimeType } of portal.case(caseId)?.files ?? []) {
    const answer = await fetch(`${corner.stage.stack.links.inbox}/api/cases/${caseId}/files/${attachmentId}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { drawn, pictures } = mimeType === 'application/pdf' ? partsOf(bytes) : { drawn: [], pictures: [bytes] };
    const pieces = [
      ...ownPieces('document', drawn, controls),
      ...pictures.flatMap((picture) => runsOf('scan', picture)),
    ];
    if (pieces.length === 0) throw new Bug('a file of which nothing can be searched for');
    found.push(...pieces);
  }
  return found;
}

/** Pieces from the middle of a compressed picture: nothing else has the same bytes. */
function runsOf(name: string, bytes: Buffer): readonly Canary[] {
  if (bytes.length < 4 * RUN) return [];
  const candidates = Array.from({ length: 4 * RUNS }, () => {
    const at = randomInt(Math.floor(bytes.length / 4), Math.floor((bytes.length * 3) / 4) - RUN);
    return Buffer.from(bytes.subarray(at, at + RUN));
  });
  // Blank paper compresses into the same bytes everywhere.
  return candidates
    .filter((run) => new Set(run).size > (RUN * 2) / 3 && run.filter((byte) => byte >= 0x80).length > RUN / 3)
    .slice(0, RUNS)
    .map((run, i) => binary(`${name}.${i + 1}`, run));
}
