import type { Message } from '../../device-drivers/page-printer/codec/message.ts';
import type { IppOperation } from '../../device-drivers/page-printer/codec/registry.ts';
import { OPERATIONS } from '../../device-drivers/page-printer/codec/registry.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { type PaperPile, PrintEngine } from './engine.ts';
import { isOver } from './jobs.ts';
import { type PagePrinterQuirks, PrinterService } from './service.ts';
import { Wire } from './web-server.ts';

export type { PaperPile } from './engine.ts';
export type { PagePrinterQuirks } from './service.ts';

export interface PagePrinterSimulatorState {
  readonly cable: 'plugged' | 'pulled';
  readonly power: 'on' | 'off';
  readonly printing: boolean;
  readonly sheetsInTray: number;
  readonly jam: boolean;
  readonly cover: 'closed' | 'open';
  readonly toner: 'ok' | 'low' | 'empty';
  readonly paused: boolean;
  /** Jobs it still holds a document of. */
  readonly documents: number;
  readonly jobs: readonly { readonly id: number; readonly name: string; readonly state: string }[];
  readonly papers: readonly { readonly id: string; readonly sheets: number; readonly partial: boolean }[];
}

export interface PagePrinterSimulatorOptions {
  /** TCP port on 127.0.0.1; 0 for any free one. */
  readonly port: number;
  readonly clock: Clock;
}

