import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { sampleFiles } from '../../../../../config/sample-files.ts';
import { textsSaying } from '../../../../../config/test-support/texts-saying.ts';
import { packFiles, signText, statementText } from '../../../../../fleet-link/bundle.ts';
import {
  BUNDLE_LIMITS,
  type BundleName,
  type BundleOffer,
  type BundleStatement,
  type ConfigurationState,
} from '../../../../../fleet-link/configuration.ts';
import { Refusal } from '../../../../../foundation/errors.ts';
import type { ConfigurationHub } from '../configuration-keeper.ts';

const CONFIG = join(import.meta.dirname, '../../../../../config');
const SITE_FILE = join(CONFIG, 'sites/musterstadt.json');
export const LOCAL = { siteFile: SITE_FILE, directory: CONFIG, environment: { BT_FIT_CONNECT_SECRET: 'x' } };
/** Made for tests once, so that a process that was killed finds the same hub again. */
const SECRET = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${'11'.repeat(32)}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
export const HUB_KEY = createPublicKey(SECRET).export({ type: 'spki', format: 'der' }).toString('base64');

/** The sample configuration, its texts saying which version they are of. */
export const filesOfVersion = (version: number): Record<string, string> => ({
  ...sampleFiles(),
  ...textsSaying(`Version ${version}`),
});

/** As small as a configuration can be: each call to the disk is one that a test may kill at. */
export function smallFiles(version: number): Record<string, string> {
  const files = filesOfVersion(version);
  const site = JSON.parse(files['site.json'] ?? '{}');
  const small = { ...site, services: ['pin-setzen'], languages: [site.languages[0]] };
  const kept = Object.entries(files).filter(([path]) => /(pin-setzen|receipt|de)\.json$/.test(path));
  return { ...Object.fromEntries(kept), 'site.json': JSON.stringify(small) };
}

/** A hub that signs what it is given. Its calls are counted; one may be told to break the link. */
export class SigningHub implements ConfigurationHub {
  readonly caPem = 'ca';
  readonly told: ConfigurationState[] = [];
  readonly chunks: number[] = [];
  wanted: BundleName | null = null;
  /** After so many chunks the link breaks. */
  breaksAfter = Number.POSITIVE_INFINITY;
  /** Changes what is offered or sent, as an attacker or a mistake would. */
  forge: {
    offer?: (offer: BundleOffer) => BundleOffer;
    chunk?: (bytes: Uint8Array) => Uint8Array;
  } = {};
  readonly #offers = new Map<number, { readonly offer: BundleOffer; readonly payload: Buffer }>();

  publish(
    version: number,
    files: Record<string, string> = filesOfVersion(version),
    change: Partial<BundleStatement> = {},
  ): BundleName {
    const { list, digest, payload } = packFiles(files);
    const statement = statementText({
      format: 1,
      terminalId: 'MS-RH-01',
      version,
      createdAt: 1,
      digest,
      software: { from: '0.1.0', below: null },
      isRollBack: false,
      ...change,
    });
    const signature = signText('statement', statement, SECRET);
    this.#offers.set(version, {
      offer: { statement, signature, list, firstKey: HUB_KEY, keyChanges: [] },
      payload,
    });
    this.wanted = { version, digest };
    return this.wanted;
  }

  async tell(state: ConfigurationState) {
    this.told.push(state);
    return { wanted: this.wanted };
  }

  async offer(version: number) {
    const found = this.#offers.get(version);
    if (!found) throw new Refusal('superseded');
    return this.forge.offer?.(found.offer) ?? found.offer;
  }

  async chunk(digest: string, offset: number) {
    if (this.chunks.length >= this.breaksAfter) throw new Refusal('link-closed');
    this.chunks.push(offset);
    const found = [...this.#offers.values()].find(({ offer }) => offer.statement.includes(digest));
    const bytes = (found?.payload ?? Buffer.alloc(0)).subarray(offset, offset + BUNDLE_LIMITS.chunk / 4);
    return this.forge.chunk?.(bytes) ?? bytes;
  }
}
