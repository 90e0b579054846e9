import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BoxOrder } from '../portals/phone-relay/contract.ts';
import { bearerOf, jsonOf, numberOf, parameterOf, queryOf, refuse, serveAddress } from './answer.ts';
import type { Box, NotOpened } from './boxes.ts';
import { hashOf } from './hash.ts';
import { LIMITS } from './limits.ts';
import type { Part } from './link-box.ts';
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
        const after = numberOf(queryOf(request, 'after'));
        if (after === null) return refuse(reply, 400, 'malformed');
        const box = ownedBy(request);
        const stopWaiting = () => box?.events.stopWaiting();
        reply.raw.once('close', stopWaiting);
        const news = (await box?.events.news(after)) ?? null;
        reply.raw.off('close', stopWaiting);
        return news ? reply.send(news) : refuse(reply, 404, 'no-such-box');
      },
    },
  });

  // A scope of its own: an order in this content type is still refused.
  await app.register(async (scope) => {
    scope.addContentTypeParser('text/plain', { parseAs: 'string', bodyLimit: LIMITS.partCharacters }, (_, body, done) =>
      done(null, body),
    );
    serveAddress(scope, '/boxes/:id/parts/:number', {
      PUT: {
        mayAsk: isOwner,
        handle(request, reply) {
          const box = ownedBy(request);
          const part = partOf(request, PART_TEXT.test(String(request.body)) ? String(request.body) : '');
          if (box?.kind !== 'link' || !part) return refuse(reply, 400, 'malformed');
          if (!boxes.hasSpaceFor(part.data.length)) return refuse(reply, 503, 'full');
          const taken = box.takeDown(part);
          if (!taken.ok) return refuse(reply, taken.error === 'wait' ? 429 : 409, taken.error);
          counts.add('parts');
          return reply.send({});
        },
      },
    });
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

/** Base64url, not empty. */
const PART_TEXT = /^[\w-]+$/;

function partOf(request: FastifyRequest, text: string): Part | null {
  const number = numberOf(parameterOf(request, 'number'));
  const data = Buffer.from(text, 'base64url');
  return number !== null && data.length > 0 ? { number, data } : null;
}
