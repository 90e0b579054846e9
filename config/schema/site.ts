import { z } from 'zod';
import { TextKey } from './service.ts';

const HostPort = z.strictObject({ host: z.string(), port: z.int().min(1).max(65535) });

/**
 * Everything one terminal needs to know of its place: who runs it, which services it offers, which devices it has,
 * where the portals are. The demo's addresses are filled in when it picks its ports.
 */
export const SiteDefinition = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  terminalId: z.string().regex(/^[A-Za-z0-9-]{3,40}$/),
  production: z.boolean().describe('true refuses every setting that is only good for tests'),
  municipality: z.strictObject({ name: TextKey, location: TextKey, imprint: TextKey, phone: z.string() }),
  languages: z.array(z.strictObject({ code: z.string(), name: z.string(), dir: z.enum(['ltr', 'rtl']) })).min(1),
  services: z.array(z.string()).describe('Ids, in the order of the catalogue'),
  devices: z.strictObject({
    payment: z
      .strictObject({
        protocol: z.literal('zvt-tcp'),
        ...HostPort.shape,
        password: z.string().regex(/^\d{6}$/),
        deviations: z.array(z.string()).default([]),
      })
      .nullable(),
    receiptPrinter: z
      .strictObject({
        protocol: z.literal('escpos-tcp'),
        ...HostPort.shape,
        paperWidth: z.union([z.literal(58), z.literal(80)]),
      })
      .nullable(),
    eid: z
      .strictObject({
        /** `start` runs the installed AusweisApp for each session; `connect` uses one that listens already. */
        client: z.discriminatedUnion('kind', [
          z.strictObject({
            kind: z.literal('start'),
            command: z.string(),
            builtInSimulatorCard: z.boolean().default(false),
          }),
          z.strictObject({ kind: z.literal('connect'), url: z.string() }),
        ]),
      })
      .nullable(),
    scanner: z
      .strictObject({
        command: z.string().describe('scanimage or a program with the same command line'),
        device: z.string(),
        environment: z.record(z.string(), z.string()).default({}),
      })
      .nullable(),
    codeReader: z.strictObject({ protocol: z.enum(['serial', 'tcp']), path: z.string() }).nullable(),
  }),
  scanProfiles: z.array(
    z.strictObject({
      id: z.string(),
      source: z.enum(['flatbed', 'feeder']),
      mode: z.enum(['color', 'gray']),
      resolution: z.int().min(75).max(600),
      page: z.strictObject({ width: z.number(), height: z.number() }),
      cleanUp: z.boolean(),
    }),
  ),
  portals: z.strictObject({
    fitConnect: z.strictObject({
      tokenUrl: z.string(),
      destinationApi: z.string(),
      submissionApi: z.string(),
      clientId: z.string(),
      /** Name of the environment variable that holds the secret: secrets never stand in a file of the repo. */
      clientSecretEnv: z.string(),
      /** Subject-key hash pins or PEM file of the roots; null only in tests. */
      trustedRoots: z.string().nullable(),
      deliveryServiceIssuer: z
        .string()
        .describe('iss of events signed by the delivery service (its JWKS is fetched from there)'),
      destinations: z.record(z.string(), z.uuid()),
    }),
    eidService: z.strictObject({ url: z.string(), caFile: z.string().nullable() }).nullable(),
    billRegister: z.strictObject({ url: z.string() }).nullable(),
  }),
  hub: z
    .strictObject({ url: z.string(), directory: z.string().describe('Holds key, certificate and CA after enrolment') })
    .nullable(),
});
export type SiteDefinition = z.infer<typeof SiteDefinition>;
