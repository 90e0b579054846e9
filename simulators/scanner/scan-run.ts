import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { STATUSES, type StatusName } from '../../device-drivers/scanner/scanimage/status.ts';
import type { Arguments } from './arguments.ts';
import type { DeskState, DocumentKind } from './desk-state.ts';
import { pnmHeader, type Sensed, sense } from './imaging.ts';
import type { Settings } from './settings.ts';

export interface StandardStreams {
  out(bytes: string | Uint8Array): Promise<void>;
  err(text: string): void;
}

const statusOf = (name: StatusName) => STATUSES.find((s) => s.name === name) ?? STATUSES[9];
/** Parts a page is read in: after each, progress is told and the desk is looked at. */
const BANDS = 40;

/** Scans as told, one page or a batch. @returns the exit code */
export async function scan(
  args: Arguments,
  settings: Settings,
  desk: DeskState,
  terminal: StandardStreams,
  paceMs: number,
  isStopped: () => boolean,
): Promise<number> {
  const fail = (call: 'sane_start' | 'sane_read', name: StatusName): number => {
    terminal.err(`scanimage: ${call}: ${statusOf(name).text}\n`);
    return statusOf(name).exitCode;
  };
  const readPage = async (): Promise<{ image: Sensed } | { exitCode: number; started: boolean }> => {
    const fault = faultAtStart(settings, desk);
    if (fault !== null) return { exitCode: fail('sane_start', fault), started: false };
    const inFeeder = settings.source === 'ADF';
    const kind: DocumentKind | null = inFeeder ? desk.takeSheet() : desk.glass();
    const image = await sense(kind, settings, inFeeder);
    for (let band = 1; band <= BANDS; band++) {
      if (paceMs > 0) await pause(paceMs / BANDS);
      const broken = isStopped() ? 'CANCELLED' : faultWhileReading(desk, inFeeder);
      if (broken !== null) return { exitCode: fail('sane_read', broken), started: true };
      if (args.progress) terminal.err(`Progress: ${((band / BANDS) * 100).toFixed(1)}%\r`);
    }
    return { image };
  };

  if (args.batch === null) {
    const page = await readPage();
    if ('exitCode' in page) return page.exitCode;
    const bytes = encode(page.image);
    if (args.output === null) await terminal.out(bytes);
    else writeFileSync(args.output, bytes);
    return 0;
  }

  const count = args.batchCount;
  terminal.err(
    `Scanning ${count < 0 ? 'infinity' : count} pages, incrementing by 1, numbering from ${args.batchStart}\n`,
  );
  let exitCode = 0;
  let scanned = 0;
  for (let n = args.batchStart; count < 0 || n < args.batchStart + count; n++) {
    terminal.err(`Scanning page ${n}\n`);
    const page = await readPage();
    if ('exitCode' in page) {
      exitCode = page.exitCode;
      if (page.started) {
        // As sane-backends 1.1.1 does: the lost sheet is counted, and leaves no file.
        scanned++;
        terminal.err(`Scanned page ${n}. (scanner status = ${exitCode})\n`);
      }
      break;
    }
    const path = args.batch.replace('%d', String(n));
    writeFileSync(`${path}.part`, encode(page.image));
    renameSync(`${path}.part`, path);
    scanned++;
    terminal.err(`Scanned page ${n}. (scanner status = 5)\n`);
    if (args.batchPrint) await terminal.out(`${path}\n`);
  }
  terminal.err(`Batch terminated, ${scanned} ${scanned === 1 ? 'page' : 'pages'} scanned\n`);
  return exitCode;
}

const encode = (image: Sensed) => Buffer.concat([Buffer.from(pnmHeader(image), 'latin1'), image.pixels]);

function faultAtStart(settings: Settings, desk: DeskState): StatusName | null {
  if (desk.is('unplugged')) return 'IO_ERROR';
  if (desk.is('cover-open')) return settings.source === 'ADF' ? 'COVER_OPEN' : null;
  if (settings.source === 'Flatbed') return null;
  if (desk.is('jammed') && desk.feeder().length === 0) return 'JAMMED';
  return desk.feeder().length === 0 ? 'NO_DOCS' : null;
}

function faultWhileReading(desk: DeskState, inFeeder: boolean): StatusName | null {
  if (desk.is('unplugged')) return 'IO_ERROR';
  // A stuck sheet in the feeder, or a carriage that does not move under the glass: SANE has one word for both.
  if (desk.is('jammed')) return 'JAMMED';
  if (inFeeder && desk.is('cover-open')) return 'COVER_OPEN';
  return null;
}
