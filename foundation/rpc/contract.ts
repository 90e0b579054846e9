import type { z } from 'zod';

/** One request: what it takes and what it answers. */
export interface Method {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
}

/** What one end of a link understands: requests it answers and notifications it hears. */
export interface Side {
  readonly methods: Readonly<Record<string, Method>>;
  readonly notifications: Readonly<Record<string, z.ZodType>>;
}

export const side = <const S extends Side>(s: S): S => s;

export type Params<S extends Side, M extends keyof S['methods']> = z.input<S['methods'][M]['params']>;
export type Answer<S extends Side, M extends keyof S['methods']> = z.output<S['methods'][M]['result']>;
export type Notice<S extends Side, N extends keyof S['notifications']> = z.input<S['notifications'][N]>;

/** A notification as its hearer gets it. */
export type Heard<S extends Side, N extends keyof S['notifications']> = z.output<S['notifications'][N]>;

/** Implementation of a side: a function per request, a function per notification. Refuse by throwing `Refusal`. */
export interface Handlers<S extends Side> {
  readonly methods: {
    readonly [M in keyof S['methods']]: (
      params: z.output<S['methods'][M]['params']>,
    ) => Promise<z.input<S['methods'][M]['result']>> | z.input<S['methods'][M]['result']>;
  };
  readonly notifications: {
    readonly [N in keyof S['notifications']]: (params: Heard<S, N>) => void;
  };
}

/** A wire that carries whole text messages in order. */
export interface Transport {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  /** Called once, with a reason in kebab-case. */
  onClose(listener: (reason: string) => void): void;
  close(reason: string): void;
}
