import type { Caller } from '../route.ts';

/** The hub's page in a browser on this machine, of somebody who has no cookies yet. */
export const TEST_CALLER: Caller = {
  address: '127.0.0.1',
  agent: undefined,
  origin: 'http://127.0.0.1:7103',
  cookie: () => undefined,
  setCookie() {},
  redirect() {},
};
