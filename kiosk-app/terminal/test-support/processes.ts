import { Refusal } from '../../../foundation/errors.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import type { terminalSide } from '../../channel/terminal.ts';

/** Waits, in real time, for what real processes do. */
export async function until(condition: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  const end = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** A terminal that grants nothing. */
export function quietDesk(): Handlers<typeof terminalSide> {
  const refuse = () => {
    throw new Refusal('fake');
  };
  return {
    methods: {
      'routing.areas': refuse,
      'routing.authority': refuse,
      'portal.prepare': refuse,
      'portal.replyChannels': refuse,
      'payment.reference': refuse,
      'bill.lookup': refuse,
      'submission.hold': refuse,
      'submission.drop': refuse,
      'submission.release': refuse,
      'payment.pay': refuse,
      'payment.pay-online': refuse,
      'payment.leave-online': refuse,
      'payment.abort': refuse,
      'receipt.print': refuse,
      'slip.print': refuse,
      'appointments.offer': refuse,
      'appointments.days': refuse,
      'appointments.reserve': refuse,
      'appointments.take': refuse,
      'appointments.release': refuse,
      'interrupted.close': () => {
        throw new Refusal('unknown-package');
      },
      'help.call': refuse,
    },
    notifications: {
      ready() {},
      'help.end'() {},
      step() {},
      usage() {},
      abandoned() {},
      cover() {},
      'card-left'() {},
      ended() {},
    },
  };
}
