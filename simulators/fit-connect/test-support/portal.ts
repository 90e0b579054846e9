import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { PublicEncryptionKey, SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import { checkEncryptionKey } from '../../../portals/fit-connect/sealing/key-check.ts';
import { paymentInformation } from '../../../portals/fit-connect/sealing/payment-information.ts';
import { type SealRequest, sealSubmission } from '../../../portals/fit-connect/sealing/seal.ts';
import {
  createFitConnectSender,
  type FitConnectSender,
  type FitConnectSenderOptions,
} from '../../../portals/fit-connect/sender.ts';
import { type DemoPortal, type DemoPortalOptions, startDemoPortal } from '../index.ts';

/** Made once for all test runs on this machine: 4096-bit keys take a second each. */
export const KEY_DIRECTORY = fileURLToPath(new URL('../../../.cache/test-keys/fit-connect', import.meta.url));

export const DESTINATION = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
export const PERMIT = { name: 'Bewohnerparkausweis', identifier: 'urn:de:fim:leika:leistung:99108001001000' };
export const DOG_TAX = { name: 'Hundesteuer anmelden', identifier: 'urn:de:fim:leika:leistung:99102013104000' };
export const SCHEMA_URI = 'https://schemas.musterstadt.example/test/1';

const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: SCHEMA_URI,
  title: 'Testantrag',
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1 }, since: { type: 'string', format: 'date' } },
};

export const PDF = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
export const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46);

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** `payment: undefined` leaves the payment out. */
export type SealChanges = Partial<Omit<SealRequest, 'payment'>> & {
  readonly payment?: SealRequest['payment'] | undefined;
};

export interface TestPortal {
  readonly portal: DemoPortal;
  readonly sender: FitConnectSender;
  readonly directory: string;
  senderWith(options: Partial<FitConnectSenderOptions>): FitConnectSender;
  key(): Promise<PublicEncryptionKey>;
  /** A whole permit application, paid; `changes` replace parts of it. */
  seal(changes?: SealChanges): Promise<SealedSubmission>;
  stop(): Promise<void>;
}

/** A demo portal with one destination, deciding at once, and a sender that trusts its root. */
export async function startTestPortal(
  options: Partial<DemoPortalOptions> & { readonly clock?: Clock } = {},
): Promise<TestPortal> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'bt-portal-')));
  const portal = await startDemoPortal({
    port: 0,
    directory,
    keyDirectory: KEY_DIRECTORY,
    destinations: [
      {
        id: DESTINATION,
        name: 'Straßenverkehrsamt',
        publicServices: [{ ...PERMIT, feeCents: 3070 }, DOG_TAX],
        metadataVersions: ['1.0.0', '2.1.0'],
        schemas: { [SCHEMA_URI]: SCHEMA },
      },
    ],
    clientId: 'test-client',
    clientSecret: 'test-secret',
    ...options,
  });
  portal.acceptAfter(0);
  const trust = { trustedRoots: [portal.rootPem], production: true };
  const clock = options.clock ?? systemClock;
  const senderWith = (changes: Partial<FitConnectSenderOptions>) =>
    createFitConnectSender({
      tokenUrl: portal.tokenUrl,
      destinationApi: portal.destinationApi,
      submissionApi: portal.submissionApi,
      deliveryServiceIssuer: portal.deliveryServiceIssuer,
      clientId: 'test-client',
      clientSecret: 'test-secret',
      clock,
      log: silentLog,
      trust,
      ...changes,
    });
  const sender = senderWith({});
  const key = async () => {
    const open = await sender.openDestination(DESTINATION);
    if (!open.ok) throw new Bug('no key');
    const checked = checkEncryptionKey(open.value.key, { ...trust, now: clock.now() });
    if (!checked.ok) throw new Bug('key refused');
    return checked.value;
  };
  return {
    portal,
    sender,
    directory,
    senderWith,
    key,
    async seal(changes = {}) {
      const packageId = randomUUID();
      const { payment, ...others } = {
        payment: paymentInformation('MSRH0100000017', packageId, 3070, 'girocard'),
        ...changes,
      };
      return sealSubmission({
        packageId,
        destinationId: DESTINATION,
        key: changes.key ?? (await key()),
        metadataVersion: '2.1.0',
        evidence: null,
        publicService: PERMIT,
        data: { bytes: json({ name: 'Erika Mustermann' }), schemaUri: SCHEMA_URI },
        attachments: [
          { filename: 'antrag.pdf', mimeType: 'application/pdf', purpose: 'form', bytes: PDF },
          { filename: 'schein.jpg', mimeType: 'image/jpeg', purpose: 'attachment', bytes: JPEG },
        ],
        ...(payment && { payment }),
        ...others,
      });
    },
    async stop() {
      await portal.stop();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}
