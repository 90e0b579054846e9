import { z } from 'zod';
import { ScannedCode } from '../../device-drivers/code-reader/contract.ts';
import { DeviceKind, HealthCheckReport, ToldHealth } from '../../device-drivers/contract.ts';
import { CardOnReader, EidEvent, SecretKind } from '../../device-drivers/eid/contract.ts';
import { HeadsetState, KEYPAD_ACTIONS } from '../../device-drivers/keypad/contract.ts';
import { PagePrintFault, PagePrintProgress } from '../../device-drivers/page-printer/contract.ts';
import { ScanFault, ScanProfile, ScanProgress, SentPage } from '../../device-drivers/scanner/contract.ts';
import { Base64 } from '../../foundation/rpc/base64.ts';
import { side } from '../../foundation/rpc/contract.ts';

/**
 * Between a session and its attended-device host: the process that runs the drivers through which personal data
 * passes (eID client, scanner, code reader, page printer, keypad). It is started with the session, ends with it, and listens on a UNIX
 * socket in the session's own 0700 directory. Scan images and PINs take this way only; the terminal never sees them.
 */
/** Of a document, so that it is found again at the printer: a package id. */
const DocumentId = z.string().regex(/^[\w.:-]{1,60}$/);
/** Base64 characters of one part of a document: far below the link's own limit of 24 MiB a message. */
export const MAX_DOCUMENT_PART = 4 * 1024 * 1024;
/** Bytes of a document that is taken for printing. */
export const MAX_DOCUMENT = 64 * 1024 * 1024;

/** Of one answer. */
const Pages = z.array(SentPage).max(100);

/** Answered by the host. */
export const attendedSide = side({
  methods: {
    /** Refuses with `no-device`, `busy`. Events follow as notifications. */
    'eid.authenticate': { params: z.strictObject({ tcTokenUrl: z.url() }), result: z.strictObject({}) },
    'eid.change-pin': { params: z.strictObject({}), result: z.strictObject({}) },
    /** What is no right of the client's is passed over. */
    'eid.accept': { params: z.strictObject({ optional: z.array(z.string().max(40)) }), result: z.strictObject({}) },
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
        z.strictObject({ kind: z.literal('scanned'), pages: Pages }),
        z.strictObject({ kind: z.literal('fault'), reason: ScanFault, pages: Pages }),
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
        /** `partial`: paper may show part of it. */
        z.strictObject({ kind: z.literal('fault'), reason: PagePrintFault, partial: z.boolean() }),
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
    'eid.event': EidEvent,
    'eid.card': CardOnReader,
    'scan.progress': ScanProgress,
    'code.read': ScannedCode,
    'page.progress': PagePrintProgress,
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
