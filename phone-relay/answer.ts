import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** One method of an address; `mayAsk` decides before a body is read. */
export interface Served {
  readonly mayAsk?: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => unknown;
}

/** Serves an address by the methods that it has; every other is answered 405, not 404 (RFC 9110, section 15.5.6). */
export function serveAddress(app: FastifyInstance, url: string, served: Partial<Record<HTTPMethods, Served>>): void {
  for (const method of METHODS) {
    const known = served[method];
    const onRequest = known ? known.mayAsk : notAllowed(Object.keys(served).join(', '));
    app.route({
      method,
      url,
      ...(onRequest ? { onRequest } : {}),
      handler: async (request, reply) => known?.handle(request, reply),
    });
  }
}

const notAllowed = (allow: string) => async (_request: FastifyRequest, reply: FastifyReply) =>
  refuse(reply.header('allow', allow), 405, 'method-not-allowed');

/** Says no with a word for the program at the other end, never with anything of what it sent. */
export const refuse = (reply: FastifyReply, status: number, error: string): FastifyReply =>
  reply.code(status).send({ error });

/** Token of `Authorization: Bearer` (RFC 6750, section 2.1), or an empty one. */
export function bearerOf(request: FastifyRequest): string {
  const [, token = ''] = /^Bearer ([\w~+/.-]{1,200}=*)$/i.exec(request.headers.authorization ?? '') ?? [];
  return token;
}

/** A number of at most five digits, as it stands in an address; `null` for anything else. */
export const numberOf = (text: string): number | null => (/^\d{1,5}$/.test(text) ? Number(text) : null);

/** A part of the address that the route names. */
export function parameterOf(request: FastifyRequest, name: string): string {
  const value: unknown = Reflect.get(request.params as object, name);
  return typeof value === 'string' ? value : '';
}

/** One of the address's questions, or an empty text. */
export function queryOf(request: FastifyRequest, name: string): string {
  const value: unknown = Reflect.get(request.query as object, name);
  return typeof value === 'string' ? value : '';
}

/** `undefined` for anything that is not JSON: the schema refuses it then. */
export function jsonOf(body: string | Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
