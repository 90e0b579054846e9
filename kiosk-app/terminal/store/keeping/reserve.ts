import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { Refusal } from '../../../../foundation/errors.ts';
import { durably, type Store } from '../database.ts';

/** Bytes. */
export const SIZES = {
  /** Given up when the disk is full after money has moved: enough for outcomes, evidence and alerts of many payments. */
  ballast: 2 * 1024 * 1024,
  /** Below this much free space nobody is asked for money. */
  low: 8 * 1024 * 1024,
} as const;

const CHUNK = 64 * 1024;
const reserves = new WeakMap<Store, Reserve>();

/**
 * Space on the store's file system that is kept for what must be written although the disk is full. Written, not merely
 * allocated: a sparse file reserves nothing.
 */
export class Reserve {
  readonly #file: string;
  readonly #directory: string;

  constructor(db: Store, directory: string, file: string) {
    this.#directory = directory;
    this.#file = file;
    reserves.set(db, this);
  }

  /** Bytes that are free for this process. */
  free(): number {
    const { bavail, bsize } = statfsSync(this.#directory);
    return bavail * bsize;
  }

  isLow(): boolean {
    return this.free() < SIZES.low;
  }

  isThere(): boolean {
    return (statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0) >= SIZES.ballast;
  }

  /** Makes the ballast if it is not there and the disk would not be low with it; answers whether it is there now. */
  fill(): boolean {
    if (this.isThere()) return true;
    if (this.free() < SIZES.low + SIZES.ballast) return false;
    const descriptor = openSync(this.#file, 'w', 0o600);
    try {
      const chunk = new Uint8Array(CHUNK).fill(0xa5);
      for (let written = 0; written < SIZES.ballast; ) written += writeSync(descriptor, chunk);
      fsyncSync(descriptor);
      return true;
    } catch {
      // The disk was full before the reserve was complete, so the part that was written is given back.
      this.release();
      return false;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Answers whether there was anything to give up. */
  release(): boolean {
    const was = statSync(this.#file, { throwIfNoEntry: false }) !== undefined;
    rmSync(this.#file, { force: true });
    return was;
  }
}

/**
 * `durably`, for what must be written because something has happened that cannot be undone: on a full disk the reserve
 * is given up for it.
 * @throws Refusal<StoreRefusal>
 */
export function durablyAfterTheAct<T>(db: Store, fn: () => T): T {
  // Inside a transaction the error is passed on, because the caller that began it repeats the whole of it.
  if (db.inTransaction) return fn();
  try {
    return durably(db, fn);
  } catch (thrown) {
    const isFull = thrown instanceof Refusal && thrown.reason === 'storage-full';
    if (!isFull || !reserves.get(db)?.release()) throw thrown;
    return durably(db, fn);
  }
}
