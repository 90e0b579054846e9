import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { Log } from '../../../foundation/log.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { type Books, openBooks } from './books.ts';
import { watchBooks } from './keeping/books-watch.ts';
import type { ClockWatch } from './keeping/clock-watch.ts';
import { createHousekeeping } from './keeping/housekeeping.ts';
import { Reserve } from './keeping/reserve.ts';
import type { RetentionDays } from './keeping/retention.ts';
import { createReferences } from './references.ts';

export interface BookkeepingOptions {
  readonly files: {
    /** The terminal's data directory. */
    readonly path: string;
    readonly database: string;
    /** Space kept for what must be written although the disk is full. */
    readonly reserve: string;
  };
  readonly terminalId: string;
  readonly services: readonly ServiceDefinition[];
  /** Of the place, IANA name. */
  readonly timeZone: string;
  readonly retention: RetentionDays;
  readonly clockWatch: ClockWatch;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/** The books together with their housekeeping: reserve, retention, checks of the journal and the clock. */
export interface Bookkeeping {
  readonly books: Books;
  /** New payment references. */
  readonly references: { next(): string };
  /** True if there is too little disk space to take payments. */
  isStorageLow(): boolean;
  /** Called when storage has become low, or has enough space again. */
  onStorage(listener: () => void): () => void;
  /** Another process wrote into the books: staff who settled an alert (`npm run treasury`). */
  onWrittenByOthers(listener: () => void): () => void;
  start(): void;
  stop(): void;
  /** To be called after all writers have stopped. */
  close(): void;
}

/** @throws StoreRefusal */
export function openBookkeeping(options: BookkeepingOptions): Bookkeeping {
  const { files, terminalId, services, timeZone, retention, clockWatch, delays, clock, log } = options;
  const books = openBooks({ file: files.database, services, timeZone, clock, log });
  const storage = new Listeners();
  const writtenByOthers = new Listeners();
  const keeping = createHousekeeping({
    ...books,
    clockWatch,
    reserve: new Reserve(books.db, files.path, files.reserve),
    retention,
    onStorage: () => storage.tell(),
    delays,
    clock,
  });
  let watch: { stop(): void } | null = null;
  return {
    books,
    references: createReferences(books.db, terminalId, clock),
    isStorageLow: () => keeping.isStorageLow(),
    onStorage: (listener) => storage.add(listener),
    onWrittenByOthers: (listener) => writtenByOthers.add(listener),
    start() {
      watch = watchBooks({ db: books.db, onChange: () => writtenByOthers.tell(), delays, clock });
      keeping.start();
    },
    stop() {
      watch?.stop();
      keeping.stop();
    },
    close: () => books.db.close(),
  };
}
