/** Characters of 256 random bits, and of 128, in base64url. */
const ADDRESS = /^#?([\w-]{43})\.([\w-]{22})$/;

/** What stands behind the "#" of the code: the box at the relay, and the secret that the relay never sees. */
export interface LinkAddress {
  readonly id: string;
  /** 128 random bits, base64url. */
  readonly secret: string;
}

export const linkFragment = ({ id, secret }: LinkAddress): string => `#${id}.${secret}`;

/** @returns `null` for a code that is not whole */
export function readLinkFragment(fragment: string): LinkAddress | null {
  const [, id, secret] = ADDRESS.exec(fragment) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : null;
}
