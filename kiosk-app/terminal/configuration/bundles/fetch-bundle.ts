import { readStatement, sizeOf } from '../../../../fleet-link/bundle.ts';
import type { BundleName, BundleOffer, BundleStatement } from '../../../../fleet-link/configuration.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../../foundation/result.ts';
import { type BundleDirectory, readList } from './bundle-directory.ts';
import { isInRange } from './software-range.ts';

/** The hub, as long as the link stands. A call throws `Refusal` if the link breaks or the hub refuses. */
export interface BundleSource {
  offer(version: number): Promise<BundleOffer>;
  /** The payload from `offset` on. */
  chunk(digest: string, offset: number): Promise<Uint8Array>;
  /** PEM of the CA that this hub has proven to belong to. */
  readonly caPem: string;
}

export interface Taking {
  readonly terminalId: string;
  /** Version of this program, `major.minor.patch`. */
  readonly software: string;
  /** Highest version taken so far. */
  readonly trusted: number;
  readonly directory: BundleDirectory;
  /** The key that signs, from what the hub says of its keys. */
  readonly keyOf: (offer: BundleOffer) => Result<string, string>;
}

/**
 * Fetches a version and puts its files on the disk. Statement, key, list and limits are verified before the payload is
 * asked for, the payload before any of its files is written. What was received stays over a broken link.
 * @throws Refusal of the link or the hub: to be tried again
 */
export async function fetchBundle(
  source: BundleSource,
  wanted: BundleName,
  taking: Taking,
): Promise<Result<BundleStatement, string>> {
  if (wanted.version < taking.trusted) return err('older-than-trusted');
  const offer = await source.offer(wanted.version);
  const key = taking.keyOf(offer);
  if (!key.ok) return key;
  const read = readStatement(offer.statement, offer.signature, key.value);
  if (!read.ok) return read;
  const fault = statementFault(read.value, wanted, taking);
  if (fault) return err(fault);
  const list = readList(offer.list, read.value.digest);
  if (!list.ok) return list;

  const { directory } = taking;
  const { digest } = wanted;
  const size = sizeOf(list.value.entries);
  // What lay there may have been spoilt by a power cut: then once more from the beginning.
  for (let isResumed = directory.received(digest) > 0; ; isResumed = false) {
    await receive(source, directory, digest, size);
    const installed = directory.install(wanted, list.value);
    if (installed.ok) return ok(read.value);
    directory.forget(digest);
    if (!isResumed) return installed;
  }
}

async function receive(source: BundleSource, directory: BundleDirectory, digest: string, size: number): Promise<void> {
  let at = directory.received(digest);
  while (at < size) {
    const bytes = await source.chunk(digest, at);
    if (bytes.length === 0 || at + bytes.length > size) throw new Refusal('bad-answer', 'chunk');
    directory.append(digest, bytes);
    at += bytes.length;
  }
}

function statementFault(statement: BundleStatement, wanted: BundleName, taking: Taking): string | null {
  if (statement.terminalId !== taking.terminalId) return 'other-terminal';
  if (statement.version !== wanted.version || statement.digest !== wanted.digest) return 'other-version';
  return isInRange(taking.software, statement.software) ? null : 'wrong-software';
}
