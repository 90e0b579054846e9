/** The reader's own keypad: whoever asks for digits waits for the person at the desk. */
export class Keypad {
  readonly #waiting: ((digits: string) => void)[] = [];

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** @throws the signal's reason */
  read(signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const take = (digits: string) => {
        signal.removeEventListener('abort', onAbort);
        resolve(digits);
      };
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        reject(signal.reason);
      };
      this.#waiting.push(take);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** @returns false: nobody asked */
  type(digits: string): boolean {
    const take = this.#waiting.shift();
    take?.(digits);
    return take !== undefined;
  }
}
