import { z } from 'zod';
import { DeviceKind, ToldHealth } from '../device-drivers/contract.ts';
import { side } from '../foundation/rpc/contract.ts';
import { STAFF_LANGUAGES } from '../foundation/staff-languages.ts';
import { commandsAtHub, commandsAtTerminal } from './commands.ts';
import { hubConfigurationMethods, terminalConfigurationNotices } from './configuration.ts';
import { logAtHub, logAtTerminal } from './log-lines.ts';
import { hubSoftwareMethods, terminalSoftwareNotices } from './software.ts';
import { statisticsCall } from './statistics.ts';
import { treasuryAtHub } from './treasury/told.ts';

/**
 * Terminal ⇄ hub: JSON-RPC 2.0 over WebSocket over mutual TLS; either side may dial. Health, counts, versions, step
 * names: never content, never a person. A terminal's identity is the SHA-256 fingerprint of its certificate.
 */
export const FLEET_LINK_VERSION = 2;
export const FLEET_LINK_PATH = '/fleet-link/v2';
/** Largest frame in either direction, in bytes. */
export const FLEET_LINK_MAX_FRAME = 256 * 1024;
/** Last day that ECMAScript counts (ECMA-262, "Time Values and Time Range"). */
const MAX_TIME = 8.64e15;
const Time = z.int().min(0).max(MAX_TIME);

/** A record with no more than so many names. */
const atMost = <V extends z.ZodType>(names: number, record: z.ZodRecord<z.ZodString, V>) =>
  record.refine((value) => Object.keys(value).length <= names, 'too many names');

/** Longest that a call for help may have waited; a session ends long before. */
export const MAX_WAITED_MS = 86_400_000;

export const DeviceReport = ToldHealth.extend({ kind: DeviceKind });
export type DeviceReport = z.infer<typeof DeviceReport>;

/** Something a person has to look after; stands until it is settled. Nothing about a citizen: a package id, no reference. */
export const Alert = z.strictObject({
  id: z.string().max(80),
  kind: z.enum([
    'payment-unclear', // nobody knows whether money moved
    'reversal-unclear',
    'reversal-failed', // staff must repay
    'repay-online', // paid on a telephone for what was paid or dropped already: staff must repay
    'undeliverable', // kept as ciphertext, staff decide
    'contradictory-answers', // the authority says what cannot all be true; the request may be served
    'rejected-paid', // the authority said no, the money is here
    'fee-due', // submitted, then not paid: an ordinary fact, people may pay later
    'delivery-overdue', // retried for longer than expected
    'reconciliation-difference',
    'journal-broken',
    'storage-low',
    'clock-wrong',
    'unknown-keyboard', // attached, and not one of the place; its numbers, never its keys
  ]),
  /** Epoch milliseconds on the terminal's clock. */
  since: Time,
  packageId: z.uuid().nullable(),
  reason: z.string().max(80).nullable(),
});
export type Alert = z.infer<typeof Alert>;
export type AlertKind = Alert['kind'];

/**
 * What is told of a terminal. Each property but `at` is a section: it is told whole at hello, and whole again whenever
 * something in it is another than before.
 */
export const StatusReport = z.object({
  /** Epoch milliseconds on the terminal's clock. */
  at: Time,
  /** Of the place, IANA name: people there and people at the hub speak of the same hour. */
  timeZone: z.string().max(60),
  software: z.strictObject({ version: z.string().max(40), startedAt: Time }),
  /** Step name of the session machine; never content. */
  step: z.string().max(40),
  serviceId: z.string().max(41).nullable(),
  mode: z.enum(['in-service', 'out-of-service', 'maintenance']),
  devices: z.array(DeviceReport).max(20),
  /** An identity card was forgotten on the reader; whose, nobody knows here. */
  cardLeft: z.boolean(),
  /** By service id what it is delivered to; others by names of their own. */
  portals: atMost(300, z.record(z.string().max(60), z.enum(['up', 'down']))),
  /** What is offered, and what each cannot be used without: devices, and portals by the names above. */
  services: z
    .array(
      z.strictObject({
        id: z.string().max(41),
        devices: z.array(DeviceReport.shape.kind).max(10),
        portals: z.array(z.string().max(60)).max(10),
        /** Without one of these it can be used, and not everything is done at once. */
        wished: z.array(z.string().max(60)).max(10),
        /** One of these is enough, and without any it cannot be used. */
        either: z
          .strictObject({
            devices: z.array(DeviceReport.shape.kind).max(10),
            portals: z.array(z.string().max(60)).max(10),
          })
          .optional(),
        /** What it is called there, for those who read of it at the hub. */
        titles: z.partialRecord(z.enum(STAFF_LANGUAGES), z.string().max(120)).optional(),
      }),
    )
    .max(200),
  outbox: z.strictObject({ waiting: z.int().min(0), unclear: z.int().min(0) }),
  counts: atMost(2_000, z.record(z.string().max(120), z.int().min(0))),
  alerts: z.array(Alert).max(200),
  /** Head of the journal's hash chain: one that goes back or changes shows tampering to whoever kept the last. */
  journal: z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) }).nullable(),
});
export type StatusReport = z.infer<typeof StatusReport>;

