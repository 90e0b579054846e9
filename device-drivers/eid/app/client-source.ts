import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import type { ClientFault } from '../contract.ts';
import { type App, startApp } from './process.ts';

/** Where the client's WebSocket is. */
export interface ClientSource {
  /** Address of a client that should answer; starts one where that is our task. */
  reach(): Promise<Result<string, ClientFault>>;
  /** What was reached does not answer: the next `reach` must not give the same process. */
  distrust(): Promise<void>;
  close(): Promise<void>;
}

/** A client somebody else started. */
export const fixedSource = (url: string): ClientSource => ({
  reach: async () => ok(url),
  distrust: async () => {},
  close: async () => {},
});

export interface StartOptions {
  readonly command: string;
  readonly builtInSimulatorCard: boolean;
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A client of our own, one process at a time. */
export function startedSource(options: StartOptions): ClientSource {
  let app: App | null = null;
  let isClosed = false;
  const stop = async () => {
    await app?.stop();
    app = null;
  };
  return {
    async reach() {
      if (app) return ok(app.url);
      const started = await startApp(options);
      if (!started.ok) return started;
      const { value } = started;
      app = value;
      void value.ended.then(() => {
        if (app === value) app = null;
      });
      if (isClosed) await stop();
      return ok(value.url);
    },
    distrust: stop,
    async close() {
      isClosed = true;
      await stop();
    },
  };
}
