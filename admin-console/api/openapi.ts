import { z } from 'zod';
import type { ApiRoute } from './route.ts';
import type { StreamRoute } from './serve-streams.ts';

const PERSON_OR_KEY = [{ session: [] }, { key: [] }];
const GOES_ON = {
  description: 'Goes on to the console.',
  headers: { location: { required: true, schema: { type: 'string' } } },
};
const REFUSED = {
  description: 'Refused, with a reason in kebab-case.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { reason: { type: 'string', pattern: '^[a-z0-9-]+$' } },
        required: ['reason'],
        additionalProperties: false,
      },
    },
  },
};

/** OpenAPI 3.1 of these routes; what is taken and answered is described by the schemas that check it. */
export function openApiOf(routes: readonly ApiRoute[], streams: readonly StreamRoute[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (method: string, path: string, operation: unknown) => {
    const address = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation };
  };
  for (const route of routes) add(route.method, route.path, operationOf(route));
  for (const stream of streams) {
    add('GET', stream.path, {
      ...commonOf(stream),
      parameters: placeholders(stream.path),
      responses: { 200: { description: 'Events.', content: { 'text/event-stream': {} } }, default: REFUSED },
    });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Bürger-Terminal: hub', version: '1' },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-bt-session' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operationOf(route: ApiRoute) {
  const body = schemaOf(route.body, 'input');
  const hasBody = route.method !== 'GET' && body !== null;
  const answer = route.produces ?? 'application/json';
  return {
    ...commonOf(route),
    parameters: [...placeholders(route.path), ...queryOf(route)],
    ...(hasBody && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [route.redirects ? 303 : 200]: route.redirects
        ? GOES_ON
        : { description: 'Done.', content: { [answer]: { schema: schemaOf(route.answer, 'output') ?? {} } } },
      default: REFUSED,
    },
  };
}

const commonOf = ({ summary, access }: Pick<ApiRoute, 'summary' | 'access'>) => ({
  summary,
  description: `Needs: ${access}.`,
  security: access === 'anyone' ? [] : PERSON_OR_KEY,
});

const placeholders = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryOf({ query }: ApiRoute) {
  const schema = schemaOf(query, 'input') as { properties?: Record<string, unknown>; required?: string[] } | null;
  return Object.entries(schema?.properties ?? {}).map(([name, inner]) => ({
    name,
    in: 'query',
    required: schema?.required?.includes(name) ?? false,
    schema: inner,
  }));
}

/** `null` for nothing. A type that only the handler knows is described as anything. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  if (schema instanceof z.ZodUndefined) return null;
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
