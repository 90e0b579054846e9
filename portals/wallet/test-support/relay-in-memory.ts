import { err, ok } from '../../../foundation/result.ts';
import type { BoxOrder, PhoneRelayClient, RelayBox, WalletBoxEvent } from '../../phone-relay/contract.ts';

export interface RelayInMemory {
  readonly client: PhoneRelayClient;
  /** What a telephone reaches it by. */
  readonly fetch: typeof globalThis.fetch;
  /** Open boxes; a test asserts 0 to prove that nothing is left behind. */
  openBoxes(): number;
  requestObjects(): readonly string[];
}

const ORIGIN = 'https://relay.example';

/** A relay without a network, for tests of the session's end: it takes one answer and tells of a second one. */
export function relayInMemory(): RelayInMemory {
  const boxes = new Map<string, ReturnType<typeof openBox>>();
  const requestObjects: string[] = [];

  function openBox(order: BoxOrder) {
    const events: WalletBoxEvent[] = [];
    const waiting: ((event: WalletBoxEvent | null) => void)[] = [];
    const box: RelayBox = {
      ...addressesOf(order.id),
      async next() {
        const event = events.shift() ?? (await new Promise<WalletBoxEvent | null>((resolve) => waiting.push(resolve)));
        return event === null ? err('box-gone') : ok(event);
      },
      async close() {
        boxes.delete(order.id);
        for (const resolve of waiting.splice(0)) resolve(null);
      },
    };
    const happen = (event: WalletBoxEvent) => {
      const resolve = waiting.shift();
      if (resolve) resolve(event);
      else events.push(event);
    };
    return { box, happen, requestObject: requestOf(order), answered: false };
  }

  const addressesOf = (id: string) => ({
    requestUrl: `${ORIGIN}/w/${id}/request`,
    responseUrl: `${ORIGIN}/w/${id}/response`,
  });

  return {
    client: {
      addressesOf,
      async open(order) {
        const made = openBox(order);
        boxes.set(order.id, made);
        requestObjects.push(made.requestObject);
        return ok(made.box);
      },
    },
    fetch: async (input, init) => {
      const [, id = '', what] = /\/w\/([\w-]+)\/(request|response)$/.exec(String(input)) ?? [];
      const box = boxes.get(id);
      if (box === undefined) return new Response(null, { status: 404 });
      if (what === 'request') {
        box.happen({ kind: 'fetched' });
        return new Response(box.requestObject);
      }
      const fields = new URLSearchParams(String(init?.body));
      const error = fields.get('error');
      const state = fields.get('state');
      if (box.answered) {
        box.happen({ kind: 'second-answer' });
        return new Response(null, { status: 409 });
      }
      box.answered = true;
      if (error === null) box.happen({ kind: 'answered', response: fields.get('response') ?? '' });
      else box.happen({ kind: 'refused', error, ...(state === null ? {} : { state }) });
      return Response.json({});
    },
    openBoxes: () => boxes.size,
    requestObjects: () => requestObjects,
  };
}

function requestOf({ content }: BoxOrder): string {
  if (content.kind !== 'wallet') throw new TypeError('a wallet is asked by a box of another kind');
  return content.requestObject;
}
