import { z } from 'zod';
import { side } from '../../foundation/rpc/contract.ts';

/**
 * Between a session and its attended-device host: the process that runs the drivers through which personal data
 * passes (eID client, scanner, code reader). It is started with the session, ends with it, and listens on a UNIX
 * socket in the session's own 0700 directory. Scan images and PINs take this way only; the terminal never sees them.
 */
const Right = z.string().max(40);

export const EidEventMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started') }),
  z.strictObject({
    kind: z.literal('access-rights'),
    required: z.array(Right),
    optional: z.array(Right),
    effective: z.array(Right),
    transactionInfo: z.string().max(1000).nullable(),
    certificate: z.strictObject({
      issuerName: z.string(),
      issuerUrl: z.string(),
      subjectName: z.string(),
      subjectUrl: z.string(),
      termsOfUsage: z.string(),
      purpose: z.string(),
      effectiveDate: z.string(),
      expirationDate: z.string(),
    }),
  }),
  z.strictObject({ kind: z.literal('insert-card') }),
  z.strictObject({ kind: z.literal('card'), present: z.boolean(), triesLeft: z.int().min(0).max(3).nullable() }),
  z.strictObject({
    kind: z.literal('enter-secret'),
    secret: z.enum(['pin', 'transport-pin', 'new-pin', 'can', 'puk']),
    triesLeft: z.int().min(0).max(3).nullable(),
    onReader: z.boolean(),
    wrongBefore: z.boolean(),
    formatError: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('progress'), percent: z.number().min(0).max(100) }),
  z.strictObject({ kind: z.literal('paused'), cause: z.string().max(80) }),
  z.strictObject({ kind: z.literal('authenticated'), refreshUrl: z.url() }),
  z.strictObject({ kind: z.literal('pin-changed') }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string().max(40), detail: z.string().max(300) }),
]);
export type EidEventMessage = z.infer<typeof EidEventMessage>;

const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const Page = z.strictObject({ jpeg: Base64, preview: Base64, widthPx: z.int(), heightPx: z.int(), blank: z.boolean() });

/** Answered by the host. */
export const attendedSide = side({
  methods: {
    /** Refuses with `no-device`, `busy`. Events follow as notifications. */
    'eid.authenticate': { params: z.strictObject({ tcTokenUrl: z.url() }), result: z.strictObject({}) },
    'eid.change-pin': { params: z.strictObject({}), result: z.strictObject({}) },
    'eid.accept': { params: z.strictObject({ optional: z.array(Right) }), result: z.strictObject({}) },
    'eid.secret': {
      params: z.strictObject({
        secret: z.enum(['pin', 'transport-pin', 'new-pin', 'can', 'puk']),
        value: z
          .string()
          .regex(/^\d{5,10}$/)
          .nullable(),
      }),
      result: z.strictObject({}),
    },
    'eid.continue': { params: z.strictObject({}), result: z.strictObject({}) },
    'eid.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
    'scan.start': {
      params: z.strictObject({
        profile: z.strictObject({
          id: z.string(),
          source: z.enum(['flatbed', 'feeder']),
          mode: z.enum(['color', 'gray']),
          resolution: z.int(),
          page: z.strictObject({ width: z.number(), height: z.number() }),
          cleanUp: z.boolean(),
        }),
      }),
      result: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('scanned'), pages: z.array(Page).max(100) }),
        z.strictObject({ kind: z.literal('fault'), reason: z.string().max(40), pages: z.array(Page).max(100) }),
      ]),
    },
    'scan.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
  },
  notifications: {},
});

/** Heard by the session. */
export const attendingSide = side({
  methods: {},
  notifications: {
    'eid.event': EidEventMessage,
    'eid.card': z.strictObject({ present: z.boolean() }),
    'scan.progress': z.strictObject({
      phase: z.enum(['warming-up', 'scanning', 'cleaning-up']),
      page: z.int(),
      percent: z.number().nullable(),
    }),
    'code.read': z.strictObject({ text: z.string().max(4000), symbology: z.string().max(8).nullable() }),
  },
});

/** What the host tells the terminal over its own IPC pipe: states, never content. */
export const hostSide = side({
  methods: {
    start: {
      params: z.strictObject({ socket: z.string(), directory: z.string(), devices: z.unknown() }),
      result: z.strictObject({}),
    },
    /** Opens the devices. A host that waits for its session has none open: most can be held by one process only. */
    activate: { params: z.strictObject({}), result: z.strictObject({}) },
    'check-health': {
      params: z.strictObject({ device: z.enum(['eid', 'scanner', 'code-reader']) }),
      result: z.strictObject({
        passed: z.boolean(),
        steps: z.array(
          z.strictObject({ step: z.string(), outcome: z.enum(['passed', 'failed', 'skipped']), detail: z.string() }),
        ),
      }),
    },
  },
  notifications: {},
});
export const hostParentSide = side({
  methods: {},
  notifications: {
    health: z.strictObject({
      device: z.enum(['eid', 'scanner', 'code-reader']),
      state: z.enum(['closed', 'starting', 'ready', 'busy', 'degraded', 'faulty', 'offline']),
      reason: z.string().max(60).nullable(),
      model: z.string().max(80).nullable(),
      firmware: z.string().max(80).nullable(),
      seenAt: z.number().nullable(),
    }),
  },
});
