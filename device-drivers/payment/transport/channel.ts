import type { Bytes } from '../codec/index.ts';

/** A two-way stream of bytes: a TCP connection, a serial port, or a pair in memory. Listeners are set once, at once. */
export interface ByteChannel {
  write(bytes: Bytes): void;
  /** Writes what is pending, then closes. Idempotent. */
  end(): void;
  /** Closes without further ado. Idempotent. */
  destroy(): void;
  onData(listener: (bytes: Bytes) => void): void;
  /** Called exactly once; `reason` in kebab-case or an errno name. */
  onClose(listener: (reason: string) => void): void;
}

/** Two ends of a line that exists in this process only: for tests on a simulated clock. */
export function channelPair(): readonly [ByteChannel, ByteChannel] {
  const a = new MemoryEnd();
  const b = new MemoryEnd();
  a.other = b;
  b.other = a;
  return [a, b];
}

class MemoryEnd implements ByteChannel {
  other: MemoryEnd | null = null;
  #onData: (bytes: Bytes) => void = () => {};
  #onClose: (reason: string) => void = () => {};
  #closed = false;

  write(bytes: Bytes): void {
    const copy = bytes.slice();
    const { other } = this;
    if (!this.#closed) queueMicrotask(() => other?.receive(copy));
  }

  end(): void {
    const { other } = this;
    if (this.#closed) return;
    this.#shut('ended');
    queueMicrotask(() => other?.shutBy('closed-by-peer'));
  }

  destroy(): void {
    this.end();
  }

  onData(listener: (bytes: Bytes) => void): void {
    this.#onData = listener;
  }

  onClose(listener: (reason: string) => void): void {
    this.#onClose = listener;
  }

  receive(bytes: Bytes): void {
    if (!this.#closed) this.#onData(bytes);
  }

  shutBy(reason: string): void {
    if (!this.#closed) this.#shut(reason);
  }

  #shut(reason: string): void {
    this.#closed = true;
    queueMicrotask(() => this.#onClose(reason));
  }
}
