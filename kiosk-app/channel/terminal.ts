import { z } from 'zod';
import { ServiceDefinition } from '../../config/schema/service.ts';
import { DeviceKind } from '../../device-drivers/contract.ts';
import { NotPaidReason, PaymentProgress } from '../../device-drivers/payment/contract.ts';
import { PrintFault } from '../../device-drivers/receipt-printer/contract.ts';
import { ScanProfile } from '../../device-drivers/scanner/contract.ts';
import { side } from '../../foundation/rpc/contract.ts';
import { BillLookup } from '../../portals/bill-register/contract.ts';
import { PublicEncryptionKey, SealedSubmission } from '../../portals/fit-connect/contract.ts';

/**
 * Between the terminal (supervisor) and a session (one process per citizen), over the child's IPC pipe. Nothing in it
 * is about a person: amounts, references, states, ciphertext, and the address of the screen.
 */

const Reference = z.string().regex(/^[A-Z0-9./-]{6,25}$/);
const Reason = z.string().max(80);

/** By kind whether it can be used now, and why not; `null` or missing: the place does not have it. */
export const DeviceStates = z.partialRecord(
  DeviceKind,
  z.strictObject({ usable: z.boolean(), reason: z.string().max(60).nullable() }).nullable(),
);
export type DeviceStates = z.infer<typeof DeviceStates>;

/** Which services cannot be delivered now. */
export const PortalStates = z.record(z.string(), z.enum(['up', 'down']));

export const StartParams = z.strictObject({
  sessionId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Addresses allowed to frame the UI; empty in a real kiosk. Only the demo's page shell needs one. */
  frameAncestors: z.array(z.string()).max(2),
  /** Directory of the built UI. */
  uiDirectory: z.string(),
  /** Socket of the attended-device host of this session. */
  attendedSocket: z.string(),
  site: z.strictObject({
    id: z.string(),
    production: z.boolean(),
    municipality: z.string().describe('Text key'),
    location: z.string().describe('Text key'),
    imprint: z.string().describe('Text key'),
    statusPage: z.string().nullable().default(null),
    phone: z.string(),
    helpDesk: z.string().nullish().describe('Text key: where a person is to be found'),
    timeZone: z.string().max(60).default('Europe/Berlin').describe('IANA name'),
    languages: z.array(z.strictObject({ code: z.string(), name: z.string(), dir: z.enum(['ltr', 'rtl']) })),
    scanProfiles: z.array(ScanProfile),
    eidService: z.strictObject({ url: z.string(), caPem: z.string().nullable() }).nullable(),
    /** Asked by the session first: what somebody mistyped is no reference, and never reaches the terminal. */
    billRegister: z.strictObject({ url: z.string() }).nullish(),
  }),
  services: z.array(ServiceDefinition),
  /** Schema texts by service id: the session validates its structured data before sealing it. */
  dataSchemas: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.record(z.string(), z.string())).describe('language → key → text'),
  devices: DeviceStates,
  portals: PortalStates,
});
export type StartParams = z.input<typeof StartParams>;

const Paid = z.strictObject({ kind: z.literal('paid'), cardName: z.string().max(40).nullable() });
export const CARD_NAME = Paid.shape.cardName;

export const PaymentAnswer = z.discriminatedUnion('kind', [
  Paid,
  z.strictObject({
    kind: z.literal('not-paid'),
    reason: NotPaidReason.catch('device-error'),
    text: z.string().max(400).nullable(),
  }),
  z.strictObject({ kind: z.literal('unclear'), reference: Reference }),
]);
export type PaymentAnswer = Readonly<z.infer<typeof PaymentAnswer>>;

/** What becomes of money that was paid for a request that will not be served. */
export const Refund = z
  .enum(['none', 'reversing', 'reversed', 'staff'])
  .describe('none: nothing was paid; staff: not by itself, the municipality repays');
export type Refund = z.infer<typeof Refund>;

/** What an authority says is wrong with a request, in words, and how many of them are handed on. */
export const ProblemText = z.string().max(300);
export const MOST_PROBLEMS = 20;

