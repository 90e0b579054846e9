import { systemClock } from '../../../foundation/clock.ts';
import { startPagePrinterSimulator } from '../index.ts';
import type { Peer } from './peer.ts';

/** The simulator as a peer of the conformance suite. */
export async function startSimulatorPeer(): Promise<Peer> {
  const simulator = await startPagePrinterSimulator({ port: 0, clock: systemClock });
  simulator.slow(0.05);
  return {
    uri: simulator.uri,
    haste: 5,
    async hold() {
      simulator.slow(10_000);
    },
    async release() {
      simulator.slow(0.05);
    },
    async trouble(name) {
      if (name === 'media-empty') simulator.removeMedia();
      else if (name === 'media-jam') simulator.jam();
      else if (name === 'cover-open') simulator.openCover();
      else if (name === 'toner-low') simulator.setToner('low');
      else {
        simulator.loadMedia();
        simulator.clearJam();
        simulator.closeCover();
        simulator.setToner('ok');
      }
    },
    async abortNext() {
      simulator.abortNext();
    },
    printed: async () =>
      simulator
        .papers()
        .filter((pile) => !pile.partial)
        .map((pile) => pile.pdf),
    isPrinting: async () => simulator.state().printing,
    traces: async () => (simulator.state().documents > 0 ? ['memory'] : []),
    stop: () => simulator.close(),
  };
}
