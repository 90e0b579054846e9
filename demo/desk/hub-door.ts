import type { Route } from '../../simulators/http/server.ts';

const PATH = 'hub';

/** Where a person of the demo enters the hub. @param desk the desk's address */
export const hubDoor = (desk: string): string => `${desk}${PATH}`;

/** Signs in anew each time: a link of the hub is good once, and the demo's is opened again and again. */
export const hubDoorRoute = (openHub: () => Promise<string>): Route => ({
  method: 'GET',
  path: `/${PATH}`,
  async handle({ response }) {
    response.writeHead(303, { location: await openHub(), 'cache-control': 'no-store' }).end();
  },
});
