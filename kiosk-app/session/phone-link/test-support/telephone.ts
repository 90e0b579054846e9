import { randomBytes } from 'node:crypto';
import { JoinedBox } from '../../../../portals/phone-relay/contract.ts';
import { readLinkFragment } from '../../../../portals/phone-relay/link/link-address.ts';
import { deriveLinkKeys, makeOwnKey } from '../../../../portals/phone-relay/link/link-keys.ts';
import { decodeMessage, encodeMessage, type PhoneSays } from '../../../../portals/phone-relay/link/link-messages.ts';
import { openPart, sealPart } from '../../../../portals/phone-relay/link/sealed-part.ts';

/** A telephone that speaks with a real relay, without a page. @param text of the code on the screen */
export async function openOnTelephone(text: string) {
  const url = new URL(text);
  const address = readLinkFragment(url.hash);
  if (!address) throw new TypeError('the code is none of a link');
  const base = `${url.origin}/p/${address.id}`;
  const token = randomBytes(32).toString('base64url');
  const own = await makeOwnKey();
  const answer = await fetch(`${base}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, publicKey: own.publicKey }),
  });
  if (!answer.ok) return { refused: answer.status } as const;
  const { sessionKey } = JoinedBox.parse(await answer.json());
  const keys = await deriveLinkKeys({ own, theirs: sessionKey, side: 'phone', secret: address.secret });
  if (!keys) throw new TypeError('no keys');
  const headers = { authorization: `Bearer ${token}` };
  let [up, down] = [0, 0];
  return {
    refused: null,
    number: keys.number,
    base,
    async say(message: PhoneSays, bytes?: Uint8Array): Promise<number> {
      const body = await sealPart(keys.toSession, ++up, encodeMessage(message, bytes));
      const init = { method: 'PUT', headers: { ...headers, 'content-type': 'application/octet-stream' }, body };
      return (await fetch(`${base}/parts/${up}`, init)).status;
    },
    /** The next message of the session. */
    async hear() {
      const part = await fetch(`${base}/parts?after=${down}`, { headers });
      if (part.status !== 200) throw new TypeError(`nothing to hear: ${part.status}`);
      down = Number(part.headers.get('x-part'));
      const clear = await openPart(keys.toPhone, down, new Uint8Array(await part.arrayBuffer()));
      const message = clear && decodeMessage(clear);
      if (!message) throw new TypeError('not sealed for this telephone');
      return { said: message.json as Record<string, unknown>, bytes: message.bytes };
    },
  } as const;
}
