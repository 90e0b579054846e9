import { createServer, type Socket } from 'node:net';
import { connectTcp, socketChannel } from '../../device-drivers/payment/transport/tcp-channel.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { SIMULATOR_LIMITS } from './delays.ts';
import { createSimulatorCore, type SimulatorCoreOptions, type ZvtDesk } from './simulator-core.ts';

export type { ZvtBehaviour } from './behaviours.ts';
export { CARD_KINDS, type CardKind } from './cards.ts';
export {
  startZvtSerialSimulator,
  type ZvtSerialSimulator,
  type ZvtSerialSimulatorOptions,
} from './serial-simulator.ts';
export type { ZvtDesk, ZvtLedgerRow, ZvtSimulatorState } from './simulator-core.ts';

export interface ZvtSimulatorOptions extends Omit<SimulatorCoreOptions, 'call'> {
  /** Port of the cash register on 127.0.0.1 that the terminal may open connections to. */
  readonly callbackPort?: number;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface ZvtSimulator extends ZvtDesk {
  readonly port: number;
  /** Drops all connections and refuses new ones. */
  pullCable(): Promise<void>;
  plugCable(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A ZVT payment terminal on 127.0.0.1.
 * @throws Refusal `port-unusable` with the errno name
 */
export async function startZvtSimulator(options: ZvtSimulatorOptions): Promise<ZvtSimulator> {
  const { callbackPort } = options;
  const call = async () => {
    if (callbackPort === undefined) return null;
    const dialled = await connectTcp('127.0.0.1', callbackPort, SIMULATOR_LIMITS.call, options.clock);
    return dialled.ok ? dialled.value : null;
  };
  const core = createSimulatorCore({ ...options, call });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    core.attach(socketChannel(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      const onError = (error: Error) => reject(new Refusal('port-unusable', reasonOf(error)));
      server.once('error', onError);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', onError);
        resolve();
      });
    });
  const shut = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(options.port);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    ...core.desk,
    port,
    pullCable: () => {
      core.setCablePulled(true);
      return shut();
    },
    plugCable: async () => {
      if (!server.listening) await listen(port);
      core.setCablePulled(false);
    },
    close: shut,
  };
}
