import { EventEmitter } from 'node:events';
import type { OpenHid } from '../../device-drivers/links/hid.ts';
import type { Recording } from '../../device-drivers/recording/format.ts';
import type { Clock } from '../../foundation/clock.ts';
import { ConnectionReplay, type ReplayEnd } from './connection.ts';

export interface ReplayedHid {
  /** To hand to the driver instead of node-hid: each opening is the next recorded one. */
  readonly openHid: OpenHid;
  readonly connections: readonly Promise<ReplayEnd>[];
}

/** A HID device that sends the input reports it sent then, as far apart as then; pulled out where it was pulled out. */
export function replayHid(recording: Recording, clock: Clock): ReplayedHid {
  const connections: Promise<ReplayEnd>[] = [];
  const openHid: OpenHid = async () => {
    const device = new EventEmitter();
    let isClosed = false;
    const replay = new ConnectionReplay(recording, connections.length, clock, {
      send: (_direction, content) => void device.emit('data', content),
      // By ourselves then: there is nothing to tell the driver that it has not done itself.
      close: (reason) => void (!isClosed && reason !== 'closed-by-us' && device.emit('error', new Error(reason))),
    });
    connections.push(replay.finished);
    return Object.assign(device, {
      close: async () => {
        isClosed = true;
        replay.driverClosed();
      },
    });
  };
  return { openHid, connections };
}
