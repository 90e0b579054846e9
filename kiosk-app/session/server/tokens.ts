import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 24;
/** One-time tokens that were given out and not used yet; the oldest gives way. */
const MAX_OPEN = 16;

/**
 * Who may see the session: a page that was opened with a one-time token, or one that has been let in before and shows
 * its resume key. Kept as hashes, compared in constant time.
 */
export class Tokens {
  readonly #open: Buffer[] = [];
  readonly #pages = new Map<string, Buffer>();
  #nextPage = 1;

  issue(): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#open.push(hashOf(token));
    if (this.#open.length > MAX_OPEN) this.#open.shift();
    return token;
  }

  /** Uses a token up. @returns a new page's name and resume key, `null` if the token is not (or no longer) good */
  redeem(token: string): { readonly page: string; readonly resume: string } | null {
    const hash = hashOf(token);
    const index = this.#open.findIndex((candidate) => timingSafeEqual(candidate, hash));
    if (index < 0) return null;
    this.#open.splice(index, 1);
    const page = `page-${this.#nextPage++}`;
    const resume = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#pages.set(page, hashOf(resume));
    return { page, resume };
  }

  /** The page a resume key belongs to; a key stays good, for a page may lose its socket more than once. */
  pageOf(resume: string): string | null {
    const hash = hashOf(resume);
    for (const [page, known] of this.#pages) if (timingSafeEqual(known, hash)) return page;
    return null;
  }

  clear(): void {
    this.#open.length = 0;
    this.#pages.clear();
  }
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