export const Delivery = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sending') }),
  z.strictObject({ kind: z.literal('submitted') }),
  z.strictObject({ kind: z.literal('accepted') }),
  /** Told again when `refund` changes. */
  z.strictObject({
    kind: z.literal('rejected'),
    problems: z.array(ProblemText).max(MOST_PROBLEMS),
    refund: Refund.default('none'),
  }),
  /** No repetition will help (key rolled over, refused for good): staff have it. Told again when `refund` changes. */
  z.strictObject({ kind: z.literal('undeliverable'), reason: Reason, refund: Refund }),
  /** Will be retried by the outbox; the session need not wait. */
  z.strictObject({ kind: z.literal('deferred'), reason: Reason }),
]);
export type Delivery = z.infer<typeof Delivery>;

/**
 * What the run, or the session, before left in the middle: a payment with nobody's screen. Shown to whoever stands there
 * now, for some minutes; nothing about a person. `asking`: the payment terminal is being asked what happened.
 */
export const Interrupted = z.strictObject({
  packageId: z.uuid(),
  serviceId: z.string(),
  cents: z.int().min(1),
  reference: Reference,
  outcome: z.enum(['asking', 'paid', 'not-paid', 'unclear']),
  delivery: Delivery.nullable(),
  receiptPrinted: z.boolean(),
});
export type Interrupted = z.infer<typeof Interrupted>;

/** A text of the configuration as it stands there: the paper's width is the printer's business, nothing is cut here. */
const SlipText = z.string().max(2_000);
/** Printed lines that the session may add: resolved texts of the configuration, never a person's data. */
export const ReceiptTexts = z.strictObject({
  heading: z.array(SlipText).max(4),
  service: SlipText,
  lines: z.array(z.strictObject({ label: SlipText, value: SlipText })).max(12),
  footer: z.array(SlipText).max(8),
});

export const PrintAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('printed') }),
  z.strictObject({ kind: z.literal('fault'), reason: PrintFault }),
  z.strictObject({ kind: z.literal('no-printer') }),
]);
export type PrintAnswer = Readonly<z.infer<typeof PrintAnswer>>;

/**
 * What is known of a call for help: being sent; shown to the staff; taken by one of them; or not sent, because the hub
 * is not reached (it goes out by itself once it is). Never more than was confirmed.
 */
export const HelpState = z.enum(['asking', 'told', 'taken', 'unreachable']);
export type HelpState = z.infer<typeof HelpState>;

const UsedService = z.string().max(41);
/** What a visit was, as far as it is counted. Counts are added up by hour and day; no two of these are kept together. */
export const Usage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('looked'), serviceId: UsedService }),
  z.strictObject({ kind: z.literal('begun'), serviceId: UsedService }),
  /** `null`: the service asks for none. */
  z.strictObject({
    kind: z.literal('finished'),
    serviceId: UsedService,
    evidence: z.enum(['none', 'scan']).nullable(),
    payment: z.enum(['card', 'later']).nullable(),
  }),
  /** The visit is over: in which language, and how the terminal was operated. */
  z.strictObject({ kind: z.literal('left'), language: z.string().max(10), mode: z.enum(['touch', 'keypad', 'audio']) }),
]);
export type Usage = z.infer<typeof Usage>;

