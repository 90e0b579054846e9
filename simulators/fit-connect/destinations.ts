import { z } from 'zod';
import { type Call, HttpProblem } from '../http/server.ts';
import type { Reply } from './injected-faults.ts';
import type { PortalKey, PortalKeys } from './keys.ts';
import { readJsonFile, writeWhole } from './private-files.ts';

/** An authority's delivery point as the demo configures it. */
export interface DestinationOptions {
  readonly id: string;
  readonly name: string;
  readonly publicServices: readonly SimulatedService[];
  /** Default: 2.1.0 only. */
  readonly metadataVersions?: readonly string[];
  /** Nothing is taken that is not announced under one of the public services. */
  readonly demandsPublicService?: boolean;
  /** ARS of where requests may be about; default: all of Germany. */
  readonly regions?: readonly string[];
  /** Channels by which it answers; default: e-mail. None: by post only. */
  readonly replyChannels?: readonly string[];
  /** JSON Schema by its URI; structured data of any other schema is rejected. */
  readonly schemas: Readonly<Record<string, unknown>>;
}

export interface SimulatedService {
  /** urn:de:fim:leika:leistung:99… */
  readonly identifier: string;
  readonly name?: string;
  /** If given, a submission without exactly this payment is rejected. */
  readonly feeCents?: number;
}

export const regionsOf = ({ regions = ['DE'] }: DestinationOptions): readonly string[] => regions;

const Generations = z.record(z.string(), z.int().min(0));

/** Destination API, versions 1 and 2, and the keys behind it. */
export class DestinationDirectory {
  readonly #destinations: ReadonlyMap<string, DestinationOptions>;
  readonly #status = new Map<string, string>();
  readonly #versions = new Map<string, readonly string[]>();
  readonly #keys: PortalKeys;
  readonly #file: string;
  #generations: Record<string, number>;

  private constructor(
    destinations: readonly DestinationOptions[],
    keys: PortalKeys,
    file: string,
    generations: Record<string, number>,
  ) {
    this.#destinations = new Map(destinations.map((destination) => [destination.id, destination]));
    this.#keys = keys;
    this.#file = file;
    this.#generations = generations;
  }

  static async open(
    destinations: readonly DestinationOptions[],
    keys: PortalKeys,
    directory: string,
  ): Promise<DestinationDirectory> {
    const file = `${directory}/key-generations.json`;
    const generations = Generations.parse((await readJsonFile(file)) ?? {});
    return new DestinationDirectory(destinations, keys, file, generations);
  }

  get(id: string): DestinationOptions | undefined {
    return this.#destinations.get(id);
  }

  setStatus(id: string, status: string): void {
    this.#status.set(id, status);
  }

  /** What the destination reads from now on; `null`: as it is configured. */
  setMetadataVersions(id: string, versions: readonly string[] | null): void {
    if (versions === null) this.#versions.delete(id);
    else this.#versions.set(id, versions);
  }

  metadataVersions(id: string): readonly string[] {
    return this.#versions.get(id) ?? this.#destinations.get(id)?.metadataVersions ?? ['2.1.0'];
  }

  isActive(id: string): boolean {
    return this.#destinations.has(id) && (this.#status.get(id) ?? 'active') === 'active';
  }

  encryptionKey(id: string): Promise<PortalKey> {
    return this.#keys.encryption(id, this.#generations[id] ?? 0);
  }

  /** Present key first, then older ones: an authority keeps them for what is still on its way. */
  allEncryptionKeys(id: string): Promise<readonly PortalKey[]> {
    const newest = this.#generations[id] ?? 0;
    return Promise.all(Array.from({ length: newest + 1 }, (_, i) => this.#keys.encryption(id, newest - i)));
  }

  async decryptionKey(id: string, kid: string): Promise<PortalKey | undefined> {
    return (await this.allEncryptionKeys(id)).find((key) => key.kid === kid);
  }

  async rollKeyOver(id: string): Promise<void> {
    this.#generations = { ...this.#generations, [id]: (this.#generations[id] ?? 0) + 1 };
    await writeWhole(this.#file, JSON.stringify(this.#generations));
    await this.encryptionKey(id);
  }

  async describe(version: 'v1' | 'v2', call: Call): Promise<Reply> {
    const destination = this.#require(call);
    const services = destination.publicServices.map(({ identifier }) => ({
      identifier,
      submissionSchemas: Object.keys(destination.schemas).map((schemaUri) => ({
        schemaUri,
        mimeType: 'application/json',
      })),
      regions: regionsOf(destination),
      replyChannels: Object.fromEntries((destination.replyChannels ?? ['eMail']).map((name) => [name, {}])),
    }));
    return {
      status: 200,
      body: {
        destinationId: destination.id,
        name: destination.name,
        status: this.#status.get(destination.id) ?? 'active',
        encryptionKid: (await this.encryptionKey(destination.id)).kid,
        metadataVersions: this.metadataVersions(destination.id),
        [version === 'v2' ? 'publicServices' : 'services']: services,
      },
    };
  }

  async listKeys(call: Call): Promise<Reply> {
    const { id } = this.#require(call);
    const keys = await Promise.all([this.encryptionKey(id), this.#keys.signing(id)]);
    return { status: 200, body: { keys: keys.map((key) => key.publicJwk) } };
  }

  async oneKey(call: Call): Promise<Reply> {
    const { id } = this.#require(call);
    const kid = call.params.kid ?? '';
    const signing = await this.#keys.signing(id);
    const key = signing.kid === kid ? signing : await this.decryptionKey(id, kid);
    if (key === undefined) throw new HttpProblem(404, 'unknown-key');
    return { status: 200, body: key.publicJwk };
  }

  #require(call: Call): DestinationOptions {
    const destination = this.#destinations.get(call.params.destinationId ?? '');
    if (destination === undefined) throw new HttpProblem(404, 'unknown-destination');
    return destination;
  }
}
