const HIDDEN = '[personal]';

/**
 * A value about a person. It cannot be printed, concatenated, serialised or inspected by accident: every such path
 * yields "[personal]". Only `reveal()` gives the value, and the places that call it are few enough to review.
 * Lives in the session process only (ARCHITECTURE.md, "The transaction").
 */
export class Personal<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. Callers: form validation, document building, encryption, the citizen's own screen. */
  reveal(): T {
    return this.#value;
  }

  map<U>(fn: (value: T) => U): Personal<U> {
    return new Personal(fn(this.#value));
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}
