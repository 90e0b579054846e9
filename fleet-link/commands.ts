import { z } from 'zod';
import { DeviceKind, HealthCheckStep } from '../device-drivers/contract.ts';
import { LEVELS } from '../foundation/log.ts';
import { COMMAND_KINDS, type CommandKind } from './command-kinds.ts';
import { HOWS } from './treasury/ways.ts';

/**
 * Commands of the hub to a terminal. The hub hands one over until the terminal says that it is written down there; the
 * terminal tells what becomes of it until the hub says the same. Each has a UUID by which either side knows it again, so
 * that whatever is said twice happens once.
 */

const DAY = 86_400_000;
/** Longest that a command may wait to be done, in milliseconds. */
export const MAX_COMMAND_LIFE_MS = 30 * DAY;
/** Characters of base64 in one part of a file: a frame of the link holds it with room to spare. */
export const MAX_PART_CHARACTERS = 128 * 1024;
/** Parts of one file: a screen of 4K as PNG. */
export const MAX_PARTS = 96;

/** BCP 47, as in the site's list of languages. */
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/);
/** What citizens read, one short paragraph. */
const Notice = z.string().trim().min(1).max(300);

const of = <K extends CommandKind, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

const ORDERS = [
  of('restart-ui', {}),
  of('restart-terminal', {}),
  of('restart-machine', {}),
  of('device-reset', { device: DeviceKind }),
  of('device-health-check', { device: DeviceKind }),
  of('test-receipt', {}),
  of('end-of-day', {}),
  of('out-of-service', {
    /** By language what citizens read; German is there, another language falls back to it. */
    texts: z
      .record(Language, Notice)
      .refine((texts) => texts.de !== undefined, 'German is missing')
      .refine((texts) => Object.keys(texts).length <= 12, 'too many languages'),
    /** Epoch milliseconds at which the terminal is back in service by itself; `null`: by command only. */
    until: z.int().min(0).nullable(),
  }),
  of('back-in-service', {}),
  of('collect-logs', {
    /** How far back, in milliseconds; the newest lines up to the limit of a file. */
    lastMs: z
      .int()
      .min(60_000)
      .max(30 * DAY),
    level: z.enum(LEVELS),
  }),
  of('self-test', {}),
  of('network-check', {}),
  of('screenshot', {}),
] as const;

/** Which case of money, and what somebody has found out or done about it. */
const Settlement = { caseId: z.string().min(1).max(80), how: z.enum(HOWS) };

/** A kind with its arguments, as somebody gives it. */
export const CommandOrder = z.discriminatedUnion('kind', [
  ...ORDERS,
  of('re-enrol', {}),
  of('settle-case', Settlement),
]);
export type CommandOrder = z.infer<typeof CommandOrder>;

/** What the hub adds when it hands a re-enrolment over; it keeps no copy. */
export const ReenrolmentCode = z.strictObject({
  /** For this terminal, over its own link, once. */
  code: z.string().max(60),
  /** SHA-256 of the hub's CA certificate (DER), lower-case hex. */
  caFingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ReenrolmentCode = z.infer<typeof ReenrolmentCode>;

/** What the hub adds when it hands over the settlement of a case: who decided it, and why, for the journal. */
export const SettledBy = z.strictObject({ who: z.string().max(80), why: z.string().max(300) });
export type SettledBy = z.infer<typeof SettledBy>;

/** As the terminal gets it. */
export const DeliveredOrder = z.discriminatedUnion('kind', [
  ...ORDERS,
  of('re-enrol', ReenrolmentCode.shape),
  of('settle-case', { ...Settlement, ...SettledBy.shape }),
]);
export type DeliveredOrder = z.infer<typeof DeliveredOrder>;
export type OrderOf<K extends CommandKind> = Extract<DeliveredOrder, { kind: K }>;

/** A command on its way. Times are told as durations: the terminal's clock may be wrong. */
export const DeliveredCommand = z.strictObject({
  id: z.uuid(),
  /** Milliseconds in which it may still be begun. */
  validForMs: z.int().min(1).max(MAX_COMMAND_LIFE_MS),
  /** It does not wait for the person who is being served; only where its kind allows it. */
  urgent: z.boolean(),
  /** A `DeliveredOrder`, or one that only a newer terminal knows: that is taken and reported as `not-supported`. */
  order: z.looseObject({ kind: z.string().max(40) }),
});
export type DeliveredCommand = z.infer<typeof DeliveredCommand>;

/** Machine-readable; goes into logs and columns as it is. */
const Reason = z.string().regex(/^[\w.:+#@/?-]{1,60}$/);
const Milliseconds = z.int().min(0).max(600_000);

/** What a command brought. Nothing about a citizen. */
export const CommandResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('checks'),
    passed: z.boolean(),
    checks: z
      .array(
        z.strictObject({
          /** A kind of device, `storage`, `clock`, or `portal:` and its name. */
          subject: z.string().max(80),
          passed: z.boolean(),
          steps: z.array(HealthCheckStep.extend({ step: z.string().max(80), detail: z.string().max(200) })).max(30),
        }),
      )
      .max(60),
  }),
  z.strictObject({
    kind: z.literal('network'),
    targets: z
      .array(
        z.strictObject({
          name: z.string().max(80),
          host: z.string().max(255),
          port: z.int().min(1).max(65_535),
          /** Until the connection stood; `null` if it did not. */
          ms: Milliseconds.nullable(),
          reason: z.string().max(60).nullable(),
        }),
      )
      .max(60),
  }),
  z.strictObject({
    kind: z.literal('day-closed'),
    count: z.int().min(0),
    cents: z.int(),
  }),
  /** Its parts went before. */
  z.strictObject({
    kind: z.literal('file'),
    type: z.enum(['png', 'log-gzip']),
    bytes: z.int().min(1),
    parts: z.int().min(1).max(MAX_PARTS),
  }),
]);
export type CommandResult = z.infer<typeof CommandResult>;

/** What becomes of one command. `reason` stands with `failed`, `result` at most with `succeeded`. */
export const CommandReport = z.strictObject({
  id: z.uuid(),
  state: z.enum(['running', 'succeeded', 'failed', 'expired']),
  reason: Reason.nullable(),
  result: CommandResult.nullable(),
  /** Milliseconds since it was so. */
  agoMs: z
    .int()
    .min(0)
    .max(400 * DAY),
});
export type CommandReport = z.infer<typeof CommandReport>;

export const CommandPart = z.strictObject({
  id: z.uuid(),
  part: z
    .int()
    .min(0)
    .max(MAX_PARTS - 1),
  data: z.base64().min(1).max(MAX_PART_CHARACTERS),
});
export type CommandPart = z.infer<typeof CommandPart>;

const Nothing = z.strictObject({});

/** Answered by the terminal: the command is written down there, and will be done once. */
export const commandsAtTerminal = { 'command.deliver': { params: DeliveredCommand, result: Nothing } } as const;

/** Answered by the hub: it is written down here and need not be said again. */
export const commandsAtHub = {
  /** A part of the file that a command brings, before its report. */
  'command.part': { params: CommandPart, result: Nothing },
  'command.report': { params: CommandReport, result: Nothing },
} as const;

export const isKnownKind = (kind: string): kind is CommandKind => (COMMAND_KINDS as readonly string[]).includes(kind);
