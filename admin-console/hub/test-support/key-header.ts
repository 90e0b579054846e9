import { ACCESS_ROUTES, KEY_PERMISSIONS } from '../../contract/access/access.ts';
import type { Hub } from '../hub.ts';

/**
 * A key that may do what a key may, made as a person makes it: with a one-time link.
 * @param origin of the hub's console
 * @param token of the link
 */
export async function newKey(origin: string, token: string): Promise<string> {
  const post = async (path: string, body: object, cookie = '') => {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`no key: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const signedIn = await post(ACCESS_ROUTES.signInLink, { token });
  const cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';', 1)[0];
  const asked = { name: 'technician', permissions: KEY_PERMISSIONS, days: 1 };
  return ((await (await post(ACCESS_ROUTES.keys('default'), asked, cookie)).json()) as { key: string }).key;
}

/** What a program with a key sends along. */
export const withKey = (key: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${key}` });

/** Of the first owner of a hub that nobody has used yet. */
export const keyHeaderOf = async ({ consolePort, firstOwner }: Hub): Promise<Readonly<Record<string, string>>> =>
  withKey(await newKey(`http://127.0.0.1:${consolePort}`, firstOwner ?? ''));