const AllSections = StatusReport.omit({ at: true });
export type SectionName = keyof z.infer<typeof AllSections>;
export const SECTION_NAMES = Object.keys(AllSections.shape) as readonly SectionName[];
export type Sections = { readonly [N in SectionName]?: StatusReport[N] | undefined };

/** Counts what a terminal tells over one link: hello is 0, each message after it one more. */
const Sequence = z.int().min(1);

/**
 * Somebody at the terminal asks for a person. A fact of its own, not part of a report: sent at once, and again on every
 * new link, until it is withdrawn. Nothing about who asks.
 */
export const HelpRequest = z.strictObject({
  id: z.uuid(),
  /** Milliseconds since it was made: the terminal's clock may be wrong. */
  waitedMs: z.int().min(0).max(MAX_WAITED_MS),
});
export type HelpRequest = z.infer<typeof HelpRequest>;

/** How far a request has come at the hub: shown to the staff there, or taken by one of them. */
export const HelpStage = z.enum(['received', 'taken']);
export type HelpStage = z.infer<typeof HelpStage>;

/** Answered by the hub. */
export const hubSide = side({
  methods: {
    ...commandsAtHub,
    ...hubConfigurationMethods,
    ...hubSoftwareMethods,
    ...treasuryAtHub,
    ...logAtHub,
    /** The request that stands now, or `null` for none: what stood before is withdrawn. Repeating it changes nothing. */
    help: {
      params: z.strictObject({ request: HelpRequest.nullable() }),
      result: z.strictObject({ stage: HelpStage.nullable() }),
    },
    /**
     * A new certificate for a new key. The old one stays good until the new one was used. With the code of a command to
     * enrol again it is that; refused with `code-unknown`, `code-used`, `code-expired` or `code-for-another-terminal`.
     */
    renew: {
      params: z.strictObject({ csrPem: z.string().max(8000), code: z.string().max(60).optional() }),
      result: z.strictObject({ certificatePem: z.string().max(8000) }),
    },
    /** Counts of what people do, of hours and days that are over. Repeating it changes nothing. */
    statistics: statisticsCall,
    hello: {
      params: z.strictObject({
        version: z.literal(FLEET_LINK_VERSION),
        terminalId: z.string().max(40),
        site: z.string().max(41),
        state: StatusReport,
      }),
      /** The terminal pings (RFC 6455, section 5.5.2) this often: a link that is silent for longer is dead. */
      result: z.strictObject({
        heartbeatEveryMs: z.int().min(1000).max(60_000),
        /** Every so many pings are answered: answering costs the hub more than hearing. */
        answersEvery: z.int().min(1).max(10),
      }),
    },
  },
  notifications: {
    /** The sections that changed. Others than these come from a later version: the hub asks for everything then. */
    changed: z.strictObject({ seq: Sequence, at: Time, sections: z.looseObject(AllSections.partial().shape) }),
    /** Everything, because the hub asked for it. */
    whole: z.strictObject({ seq: Sequence, state: StatusReport }),
  },
});

/** Answered by the terminal. */
export const terminalLinkSide = side({
  methods: { ...commandsAtTerminal, ...logAtTerminal },
  notifications: {
    ...terminalConfigurationNotices,
    ...terminalSoftwareNotices,
    /** Something was lost or not understood: `whole` is to be sent. */
    'whole.wanted': z.strictObject({}),
    /** Somebody at the hub has taken this request. One that is lost with the link is told by the next `help`. */
    'help.taken': z.strictObject({ id: z.uuid() }),
  },
});

/** Enrolment over HTTPS, before a certificate exists: POST {hub}/enrol. The code is good once. */
export const EnrolRequest = z.strictObject({
  code: z.string().max(60),
  terminalId: z.string().max(40),
  csrPem: z.string().max(8000),
});
export const EnrolAnswer = z.strictObject({ certificatePem: z.string(), caPem: z.string() });
export type EnrolRequest = z.infer<typeof EnrolRequest>;
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;
