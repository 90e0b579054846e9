import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parameterOf, refuse, serveAddress } from './answer.ts';
import type { WalletBox } from './box.ts';
import { LIMITS } from './limits.ts';
import type { RelayParts } from './parts.ts';
import { readPosted } from './posted.ts';

/** What a telephone asks: it knows the address of one box from the code on the screen, and nothing else. */
export async function servePhones(app: FastifyInstance, parts: RelayParts): Promise<void> {
  const { boxes, addresses, counts } = parts;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LIMITS.formBytes },
    (_, body, done) => done(null, body.toString()),
  );

  const boxOf = (request: FastifyRequest): WalletBox | null => {
    const box = boxes.find(parameterOf(request, 'id'));
    return box?.kind === 'wallet' ? box : null;
  };
  function gone(reply: FastifyReply): FastifyReply {
    counts.add('turnedAway');
    return refuse(reply, 404, 'no-such-box');
  }

  /** What is posted to no box is not read. */
  async function mayAsk(request: FastifyRequest, reply: FastifyReply) {
    if (!addresses.take(request.ip)) {
      counts.add('limited');
      return refuse(reply, 429, 'too-many-requests');
    }
    return boxOf(request) ? undefined : gone(reply);
  }

  serveAddress(app, '/w/:id/request', {
    GET: {
      mayAsk,
      handle(request, reply) {
        const box = boxOf(request);
        if (!box) return gone(reply);
        const fetched = box.fetch();
        if (!fetched.ok) return refuse(reply, 410, fetched.error);
        counts.add('fetched');
        return reply.type('application/oauth-authz-req+jwt').send(fetched.value);
      },
    },
  });

  serveAddress(app, '/w/:id/response', {
    POST: {
      mayAsk,
      handle(request, reply) {
        const box = boxOf(request);
        if (!box) return gone(reply);
        const posted = readPosted(request.body);
        if (!posted) return refuse(reply, 400, 'invalid_request');
        if (posted.kind === 'answered' && !boxes.hasSpaceFor(posted.response.length)) return refuse(reply, 503, 'full');
        const taken = box.answer(posted);
        if (!taken.ok) return refuse(reply, 409, taken.error);
        counts.add(posted.kind);
        return reply.send({});
      },
    },
  });
}
