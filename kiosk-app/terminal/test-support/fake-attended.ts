import { silentLog } from '../../../foundation/log.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { parentTransport } from '../../../foundation/rpc/transports.ts';
import { hostParentSide, hostSide } from '../../channel/attended.ts';

/** An attended-device host whose scanner is ready as soon as it is activated. */
const peer = createPeer({
  transport: parentTransport(),
  local: hostSide,
  remote: hostParentSide,
  log: silentLog,
  handlers: {
    methods: {
      start: () => ({}),
      activate: () => {
        peer.notify('health', {
          device: 'scanner',
          state: 'ready',
          reason: null,
          model: 'fake',
          firmware: null,
          seenAt: null,
        });
        return {};
      },
      'check-health': () => ({ passed: true, steps: [] }),
    },
    notifications: {},
  },
});
void peer.closed.then(() => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
