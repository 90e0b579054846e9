import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { Tap } from '../recording/tap.ts';
import { fixedSource, startedSource } from './app/client-source.ts';
import type { EidClient } from './contract.ts';
import { EidDriver } from './driver.ts';

export type EidClientConfig =
  /**
   * Runs the installed AusweisApp. `builtInSimulatorCard` uses the app's own test card and is refused by the site's
   * configuration in production: it switches the check of provider certificates off.
   */
  | { readonly kind: 'start'; readonly command: string; readonly builtInSimulatorCard: boolean }
  | { readonly kind: 'connect'; readonly url: string };

export interface EidClientOptions {
  readonly client: EidClientConfig;
  /** The session's private directory: the app's home is made in it and erased with it. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears every message of the SDK WebSocket, for recordings. */
  readonly tap?: Tap | undefined;
}

export function createEidClient(options: EidClientOptions): EidClient {
  const { client, directory, clock, log, tap } = options;
  const isStarted = client.kind === 'start';
  return new EidDriver({
    source: isStarted ? startedSource({ ...client, directory, clock, log }) : fixedSource(client.url),
    builtInSimulatorCard: isStarted && client.builtInSimulatorCard,
    clock,
    log,
    tap,
  });
}
