import type { z } from 'zod';
import { Refusal } from '../../foundation/errors.ts';

/** What a device shows on the desk: a slip of paper, a code to hold under the reader, a printed document. */
export interface Picture {
  readonly type: 'image/png' | 'image/svg+xml' | 'application/pdf';
  readonly body: Uint8Array | string;
}

/** One thing on the counter, as the desk sees it. */
export interface DeskDevice {
  /** In addresses and as the name of its place on the page. */
  readonly id: string;
  /** What can be seen of it: plain data, sent to the page as it is. */
  state(): unknown;
  /** What a person can do with it. Refuses with `bad-arguments`, `not-now` or the device's own reason. */
  readonly actions: Readonly<Record<string, (args: unknown) => Promise<void>>>;
  onChange(listener: () => void): () => void;
  picture?(id: string): Picture | undefined;
}

/**
 * An action whose arguments are checked first.
 * @throws Refusal `bad-arguments` with the path of the first mistake, never with the value
 */
export const action =
  <S extends z.ZodType>(schema: S, act: (args: z.output<S>) => void | Promise<void>) =>
  async (args: unknown): Promise<void> => {
    const parsed = schema.safeParse(args);
    if (!parsed.success) throw new Refusal('bad-arguments', parsed.error.issues[0]?.path.join('.') ?? '');
    await act(parsed.data);
  };

/** For what a device waits for at that moment only: a card at a terminal that wants none. */
export function orNotNow(didHappen: boolean): void {
  if (!didHappen) throw new Refusal('not-now');
}