export interface PagePrinterSimulator {
  readonly port: number;
  /** Address for the driver. */
  readonly uri: string;
  /** The same printer behind a CUPS queue. */
  readonly queueUri: string;
  /** What lies in the output tray, oldest first. */
  papers(): readonly PaperPile[];
  takePaper(id: string): PaperPile | undefined;
  /** Takes all sheets out of the tray. */
  removeMedia(): void;
  /** Puts this many sheets in; the default is a ream's half. */
  loadMedia(sheets?: number): void;
  jam(): void;
  clearJam(): void;
  openCover(): void;
  closeCover(): void;
  setToner(level: 'ok' | 'low' | 'empty'): void;
  /** Somebody presses pause, and again. */
  pause(): void;
  resume(): void;
  /** The next job is given up by the printer. */
  abortNext(): void;
  /** Somebody presses cancel while a job is printed. */
  cancelAtPanel(): void;
  /** Jobs wait for a person from now on, until released. */
  holdJobs(): void;
  releaseJobs(): void;
  /** 1 is normal, 10 takes ten times as long. */
  slow(factor: number): void;
  pullCable(): void;
  plugCable(): void;
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  /** The next answers get lost after what they ask for was done. */
  loseAnswers(count: number): void;
  /** Loses the one next answer to this operation. */
  loseAnswerTo(operation: IppOperation): void;
  /** Answers every request with these bytes; `undefined` ends it. */
  sendGarbage(bytes: Uint8Array | undefined): void;
  /** Answers name no Content-Type. */
  nameNoType(): void;
  /** Changes answers on their way out, or gives a status of HTTP instead. */
  alterAnswers(alter: (request: Message, answer: Message) => Message | number): void;
  /** Every answer ends with these fields, as they stand. */
  addFields(fields: Uint8Array): void;
  setQuirks(quirks: Partial<PagePrinterQuirks>): void;
  /** How many jobs the CUPS queue in front still knows. */
  queuedJobs(): number;
  state(): PagePrinterSimulatorState;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * The printer's end of IPP over HTTP: takes jobs, prints them into its output tray and says how it is.
 * @throws Refusal `port-in-use`
 */
export async function startPagePrinterSimulator(options: PagePrinterSimulatorOptions): Promise<PagePrinterSimulator> {
  const listeners = new Listeners();
  const engine = new PrintEngine(options.clock, {
    onChange: () => {
      listeners.tell();
    },
  });
  const uri = (): string => `ipp://127.0.0.1:${wire.port}/ipp/print`;
  const service = new PrinterService(engine, uri);
  let losesAnswerTo: number | undefined;
  const wire = new Wire(options.port, (request) => {
    if (request.code === losesAnswerTo) {
      losesAnswerTo = undefined;
      wire.losesAnswers++;
    }
    if (service.quirks.forgetsJobs) for (const job of engine.jobs.values()) if (isOver(job)) engine.jobs.delete(job.id);
    return service.answer(request);
  });
  await wire.listen();
  const { troubles } = engine;
  const change = (what: () => void) => () => {
    what();
    engine.wake();
  };

  return {
    get port() {
      return wire.port;
    },
    get uri() {
      return uri();
    },
    get queueUri() {
      return `ipp://127.0.0.1:${wire.port}/printers/page`;
    },
    papers: () => [...engine.piles],
    takePaper(id) {
      const at = engine.piles.findIndex((pile) => pile.id === id);
      const [taken] = at === -1 ? [] : engine.piles.splice(at, 1);
      if (taken) engine.wake();
      return taken;
    },
    removeMedia: change(() => {
      engine.sheetsInTray = 0;
      troubles.trayEmpty = true;
    }),
    loadMedia(sheets = 250) {
      engine.sheetsInTray = sheets;
      troubles.trayEmpty = sheets === 0;
      engine.wake();
    },
    jam: change(() => {
      troubles.jam = true;
    }),
    clearJam: change(() => {
      troubles.jam = false;
    }),
    openCover: change(() => {
      troubles.coverOpen = true;
    }),
    closeCover: change(() => {
      troubles.coverOpen = false;
    }),
    setToner(level) {
      troubles.tonerLow = level === 'low';
      troubles.tonerEmpty = level === 'empty';
      engine.wake();
    },
    pause: change(() => {
      troubles.paused = true;
    }),
    resume: change(() => {
      troubles.paused = false;
    }),
    abortNext() {
      engine.abortsNext = true;
    },
    cancelAtPanel() {
      const { active } = engine;
      if (active) engine.cancel(active, 'job-canceled-at-device');
      engine.wake();
    },
    holdJobs() {
      engine.holdsJobs = true;
    },
    releaseJobs: () => engine.release(),
    slow(factor) {
      engine.setPace(factor);
    },
    pullCable: change(() => {
      wire.isPulled = true;
    }),
    plugCable: change(() => {
      wire.isPulled = false;
    }),
    async powerOff() {
      engine.restart();
      await wire.close();
      engine.wake();
    },
    async powerOn() {
      if (!wire.isListening) await wire.listen();
      engine.wake();
    },
    loseAnswers(count) {
      wire.losesAnswers = count;
    },
    loseAnswerTo(operation) {
      losesAnswerTo = OPERATIONS[operation];
    },
    sendGarbage(bytes) {
      wire.garbage = bytes;
    },
    nameNoType() {
      wire.namesNoType = true;
    },
    alterAnswers(alter) {
      wire.alter = alter;
    },
    addFields(fields) {
      wire.fields = Uint8Array.from(fields);
    },
    setQuirks: (quirks) => Object.assign(service.quirks, quirks),
    queuedJobs: () => service.queuedJobs,
    state: () => ({
      cable: wire.isPulled ? 'pulled' : 'plugged',
      power: wire.isListening ? 'on' : 'off',
      printing: engine.active !== undefined,
      sheetsInTray: engine.sheetsInTray,
      jam: troubles.jam,
      cover: troubles.coverOpen ? 'open' : 'closed',
      toner: troubles.tonerEmpty ? 'empty' : troubles.tonerLow ? 'low' : 'ok',
      paused: troubles.paused,
      documents: [...engine.jobs.values()].filter((job) => job.pdf !== undefined).length,
      jobs: [...engine.jobs.values()].map(({ id, name, state }) => ({ id, name, state })),
      papers: engine.piles.map(({ id, sheets, partial }) => ({ id, sheets, partial })),
    }),
    onChange(listener) {
      return listeners.add(listener);
    },
    async close() {
      engine.close();
      await wire.close();
    },
  };
}
