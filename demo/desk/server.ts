import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { type Call, HttpProblem, readBody, send, sendJson, serve } from '../../simulators/http/server.ts';
import type { DeskDevice } from './contract.ts';
import { Events } from './events.ts';
import { hubDoorRoute } from './hub-door.ts';
import { pageRoutes } from './static.ts';

export type { DeskDevice } from './contract.ts';

export interface DeskOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly devices: readonly DeskDevice[];
  /** Shown at the top of the page: `screen`, `inbox`, `hub` → address. */
  readonly links?: Readonly<Record<string, string>>;
  /** Makes a link that signs in at the hub. */
  readonly openHub?: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Desk {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BODY = 4_096;

/**
 * The simulator desk: one page on which a person does with their hands what a citizen does at the counter.
 * @throws Refusal `port-in-use`
 */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  const { devices, links = {}, openHub, clock, log } = options;
  const byId = new Map(devices.map((device) => [device.id, device]));
  const events = new Events(clock, devices);
  const server = await serve({
    port: options.port,
    log,
    before: refuseStrangers,
    routes: [
      ...pageRoutes(links.screen),
      ...(openHub ? [hubDoorRoute(openHub)] : []),
      { method: 'GET', path: '/api/links', handle: ({ response }) => sendJson(response, 200, links) },
      {
        method: 'GET',
        path: '/api/state',
        handle: ({ response }) =>
          sendJson(response, 200, Object.fromEntries(devices.map((device) => [device.id, device.state()]))),
      },
      { method: 'GET', path: '/api/events', handle: ({ response }) => events.add(response) },
      {
        method: 'GET',
        path: '/api/papers/:file',
        handle: (call) => sendPicture(call, byId.get('printer'), (call.params.file ?? '').replace(/\.png$/, '')),
      },
      {
        method: 'GET',
        path: '/api/pictures/:device/:id',
        handle: (call) => sendPicture(call, byId.get(call.params.device ?? ''), call.params.id ?? ''),
      },
      { method: 'POST', path: '/api/:device/:action', handle: (call) => act(call, byId, log) },
    ],
  });
  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}/`,
    async close() {
      events.close();
      await server.close();
    },
  };
}

/** A page of another origin, or a name that was made to point here, has no business at the desk. */
function refuseStrangers({ request }: Call): void {
  const host = request.headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) throw new HttpProblem(403, 'unknown-host');
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) throw new HttpProblem(403, 'other-origin');
}

function sendPicture({ response }: Call, device: DeskDevice | undefined, id: string): void {
  const picture = device?.picture?.(id);
  if (!picture) throw new HttpProblem(404, 'no-such-picture');
  send(response, 200, picture.type, picture.body);
}

async function act(
  { request, response, params }: Call,
  devices: ReadonlyMap<string, DeskDevice>,
  log: Log,
): Promise<void> {
  const device = devices.get(params.device ?? '');
  if (!device) throw new HttpProblem(404, 'unknown-device');
  const name = params.action ?? '';
  const action = Object.hasOwn(device.actions, name) ? device.actions[name] : undefined;
  if (!action) throw new HttpProblem(404, 'unknown-action');
  if (request.headers['content-type'] !== 'application/json') throw new HttpProblem(415, 'not-json');
  const args = parse(await readBody(request, MAX_BODY));
  try {
    await action(args);
  } catch (thrown) {
    log.event('info', 'desk.refused', { device: code(device.id), action: code(name), reason: code(reasonOf(thrown)) });
    if (!(thrown instanceof Refusal)) throw thrown;
    throw new HttpProblem(thrown.reason === 'bad-arguments' ? 400 : 409, thrown.reason, thrown.detail);
  }
  sendJson(response, 200, { state: device.state() });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpProblem(400, 'not-json');
  }
}
