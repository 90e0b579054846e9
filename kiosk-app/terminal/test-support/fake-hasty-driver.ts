import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../../foundation/log.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { parentTransport } from '../../../foundation/rpc/transports.ts';
import { driverParentSide, driverSide } from '../../device-processes/driver/contract.ts';

/** A driver process that says `ready` before it answers its start, and knows every payment as paid for nothing. */
const refuse = () => {
  throw new RangeError('not for this test');
};
const peer = createPeer({
  transport: parentTransport(),
  local: driverSide,
  remote: driverParentSide,
  log: silentLog,
  handlers: {
    methods: {
      start: async () => {
        const health = { state: 'ready', reason: null, model: null, firmware: null, seenAt: null } as const;
        peer.notify('state', { health, lastReceipt: null, statistics: {} });
        await wait(100);
        return {};
      },
      ping: () => ({}),
      'check-health': refuse,
      'payment.authorise': refuse,
      'payment.recover': () => ({ kind: 'unclear' as const, reason: 'asked' }),
      'payment.reverse': refuse,
      'payment.end-of-day': refuse,
      print: refuse,
    },
    notifications: { 'payment.abort': () => {} },
  },
});
void peer.closed.then(() => process.exit(0));
