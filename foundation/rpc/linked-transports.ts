import type { Transport } from './contract.ts';

/** Two ends of one wire in memory: what one sends the other hears, a turn later and in order. */
export function linkedTransports(): readonly [Transport, Transport] {
  const closers: ((reason: string) => void)[] = [];
  let isOpen = true;
  const end = (ears: ((text: string) => void)[], other: ((text: string) => void)[]): Transport => ({
    send(text) {
      queueMicrotask(() => {
        if (isOpen) for (const listener of other) listener(text);
      });
    },
    onMessage: (listener) => ears.push(listener),
    onClose: (listener) => closers.push(listener),
    close(reason) {
      if (!isOpen) return;
      isOpen = false;
      for (const listener of closers) listener(reason);
    },
  });
  const left: ((text: string) => void)[] = [];
  const right: ((text: string) => void)[] = [];
  return [end(left, right), end(right, left)];
}
