import { reach } from './boundary.ts';
import { pathOf } from './http-names.ts';

/** Every call of an authority's interface: before it is made, and once its answer is there (sockets.ts: once it is sent). */
const { fetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const name = `http:${init?.method ?? 'GET'} ${pathOf(url.pathname)}`;
  reach(name, 'before');
  const response = await fetch(input, init);
  reach(name, 'after');
  return response;
};
