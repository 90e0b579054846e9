/**
 * The two kinds of failure, kept apart everywhere: a `Bug` is ours and is reported to developers; a `Refusal` is an
 * answer of the world (a device, a portal, a peer, a person) with a reason that a screen or a technician can be shown.
 */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/**
 * @param reason machine-readable, kebab-case, free of personal data; it travels over channels and into logs
 * @param detail what a technician may read besides; free of personal data too
 */
export class Refusal<R extends string = string> extends Error {
  override readonly name = 'Refusal';
  readonly reason: R;
  readonly detail: string | undefined;

  constructor(reason: R, detail?: string) {
    super(detail === undefined ? reason : `${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}

/** For `switch` statements over closed unions: the compiler proves that the line is never reached. */
export function never(value: never): never {
  throw new Bug(`unhandled case ${JSON.stringify(value)}`);
}

/** What to write into a log for anything that was thrown: a reason or a class name, never a message with content. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Refusal) return thrown.reason;
  if (thrown instanceof Error) {
    const code = (thrown as NodeJS.ErrnoException).code;
    return typeof code === 'string' ? code : thrown.name;
  }
  return typeof thrown;
}
