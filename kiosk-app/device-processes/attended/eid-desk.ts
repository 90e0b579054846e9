import {
  type EidClient,
  type EidEvent,
  type EidWorkflow,
  isAccessRight,
} from '../../../device-drivers/eid/contract.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import type { attendedSide } from '../../channel/attended.ts';

type EidMethods = Pick<
  Handlers<typeof attendedSide>['methods'],
  'eid.authenticate' | 'eid.change-pin' | 'eid.accept' | 'eid.secret' | 'eid.continue' | 'eid.cancel'
>;

export interface EidDesk {
  readonly methods: EidMethods;
  /** The session has gone: whatever runs is stopped. */
  cancel(): void;
}

/** One identification or PIN change at a time, for the session that is connected. A PIN passes through, nothing stays. */
export function createEidDesk(client: EidClient | null, onEvent: (event: EidEvent) => void): EidDesk {
  let workflow: EidWorkflow | null = null;

  const begin = (run: (device: EidClient, listener: (event: EidEvent) => void) => EidWorkflow) => {
    if (!client) throw new Refusal('no-device');
    if (workflow) throw new Refusal('busy');
    let isOver = false;
    const started = run(client, (event) => {
      if (isOver) return;
      if (event.kind === 'authenticated' || event.kind === 'pin-changed' || event.kind === 'failed') {
        isOver = true;
        workflow = null;
      }
      onEvent(event);
    });
    if (!isOver) workflow = started;
    return {};
  };
  const running = (): EidWorkflow => {
    if (!workflow) throw new Refusal('out-of-order');
    return workflow;
  };

  return {
    methods: {
      'eid.authenticate': ({ tcTokenUrl }) => begin((device, listener) => device.authenticate(tcTokenUrl, listener)),
      'eid.change-pin': () => begin((device, listener) => device.changePin(listener)),
      'eid.accept': ({ optional }) => {
        running().accept(optional.filter(isAccessRight));
        return {};
      },
      'eid.secret': ({ secret, value }) => {
        running().secret(secret, value);
        return {};
      },
      'eid.continue': () => {
        running().continue();
        return {};
      },
      'eid.cancel': () => {
        workflow?.cancel();
        return {};
      },
    },
    cancel() {
      workflow?.cancel();
      workflow = null;
    },
  };
}
