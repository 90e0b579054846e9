import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Log } from '../../../foundation/log.ts';
import { linkedTransports } from '../../../foundation/rpc/linked-transports.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { type PreviewScreen, previewingSide, previewSide } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import { runPreview } from '../run-preview.ts';
import { readPlace } from './read-place.ts';

export interface ShowServiceOptions {
  readonly site: string;
  readonly directory: string;
  readonly serviceId: string;
  /** The citizen's page as it is built. */
  readonly uiDirectory: string;
  /** Of each session that is shown, one after the other; each address opens once. */
  readonly onAddress: (address: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ShownService {
  readonly screen: PreviewScreen;
  close(): Promise<void>;
}

/**
 * Runs a preview in this process, taken to the page of a service.
 * @throws Refusal `has-faults`: `config check` says which; `not-shown`: there is no such service
 */
export async function showService(options: ShowServiceOptions): Promise<ShownService> {
  const { site, directory, serviceId, uiDirectory, onAddress, clock, log } = options;
  const files = readPlace(site, directory, serviceId);
  const [toPreview, previewEnd] = linkedTransports();
  const running = runPreview({ transport: previewEnd, clock, log });
  const arrived = Promise.withResolvers<PreviewScreen>();
  const ports = new Map<number, number>();
  let told = 0;
  const peer = createPeer({
    transport: toPreview,
    local: previewingSide,
    remote: previewSide,
    handlers: {
      methods: {},
      notifications: {
        session: ({ session, port }) => void ports.set(session, port),
        screen(screen) {
          if (screen.serviceId === serviceId) arrived.resolve(screen);
          if (arrivedOnce && screen.session > told) void tell();
        },
      },
    },
    log,
    clock,
  });
  let arrivedOnce = false;
  async function tell(): Promise<void> {
    const { session, token } = await peer.call('token', {});
    told = session;
    onAddress(`http://127.0.0.1:${ports.get(session)}/#${token}`);
  }
  const close = async () => {
    peer.close('done');
    await running;
  };
  try {
    await peer.call('load', { files, uiDirectory }, DELAYS.walk * 2);
    await peer.call('act', { act: { kind: 'begin', serviceId } });
    const timer = clock.setTimeout(() => arrived.reject(new Refusal('not-shown', serviceId)), DELAYS.walk);
    const screen = await arrived.promise;
    clock.clearTimeout(timer);
    await tell();
    arrivedOnce = true;
    return { screen, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
