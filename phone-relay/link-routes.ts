import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PhoneJoin } from '../portals/phone-relay/contract.ts';
import { bearerOf, jsonOf, numberOf, parameterOf, queryOf, refuse, serveAddress } from './answer.ts';
import { LIMITS } from './limits.ts';
import type { LinkBox } from './link-box.ts';
import { PAGE_HEADERS, type PageFiles } from './page-files.ts';
import type { RelayParts } from './parts.ts';

/** What the page of a link asks: the page itself, to join, and parts both ways. */
export async function serveLinks(app: FastifyInstance, parts: RelayParts, page: PageFiles | null): Promise<void> {
  const { boxes, addresses, counts } = parts;
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: LIMITS.joinBytes }, (_, body, done) =>
    done(null, jsonOf(body)),
  );
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: LIMITS.partBytes },
    (_, body, done) => done(null, body),
  );
  const boxOf = (request: FastifyRequest): LinkBox | null => {
    const box = boxes.find(parameterOf(request, 'id'));
    return box?.kind === 'link' ? box : null;
  };
  const phoneOf = (request: FastifyRequest): LinkBox | null => {
    const box = boxOf(request);
    return box?.isPhone(bearerOf(request)) ? box : null;
  };

  /** Whoever is not the telephone of the box is counted against their address; a photo in many parts is not. */
  async function counted(request: FastifyRequest, reply: FastifyReply) {
    if (addresses.take(request.ip)) return undefined;
    counts.add('limited');
    return refuse(reply, 429, 'too-many-requests');
  }
  async function isThere(request: FastifyRequest, reply: FastifyReply) {
    const limited = await counted(request, reply);
    if (limited) return limited;
    if (boxOf(request)) return undefined;
    counts.add('turnedAway');
    return refuse(reply, 404, 'no-such-box');
  }
  const isPhone = async (request: FastifyRequest, reply: FastifyReply) =>
    phoneOf(request) ? undefined : ((await isThere(request, reply)) ?? refuse(reply, 403, 'not-joined'));

  for (const [path, file] of page ?? []) {
    serveAddress(app, path, {
      GET: { mayAsk: counted, handle: (_, reply) => reply.headers(PAGE_HEADERS).type(file.type).send(file.bytes) },
    });
  }
  serveAddress(app, '/p/:id/join', {
    POST: {
      mayAsk: isThere,
      handle(request, reply) {
        const join = PhoneJoin.safeParse(request.body);
        if (!join.success) return refuse(reply, 400, 'malformed');
        const joined = boxOf(request)?.join(join.data.token, join.data.publicKey);
        if (!joined?.ok) return refuse(reply, joined ? 409 : 404, joined ? joined.error : 'no-such-box');
        counts.add('joined');
        return reply.send(joined.value);
      },
    },
  });
  serveAddress(app, '/p/:id/parts/:number', {
    PUT: {
      mayAsk: isPhone,
      handle(request, reply) {
        const number = numberOf(parameterOf(request, 'number'));
        const data = request.body;
        if (number === null || !Buffer.isBuffer(data) || data.length === 0) return refuse(reply, 400, 'malformed');
        if (!boxes.hasSpaceFor(data.length * 2)) return refuse(reply, 503, 'full');
        const taken = phoneOf(request)?.takeUp({ number, data });
        if (!taken?.ok) return refuse(reply, taken?.error === 'wait' ? 429 : 409, taken ? taken.error : 'no-such-box');
        counts.add('parts');
        return reply.send({});
      },
    },
  });
  serveAddress(app, '/p/:id/parts', {
    GET: {
      mayAsk: isPhone,
      async handle(request, reply) {
        const after = numberOf(queryOf(request, 'after'));
        const box = phoneOf(request);
        if (after === null || !box) return refuse(reply, 400, 'malformed');
        const stopWaiting = () => box.stopWaiting();
        reply.raw.once('close', stopWaiting);
        const part = await box.nextDown(after);
        reply.raw.off('close', stopWaiting);
        if (part === 'gone') return refuse(reply, 404, 'no-such-box');
        if (part === null) return reply.code(204).send();
        return reply.header('x-part', String(part.number)).type('application/octet-stream').send(part.data);
      },
    },
  });
}
