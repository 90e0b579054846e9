import { EventEmitter } from 'node:events';
import type { ScanProcess, Spawn } from '../../../device-drivers/scanner/scanimage/process.ts';

/** A scanimage whose every word and end a test decides. */
export class PlayedProcess extends EventEmitter implements ScanProcess {
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly signals: NodeJS.Signals[] = [];
  readonly args: readonly string[];
  /** What happens on a signal; by default the process obeys. */
  onSignal: (signal: NodeJS.Signals) => void = () => this.end(null);

  constructor(args: readonly string[]) {
    super();
    this.args = args;
  }

  kill(signal: NodeJS.Signals): void {
    this.signals.push(signal);
    this.onSignal(signal);
  }

  out(bytes: string | Uint8Array): this {
    this.stdout.emit('data', Buffer.from(bytes));
    return this;
  }

  err(text: string): this {
    this.stderr.emit('data', Buffer.from(text));
    return this;
  }

  end(exitCode: number | null): void {
    this.emit('close', exitCode, exitCode === null ? 'SIGKILL' : null);
  }
}

/** How the played device answers a look (`--all-options`) and a scan. */
export interface Play {
  look: (process: PlayedProcess) => void;
  scan: (process: PlayedProcess) => void;
}

export const OPTIONS = `
All options specific to device \`played:0':
  Scan mode:
    --source Flatbed|ADF [Flatbed]
        Where from.
    --mode Lineart|Gray|Color [Gray]
        How.
    --resolution 75|150|300dpi [75]
        Dots.
  Geometry:
    -x 0..215.9mm [215.9]
        Width.
    -y 0..297.2mm [297.2]
        Height.
`;
export const WITH_SENSORS = (cover: 'yes' | 'no') =>
  `${OPTIONS}  Sensors:\n    --page-loaded[=(yes|no)] [no] [hardware]\n    --cover-open[=(yes|no)] [${cover}] [hardware]\n`;

/** A small gray picture with a few dark lines, as scanimage delivers it. */
export function pnm(width = 200, height = 280): Uint8Array {
  const pixels = new Uint8Array(width * height).fill(250);
  for (let y = 40; y < height - 40; y += 20) {
    for (let row = y; row < y + 4; row++) pixels.fill(20, row * width + 20, row * width + width - 20);
  }
  return Buffer.concat([Buffer.from(`P5\n# SANE data follows\n${width} ${height}\n255\n`), pixels]);
}

export const answersLook =
  (text = OPTIONS) =>
  (process: PlayedProcess) => {
    process.out(text).end(0);
  };
export const failsToOpen = (why: string) => (process: PlayedProcess) => {
  process.err(`scanimage: open of device played:0 failed: ${why}\n`).end(1);
};
export const scansOnePage = (process: PlayedProcess) => {
  process.err('Progress: 50.0%\rProgress: 100.0%\r').out(pnm()).end(0);
};
export const failsToScan = (text: string, exitCode: number) => (process: PlayedProcess) => {
  process.err(`scanimage: sane_start: ${text}\n`).end(exitCode);
};

/** Spawns played processes; `play` may be changed while a test runs. */
export function playedSpawn(play: Play): { readonly spawn: Spawn; readonly started: PlayedProcess[] } {
  const started: PlayedProcess[] = [];
  const spawn: Spawn = (_command, args) => {
    const process = new PlayedProcess(args);
    started.push(process);
    const act = args.includes('--all-options') ? play.look : play.scan;
    queueMicrotask(() => act(process));
    return process;
  };
  return { spawn, started };
}
