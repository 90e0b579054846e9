/** What the simulated terminals read from their file: PEM texts. */
export interface Fleet {
  readonly key: string;
  readonly ca: string;
  readonly terminals: readonly { readonly id: string; readonly cert: string }[];
}

export type Act =
  | { readonly act: 'connect'; readonly atOnce: number }
  | { readonly act: 'report'; readonly perSecond: number; readonly seconds: number }
  /** It says nothing any more, and its link stays. */
  | { readonly act: 'freeze'; readonly index: number }
  | { readonly act: 'kill'; readonly index: number }
  /** Waits until new versions were taken so many times, all terminals together. */
  | { readonly act: 'be-configured'; readonly times: number };

export type Told =
  | { readonly told: 'ready' }
  | { readonly told: 'done'; readonly sent: number /** Links that the hub ended. */; readonly lost: number };