/** Answered by the terminal. */
export const terminalSide = side({
  methods: {
    /** Availability and key of a service's destination, checked now. Refuses with `portal-unreachable`, `portal-refused`, `key-refused`. */
    'portal.prepare': {
      params: z.strictObject({ serviceId: z.string() }),
      result: z.strictObject({ destinationId: z.uuid(), key: PublicEncryptionKey }),
    },
    /** A fresh payment reference (Kassenzeichen of this terminal), chosen before anything is sealed. */
    'payment.reference': {
      params: z.strictObject({ serviceId: z.string() }),
      result: z.strictObject({ reference: Reference }),
    },
    'bill.lookup': { params: z.strictObject({ reference: z.string().max(30) }), result: BillLookup },
    /**
     * Hands over the sealed submission; it is durable when this answers. `fee` null: released at once by `submission.release`.
     * A package with a fee is released by the terminal itself when the payment is booked, even if the session has died;
     * that of a service with the order submit-then-pay is released like one without fee and paid afterwards.
     */
    'submission.hold': {
      params: z.strictObject({
        serviceId: z.string(),
        sealed: SealedSubmission,
        fee: z.strictObject({ cents: z.int().min(1), reference: Reference }).nullable(),
      }),
      result: z.strictObject({ held: z.literal(true) }),
    },
    /** Erases a held package that was never paid nor released. */
    'submission.drop': { params: z.strictObject({ packageId: z.uuid() }), result: z.strictObject({}) },
    'submission.release': { params: z.strictObject({ packageId: z.uuid() }), result: z.strictObject({}) },
    /**
     * Answers when the payment has an outcome; takes as long as the citizen does. Refuses with `busy`, `no-device`,
     * `already-paid`, `portal-unreachable`, `storage-full`; for submit-then-pay with `not-submitted` until the portal has it.
     */
    'payment.pay': { params: z.strictObject({ packageId: z.uuid() }), result: PaymentAnswer },
    'payment.abort': { params: z.strictObject({}), result: z.strictObject({}) },
    /** Prints the receipt of a package, with the payment terminal's own block if it was paid. Reprints carry the same id. */
    'receipt.print': {
      params: z.strictObject({
        packageId: z.uuid(),
        texts: ReceiptTexts,
        qr: z.string().max(200).nullable(),
        /** Of the labels the terminal adds itself; the site's first language if left out. */
        language: z.string().max(10).optional(),
      }),
      result: PrintAnswer,
    },
    /** The person there has seen it (or nobody was there): not shown again. Its receipt could be printed until now. */
    'interrupted.close': {
      params: z.strictObject({ packageId: z.uuid(), how: z.enum(['done', 'not-mine', 'nobody']) }),
      result: z.strictObject({}),
    },
    /** Asks for a person. Told again by the notification `help` whenever more is known, until `help.end`. */
    'help.call': { params: z.strictObject({}), result: z.strictObject({ state: HelpState }) },
  },
  notifications: {
    /** The session's UI is up; from now on it can be shown. */
    ready: z.strictObject({ port: z.int().min(1).max(65535) }),
    /** Name of the step only, for health, statistics and the hub. */
    step: z.strictObject({ step: z.string().max(40), serviceId: z.string().max(41).nullable() }),
    /** What is counted of a visit, when it happens; the terminal adds it up and keeps nothing of the single one. */
    usage: Usage,
    /** Abandonment is measured with its reason; aggregate counts only. */
    abandoned: z.strictObject({ serviceId: z.string().nullable(), step: z.string().max(40), reason: Reason }),
    cover: z.strictObject({ covered: z.boolean() }),
    /** Help is no longer needed. */
    'help.end': z.strictObject({}),
    /** A card lies on the identity card's reader that was there before this visit: somebody has forgotten it. */
    'card-left': z.strictObject({ left: z.boolean() }),
    /** The citizen has left: end me. */
    ended: z.strictObject({ outcome: z.enum(['completed', 'cancelled', 'timed-out', 'idle', 'failed']) }),
  },
});

/** Answered by the session. */
export const sessionSide = side({
  methods: {
    start: { params: StartParams, result: z.strictObject({ port: z.int().min(1).max(65535) }) },
    /** A one-time token for one more page; addresses are built by the terminal. */
    token: { params: z.strictObject({}), result: z.strictObject({ token: z.string() }) },
    /** Asked to go: wipes and exits. `force` does not wait for a running payment. */
    end: { params: z.strictObject({ reason: z.string().max(40), force: z.boolean() }), result: z.strictObject({}) },
  },
  notifications: {
    devices: DeviceStates,
    portals: PortalStates,
    'payment.progress': PaymentProgress,
    'submission.delivery': z.strictObject({ packageId: z.uuid(), delivery: Delivery }),
    /** `null`: no more. `receipt.print` serves its package while it stands. */
    interrupted: z.strictObject({ interrupted: Interrupted.nullable() }),
    presence: z.strictObject({ present: z.boolean() }),
    maintenance: z.strictObject({ on: z.boolean() }),
    /** Out of service on command: by language what citizens read; `null`: in service. */
    closed: z.strictObject({ texts: z.record(z.string(), z.string().max(300)).nullable() }),
    /** What has become of the call for help that stands. */
    help: z.strictObject({ state: HelpState }),
  },
});
