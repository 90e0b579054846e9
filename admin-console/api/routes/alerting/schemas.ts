import { z } from 'zod';
import { TimeZone } from '../../../../foundation/time/time-zone.ts';
import { type AlertCause, CAUSES } from '../../../contract/alerting/causes.ts';
import { TERMINAL_ID } from '../../../contract/terminals/enrolment-code.ts';
import { isLoopback } from '../../../domain/alerting/loopback.ts';

const DAY_MINUTES = 24 * 60;
const Cause = z.enum(Object.keys(CAUSES) as [AlertCause, ...AlertCause[]]);
const Severity = z.enum(['urgent', 'soon', 'note']);
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Days = z.array(z.int().min(1).max(7)).min(1).max(7);
const At = z.int().min(0).max(8.64e15);
const Name = z.string().trim().min(1).max(80);
const Id = z.string().min(1).max(60);
export const Text = z.string().trim().max(500);
export const Limit = z.coerce.number().int().min(1).max(200).default(100);
export const OfId = z.strictObject({ id: z.uuid() });
export const Done = z.strictObject({});

const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('channel'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('on-call') }),
]);
const CauseRule = z.strictObject({
  isOff: z.boolean().optional(),
  severity: Severity.optional(),
  graceMinutes: z
    .int()
    .min(0)
    .max(7 * DAY_MINUTES)
    .optional(),
  recoveryMinutes: z
    .int()
    .min(0)
    .max(7 * DAY_MINUTES)
    .optional(),
  days: z.int().min(1).max(400).optional(),
  seconds: z.int().min(5).max(86_400).optional(),
});
export const Rules = z.strictObject({
  timeZone: TimeZone,
  openingHours: z.array(z.strictObject({ days: Days, from: Clock, to: Clock })).max(20),
  causes: z.partialRecord(Cause, CauseRule),
  steps: z
    .array(
      z.strictObject({
        afterMinutes: z
          .int()
          .min(0)
          .max(30 * DAY_MINUTES),
        minSeverity: Severity,
        causes: z.array(Cause).max(40).nullable(),
        to: z.array(Target).max(20),
      }),
    )
    .max(20)
    .refine(
      (steps) => steps.every(({ afterMinutes }, n) => n === 0 || afterMinutes >= (steps[n - 1]?.afterMinutes ?? 0)),
      'not in the order of their minutes',
    ),
  gatherSeconds: z.int().min(0).max(600),
});

const PersonId = z.string().min(1).max(60);
export const Rota = z
  .strictObject({
    timeZone: TimeZone,
    people: z.array(z.strictObject({ id: PersonId, name: Name, channelIds: z.array(z.uuid()).max(10) })).max(50),
    firstWeek: z.iso.date().refine((date) => new Date(date).getUTCDay() === 1, 'not a Monday'),
    shifts: z
      .array(z.strictObject({ days: Days, from: Clock, to: Clock, turns: z.array(PersonId).min(1).max(60) }))
      .max(50),
    exceptions: z
      .array(z.strictObject({ from: LocalMinute(), to: LocalMinute(), personId: PersonId.nullable() }))
      .max(200),
  })
  .refine(({ people, shifts, exceptions }) => {
    const known = new Set<string | null>(people.map(({ id }) => id));
    return [...shifts.flatMap(({ turns }) => turns), ...exceptions.map(({ personId }) => personId)].every(
      (id) => id === null || known.has(id),
    );
  }, 'somebody who is not among the people');

function LocalMinute() {
  return z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);
}

/** @returns what a change to a setting carries: the version that was read, the whole new one, and why */
export const Change = <T extends z.ZodType>(body: T) =>
  z.strictObject({ version: z.int().min(0), body, reason: z.string().trim().min(3).max(200) });
export const Versioned = <T extends z.ZodType>(body: T) => z.strictObject({ version: z.int().min(0), body });
export const History = z.array(
  z.strictObject({ version: z.int(), at: At, actor: z.string(), reason: z.string(), body: z.unknown() }),
);
export const OnCallNow = z.array(z.strictObject({ id: PersonId, name: Name, channelIds: z.array(z.uuid()) }));

const EpisodeState = z.enum(['pending', 'muted', 'open', 'closed']);
export const EpisodeQuery = z.strictObject({
  state: EpisodeState.optional(),
  terminal: z.string().regex(TERMINAL_ID).optional(),
  cause: Cause.optional(),
  severity: Severity.optional(),
  /** Empty: nobody's. */
  assignee: z.string().max(80).optional(),
  before: z.coerce.number().int().min(0).optional(),
  /** Of the last one of the part before: several may have begun at once. */
  beforeId: z.uuid().optional(),
  limit: Limit,
});
export const Episode = z.strictObject({
  ...{ id: z.uuid(), tenantId: Id, terminalId: z.string(), cause: Cause, subject: z.string(), severity: Severity },
  ...{
    terminalName: z.string().nullable(),
    reason: z.string().nullable(),
    state: EpisodeState,
    since: At,
    openedAt: At.nullable(),
  },
  ...{ clearSince: At.nullable(), closedAt: At.nullable(), acknowledgedAt: At.nullable() },
  ...{ acknowledgedBy: z.string().nullable(), assignee: z.string().nullable() },
});
export const Note = z.strictObject({
  at: At,
  actor: z.string(),
  act: z.enum(['acknowledged', 'assigned', 'commented']),
  text: z.string(),
});

const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tenant') }),
  z.strictObject({ kind: z.literal('locations'), ids: z.array(Id).min(1).max(200).readonly() }),
  z.strictObject({
    kind: z.literal('terminals'),
    ids: z.array(z.string().regex(TERMINAL_ID)).min(1).max(300).readonly(),
  }),
]);
export const NewMute = z
  .strictObject({
    kind: z.enum(['maintenance', 'snooze']),
    scope: Scope,
    cause: Cause.nullable(),
    from: At,
    until: At,
    reason: z.string().trim().min(3).max(200),
  })
  .refine(
    ({ from, until }) => until > from && until - from <= 92 * DAY_MINUTES * 60_000,
    'not a span of at most 92 days',
  );
export const Mute = z.strictObject({
  ...{ id: z.uuid(), tenantId: Id, kind: z.enum(['maintenance', 'snooze']), scope: Scope, cause: Cause.nullable() },
  ...{ from: At, until: At, reason: z.string(), createdBy: z.string(), endedAt: At.nullable() },
});

/** Messages leave this machine encrypted, and a name or password has no place in an address. */
const WebhookAddress = z
  .url()
  .max(500)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password } = new URL(text);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return isSafe && username === '' && password === '';
  }, 'not an https address');
const Language = z.enum(['de', 'en']);
const Common = { name: Name, language: Language, isOff: z.boolean().default(false) };
export const NewChannel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), ...Common, to: z.array(z.email().max(254)).min(1).max(20) }),
  z.strictObject({ kind: z.literal('webhook'), ...Common, to: z.array(WebhookAddress).length(1) }),
]);
export const Channel = z.strictObject({
  ...{ id: z.uuid(), tenantId: Id, kind: z.enum(['email', 'webhook']), name: z.string(), language: Language },
  ...{ to: z.array(z.string()), isOff: z.boolean() },
});
export const Notice = z.strictObject({
  ...{ id: z.uuid(), channelId: z.uuid(), kind: z.enum(['opened', 'escalated', 'recovered', 'test']) },
  ...{ cause: Cause.nullable(), count: z.int(), state: z.enum(['waiting', 'sending', 'sent', 'dead']) },
  ...{ createdAt: At, sentAt: At.nullable(), attempts: z.int(), reason: z.string().nullable() },
});
