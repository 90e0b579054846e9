import type { Clock } from '../../foundation/clock.ts';
import { type Log, silentLog } from '../../foundation/log.ts';
import { openPortalKeys, type PortalKey } from '../fit-connect/keys.ts';
import { type Call, HttpProblem, sendJson, serve } from '../http/server.ts';
import { signAddressing } from './addressing-signature.ts';
import type { SimulatedArea, SimulatedRoute } from './sample-areas.ts';

export interface RoutingServiceOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Of the demo portal: 4096-bit keys take seconds to make. */
  readonly keyDirectory: string;
  readonly areas: readonly SimulatedArea[];
  readonly routes: readonly SimulatedRoute[];
  /** Host of the delivery service that the destinations belong to. */
  readonly submissionHost: string;
  readonly clock: Clock;
  readonly log?: Log;
}

/** FIT-Connect's routing service, and the self-service portal whose signatures it hands on; both on loopback. */
export interface RoutingService {
  readonly url: string;
  /** Calls of the Routing API so far. */
  calls(): number;
  /** Resets every connection. */
  setDown(down: boolean): void;
  stop(): Promise<void>;
}

const MOST = 500;

/** @throws Refusal `port-in-use` */
export async function startRoutingService(options: RoutingServiceOptions): Promise<RoutingService> {
  const { clock } = options;
  const keys = await openPortalKeys(options.keyDirectory);
  const signingKey = (): Promise<PortalKey> => keys.signing('self-service-portal');
  let down = false;
  let calls = 0;
  let url = '';

  const areas = ({ url: asked, response }: Call) => {
    calls++;
    const terms = asked.searchParams.getAll('areaSearchexpression');
    if (terms.length === 0) throw new HttpProblem(400, 'bad-request');
    // Seen at the test system: anything but letters, digits and the wildcard ends in an internal error.
    if (terms.some((term) => /[^\p{L}\p{M}\p{N}*]/u.test(term))) throw new HttpProblem(500, 'internal');
    const found = options.areas.filter((area) => terms.every((term) => matches(area, term)));
    sendJson(
      response,
      200,
      page(
        'areas',
        found.map(({ id, name, type }) => ({ id, name, type })),
      ),
    );
  };

  const routes = async ({ url: asked, response }: Call) => {
    calls++;
    const leika = asked.searchParams.get('leikaKey') ?? '';
    const areaId = asked.searchParams.get('areaId') ?? '';
    if (!/^99\d{12}$/.test(leika) || !/^\d+$/.test(areaId)) throw new HttpProblem(400, 'bad-request');
    const found = options.routes.filter((route) => route.services.includes(leika) && route.areaIds.includes(areaId));
    const key = await signingKey();
    const told = found.map(async ({ destinationId, services, told: rest }) => ({
      destinationId,
      destinationSignature: await signAddressing(clock, key, {
        issuer: url,
        submissionHost: options.submissionHost,
        destinationId,
        services,
      }),
      ...rest,
      origin: 'PVOG',
    }));
    sendJson(response, 200, page('routes', await Promise.all(told)));
  };

  const server = await serve({
    port: options.port,
    log: options.log ?? silentLog,
    before: ({ request }) => {
      if (down) request.socket.resetAndDestroy();
    },
    routes: [
      { method: 'GET', path: '/v2/areas', handle: areas },
      { method: 'GET', path: '/v2/routes', handle: routes },
      {
        method: 'GET',
        path: '/.well-known/jwks.json',
        handle: async ({ response }) => sendJson(response, 200, { keys: [(await signingKey()).publicJwk] }),
      },
    ],
  });
  url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    calls: () => calls,
    setDown(value) {
      down = value;
    },
    stop: () => server.close(),
  };
}

const page = (name: string, found: readonly unknown[]) => ({
  count: Math.min(found.length, MOST),
  offset: 0,
  totalCount: found.length,
  [name]: found.slice(0, MOST),
});

/** By postal code, or by a word of the name; `*` stands for any letters. */
function matches({ name, postalCodes }: SimulatedArea, term: string): boolean {
  const pattern = new RegExp(`^${term.replaceAll('*', '.*')}$`, 'iu');
  return postalCodes.includes(term) || name.split(/[^\p{L}\p{N}]+/u).some((word) => pattern.test(word));
}
