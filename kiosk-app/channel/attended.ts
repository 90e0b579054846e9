import { z } from 'zod';
import { DeviceKind, HealthCheckReport, ToldHealth } from '../../device-drivers/contract.ts';
import { ProviderCertificate, SecretKind } from '../../device-drivers/eid/contract.ts';
import { HeadsetState, KEYPAD_ACTIONS } from '../../device-drivers/keypad/contract.ts';
import { ScanProfile, ScanProgress } from '../../device-drivers/scanner/contract.ts';
import { side } from '../../foundation/rpc/contract.ts';

/**
 * Between a session and its attended-device host: the process that runs the drivers through which personal data
 * passes (eID client, scanner, code reader, page printer, keypad). It is started with the session, ends with it, and listens on a UNIX
 * socket in the session's own 0700 directory. Scan images and PINs take this way only; the terminal never sees them.
 */
const Right = z.string().max(40);

/** Texts of an eID client, cut to these lengths before they go on. */
export const EidText = {
  transactionInfo: z.string().max(1000).nullable(),
  cause: z.string().max(80),
  detail: z.string().max(300),
};

export const EidEventMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started') }),
  z.strictObject({
    kind: z.literal('access-rights'),
    required: z.array(Right),
    optional: z.array(Right),
    effective: z.array(Right),
    transactionInfo: EidText.transactionInfo,
    certificate: ProviderCertificate,
  }),
  z.strictObject({ kind: z.literal('insert-card') }),
  z.strictObject({ kind: z.literal('card'), present: z.boolean(), triesLeft: z.int().min(0).max(3).nullable() }),
  z.strictObject({
    kind: z.literal('enter-secret'),
    secret: SecretKind,
    triesLeft: z.int().min(0).max(3).nullable(),
    onReader: z.boolean(),
    wrongBefore: z.boolean(),
    formatError: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('progress'), percent: z.number().min(0).max(100) }),
  z.strictObject({ kind: z.literal('paused'), cause: EidText.cause }),
  z.strictObject({ kind: z.literal('authenticated'), refreshUrl: z.url() }),
  z.strictObject({ kind: z.literal('pin-changed') }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string().max(40), detail: EidText.detail }),
]);
export type EidEventMessage = z.infer<typeof EidEventMessage>;

const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** Of a document, so that it is found again at the printer: a package id. */
const DocumentId = z.string().regex(/^[\w.:-]{1,60}$/);
/** Base64 characters of one part of a document: far below the link's own limit of 24 MiB a message. */
export const MAX_DOCUMENT_PART = 4 * 1024 * 1024;
/** Bytes of a document that is taken for printing. */
export const MAX_DOCUMENT = 64 * 1024 * 1024;

const Page = z.strictObject({
  jpeg: Base64,
  preview: Base64,
  widthPx: z.int(),
  heightPx: z.int(),
  /** Dots per inch of the JPEG. */
  resolution: z.number().positive(),
  blank: z.boolean(),
});

/** Answered by the host. */
export const attendedSide = side({
  methods: {
    /** Refuses with `no-device`, `busy`. Events follow as notifications. */
    'eid.authenticate': { params: z.strictObject({ tcTokenUrl: z.url() }), result: z.strictObject({}) },
    'eid.change-pin': { params: z.strictObject({}), result: z.strictObject({}) },
    'eid.accept': { params: z.strictObject({ optional: z.array(Right) }), result: z.strictObject({}) },
    'eid.secret': {
      params: z.strictObject({
        secret: SecretKind,
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
        profile: ScanProfile,
      }),
      result: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('scanned'), pages: z.array(Page).max(100) }),
        z.strictObject({ kind: z.literal('fault'), reason: z.string().max(40), pages: z.array(Page).max(100) }),
      ]),
    },
    'scan.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
    /**
     * A part of the PDF to print next; `first` forgets what was loaded before. Refuses with `no-device`, `busy`,
     * `too-large`.
     */
    'page.load': {
      params: z.strictObject({ first: z.boolean(), part: Base64.max(MAX_DOCUMENT_PART) }),
      result: z.strictObject({ bytes: z.int() }),
    },
    /**
     * Prints what was loaded, and forgets it. Answers when the printer has said how it ended.
     * Refuses with `no-device`, `busy`, `incomplete` if other than `bytes` were loaded.
     */
    'page.print': {
      params: z.strictObject({ id: DocumentId, bytes: z.int().min(1) }),
      result: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('printed') }),
        /** `reason`: device-drivers/page-printer/contract.ts, PagePrintFault. `partial`: paper may show part of it. */
        z.strictObject({ kind: z.literal('fault'), reason: z.string().max(40), partial: z.boolean() }),
      ]),
    },
    'page.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
  },
  notifications: {},
});

/** Heard by the session. */
export const attendingSide = side({
  methods: {},
  notifications: {
    'eid.event': EidEventMessage,
    /** `wasThere`: it lay there before anybody looked, so nobody saw it laid. */
    'eid.card': z.strictObject({ present: z.boolean(), wasThere: z.boolean().default(false) }),
    'scan.progress': ScanProgress,
    'code.read': z.strictObject({ text: z.string().max(4000), symbology: z.string().max(8).nullable() }),
    /** `done`: sheets that are out, as far as the printer counts. `trouble`: what it waits for a person to mend. */
    'page.progress': z.strictObject({ done: z.int().min(0), trouble: z.string().max(40).nullable() }),
    /** A key that went down. */
    'keypad.key': z.strictObject({ key: z.enum(KEYPAD_ACTIONS) }),
    /** Told at the start of every connection too. */
    'keypad.headset': z.strictObject({ state: HeadsetState }),
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
      params: z.strictObject({ device: DeviceKind }),
      result: HealthCheckReport,
    },
  },
  notifications: {},
});
export const hostParentSide = side({
  methods: {},
  notifications: {
    health: ToldHealth.extend({ device: DeviceKind }),
  },
});
