import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLog } from '../../../foundation/log.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { parentTransport } from '../../../foundation/rpc/transports.ts';
import { sessionSide, terminalSide } from '../../channel/terminal.ts';

/**
 * A session process without a citizen: serves a page, gives tokens, and misbehaves when its page is asked to
 * (`/end`, `/crash`, `/hang`, `/print-a-name`, `/busy`). Says on `/devices`, `/maintenance` and `/interrupted` what it was last told.
 */
let devices: unknown = null;
let isInMaintenance = false;
let left: unknown = null;
let ignoresEnd = false;
const server = createServer((request, response) => {
  response.setHeader('connection', 'close');
  response.end(toldOn(request.url));
  if (request.url === '/busy') peer.notify('step', { step: 'form', serviceId: 'hundesteuer-anmelden' });
  if (request.url === '/end') peer.notify('ended', { outcome: 'completed' });
  if (request.url === '/crash') process.kill(process.pid, 'SIGKILL');
  if (request.url === '/ignore-end') ignoresEnd = true;
  if (request.url === '/print-a-name') process.stderr.write('Erika Mustermann hat geklickt\n');
  if (request.url === '/hang') {
    response.once('finish', () => {
      for (;;);
    });
  }
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as AddressInfo;

const peer = createPeer({
  transport: parentTransport(),
  local: sessionSide,
  remote: terminalSide,
  log: silentLog,
  handlers: {
    methods: {
      start: (params) => {
        devices = params.devices;
        peer.notify('ready', { port });
        return { port };
      },
      token: () => ({ token: randomBytes(16).toString('base64url') }),
      end: () => {
        if (!ignoresEnd) process.exit(0);
        return {};
      },
    },
    notifications: {
      devices: (states) => {
        devices = states;
      },
      portals() {},
      'payment.progress'() {},
      'payment.online'() {},
      'submission.delivery'() {},
      help() {},
      interrupted(told) {
        left = told.interrupted;
      },
      presence() {},
      closed() {},
      place() {},
      words() {},
      'most-used'() {},
      maintenance({ on }) {
        isInMaintenance = on;
      },
    },
  },
});
process.on('SIGTERM', () => {
  if (!ignoresEnd) process.exit(0);
});
void peer.closed.then(() => process.exit(0));

function toldOn(path: string | undefined): string {
  if (path === '/devices') return JSON.stringify(devices);
  if (path === '/interrupted') return JSON.stringify(left);
  return path === '/maintenance' ? JSON.stringify(isInMaintenance) : '<!doctype html><title>session</title>';
}
