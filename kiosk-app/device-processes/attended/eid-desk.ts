import type { AccessRight, EidClient, EidEvent, EidWorkflow } from '../../../device-drivers/eid/contract.ts';
import { ACCESS_RIGHTS } from '../../../device-drivers/eid/contract.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import { type attendedSide, type EidEventMessage, EidText } from '../../channel/attended.ts';

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
export function createEidDesk(client: EidClient | null, onEvent: (event: EidEventMessage) => void): EidDesk {
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
      onEvent(messageOf(event));
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

const isAccessRight = (right: string): right is AccessRight => ACCESS_RIGHTS.some((known) => known === right);

/** The driver's event within the limits of the channel: what an eID client or a card sends is not ours to trust. */
function messageOf(event: EidEvent): EidEventMessage {
  switch (event.kind) {
    case 'access-rights':
      return {
        ...event,
        required: [...event.required],
        optional: [...event.optional],
        effective: [...event.effective],
        transactionInfo: cut(EidText.transactionInfo, event.transactionInfo),
      };
    case 'paused':
      return { ...event, cause: cut(EidText.cause, event.cause) };
    case 'failed':
      return { ...event, detail: cut(EidText.detail, event.detail) };
    default:
      return event;
  }
}
