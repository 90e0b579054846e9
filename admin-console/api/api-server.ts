import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Clock } from '../../foundation/clock.ts';
import { HelpTaken, MAX_REQUEST, NewEnrolmentCode, NoArguments, OfTerminal } from '../contract/requests.ts';
import { ROUTES } from '../contract/routes.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { Fleet } from '../domain/fleet.ts';
import { streamFleet } from './fleet-stream.ts';
import { servePages } from './pages.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Who acts, for the audit, until people sign in. */
const ACTOR = 'console';

export interface Api {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * What the console asks of the hub, and the console's pages themselves. Bound to the loopback interface only until
 * sign-in exists: see docs/security.md, "What is not there yet".
 */
export async function startApi(options: {
  readonly port: number;
  readonly webDirectory: string;
  readonly fleet: Fleet;
  readonly enrolment: Enrolment;
  readonly clock: Clock;
}): Promise<Api> {
  const { fleet, enrolment, clock, webDirectory } = options;
  const app = fastify({ logger: false, bodyLimit: MAX_REQUEST, forceCloseConnections: true });

  app.addHook('onRequest', async (request, reply) => {
    // DNS rebinding: a foreign page may reach the loopback port, but not under a loopback name.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return reply.code(421).send({ reason: 'wrong-host' });
    reply.headers({
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  app.get(ROUTES.terminals, async () => fleet.list());

  app.get(ROUTES.events, (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'content-security-policy': CSP,
    });
    const stop = streamFleet(fleet, clock, (text) => reply.raw.write(text));
    request.raw.once('close', stop);
  });

  app.post(ROUTES.enrolmentCodes, async (request, reply) => {
    const body = NewEnrolmentCode.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ reason: 'malformed' });
    return enrolment.createCode(body.data.terminalId, ACTOR);
  });

  app.post(ROUTES.journalExplained(':id'), async (request, reply) => {
    const params = OfTerminal.safeParse(request.params);
    // A body in JSON is what a foreign page cannot send unasked (Fetch Standard, "CORS-safelisted request-header").
    if (!params.success || !NoArguments.safeParse(request.body).success)
      return reply.code(400).send({ reason: 'malformed' });
    const isExplained = await fleet.explainJournal(params.data.id, ACTOR);
    return isExplained ? {} : reply.code(404).send({ reason: 'nothing-to-explain' });
  });

  app.post(ROUTES.helpTaken(':id'), async (request, reply) => {
    const params = OfTerminal.safeParse(request.params);
    const body = HelpTaken.safeParse(request.body);
    if (!params.success || !body.success) return reply.code(400).send({ reason: 'malformed' });
    const isTaken = await fleet.takeHelp(params.data.id, body.data.id, ACTOR);
    return isTaken ? {} : reply.code(404).send({ reason: 'no-such-call' });
  });

  servePages(app, webDirectory);

  await app.listen({ host: '127.0.0.1', port: options.port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}
