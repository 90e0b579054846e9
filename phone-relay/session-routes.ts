import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BoxOrder } from '../portals/phone-relay/contract.ts';
import { bearerOf, parameterOf, refuse, serveAddress } from './answer.ts';
import type { Box } from './box.ts';
import { hashOf, type NotOpened } from './boxes.ts';
import { LIMITS } from './limits.ts';
import type { RelayParts } from './parts.ts';

const STATUS: Readonly<Record<NotOpened, number>> = { taken: 409, 'too-many': 429, full: 503 };

/** What a session asks: opens a box with the key of its terminal, looks into it and closes it with the box's own token. */
export async function serveSessions(app: FastifyInstance, parts: RelayParts): Promise<void> {
  const { boxes, keys, addresses, counts } = parts;
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: LIMITS.orderBytes }, (_, body, done) =>
    done(null, jsonOf(body)),
  );

  /** Who shows no valid key is counted against its address; who does is not, so that no flood shuts a terminal out. */
  function turnAway(request: FastifyRequest, reply: FastifyReply, status: number, error: string): FastifyReply {
    const isWithin = addresses.take(request.ip);
    counts.add(isWithin ? 'turnedAway' : 'limited');
    return isWithin ? refuse(reply, status, error) : refuse(reply, 429, 'too-many-requests');
  }

  const ownedBy = (request: FastifyRequest): Box | null =>
    boxes.findOwned(parameterOf(request, 'id'), bearerOf(request));

  const isOwner = async (request: FastifyRequest, reply: FastifyReply) =>
    ownedBy(request) ? undefined : turnAway(request, reply, 404, 'no-such-box');

  serveAddress(app, '/boxes', {
    POST: {
      mayAsk: async (request, reply) =>
        keys().has(hashOf(bearerOf(request)))
          ? undefined
          : turnAway(request, reply.header('www-authenticate', 'Bearer'), 401, 'unknown-key'),
      handle(request, reply) {
        const order = BoxOrder.safeParse(request.body);
        if (!order.success) return refuse(reply, 400, 'malformed');
        const opened = boxes.open(order.data, hashOf(bearerOf(request)));
        if (!opened.ok) return refuse(reply, STATUS[opened.error], opened.error);
        if (opened.value) counts.add('opened');
        return reply.code(opened.value ? 201 : 200).send({});
      },
    },
  });

  serveAddress(app, '/boxes/:id/news', {
    GET: {
      mayAsk: isOwner,
      async handle(request, reply) {
        const after = /^\d{1,3}$/.exec(queryOf(request, 'after'))?.[0];
        if (after === undefined) return refuse(reply, 400, 'malformed');
        const box = ownedBy(request);
        const stopWaiting = () => box?.stopWaiting();
        reply.raw.once('close', stopWaiting);
        const news = (await box?.news(Number(after))) ?? null;
        reply.raw.off('close', stopWaiting);
        return news ? reply.send(news) : refuse(reply, 404, 'no-such-box');
      },
    },
  });

  serveAddress(app, '/boxes/:id', {
    DELETE: {
      mayAsk: isOwner,
      handle(request, reply) {
        boxes.close(parameterOf(request, 'id'));
        return reply.code(204).send();
      },
    },
  });
}

function queryOf(request: FastifyRequest, name: string): string {
  const value: unknown = Reflect.get(request.query as object, name);
  return typeof value === 'string' ? value : '';
}

/** `undefined` for anything that is not JSON: the schema refuses it then. */
function jsonOf(body: string | Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
