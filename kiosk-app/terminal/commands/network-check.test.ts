import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { checkNetwork, networkTargets } from './network-check.ts';

test('what answers is told with its time, what does not with its reason', async () => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const [up] = await checkNetwork([{ name: 'hub', host: '127.0.0.1', port }], 5_000, systemClock);
  await new Promise((done) => server.close(done));
  const [down] = await checkNetwork([{ name: 'hub', host: '127.0.0.1', port }], 5_000, systemClock);
  expect(up).toEqual({ name: 'hub', host: '127.0.0.1', port, ms: expect.any(Number), reason: null });
  expect(down).toEqual({ name: 'hub', host: '127.0.0.1', port, ms: null, reason: 'ECONNREFUSED' });
});

test('every place of the site is named, one that stands twice once', () => {
  const fitConnect = {
    tokenUrl: 'https://auth.example/token',
    destinationApi: 'https://api.example/destinations',
    submissionApi: 'https://api.example/submissions',
    clientId: '',
    clientSecretEnv: '',
    trustedRoots: null,
    deliveryServiceIssuer: 'no address',
    destinations: {},
    routing: { api: 'https://routing.example', selfServicePortal: 'https://portal.example' },
  };
  const targets = networkTargets({
    hub: { url: 'wss://hub.example:7104', directory: '' },
    portals: {
      fitConnect,
      eidService: { url: 'http://[::1]:80/x', caFile: null },
      billRegister: null,
      documentStatus: null,
      paymentPortal: null,
      appointments: null,
      phoneRelay: null,
      wallet: null,
      web: {},
    },
  });
  expect(targets.map(({ name, host, port }) => `${name} ${host} ${port}`)).toEqual([
    'hub hub.example 7104',
    'fit-connect.token auth.example 443',
    'fit-connect.destinations api.example 443',
    'fit-connect.routing routing.example 443',
    'fit-connect.portal portal.example 443',
    'eid-service ::1 80',
  ]);
});
