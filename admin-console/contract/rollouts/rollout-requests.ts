import { z } from 'zod';
import { SoftwareVersion } from '../../../fleet-link/software.ts';
import { TERMINAL_ID } from '../terminals/enrolment-code.ts';
import { Tag } from '../terminals/selection-request.ts';

/** What the API takes about rollouts. Only the hub reads these schemas: a page that imports them carries zod. */
const TerminalIds = z.array(z.string().regex(TERMINAL_ID)).max(1_000);
const LocationIds = z.array(z.string().min(1).max(60)).max(300);
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Thirty days. */
const Minutes = z.int().min(0).max(43_200);

const Selection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('percentage'), percent: z.number().min(0.01).max(100) }),
  z.strictObject({ by: z.literal('locations'), ids: LocationIds.min(1) }),
  z.strictObject({ by: z.literal('tags'), tags: z.array(Tag).min(1).max(20) }),
  z.strictObject({ by: z.literal('terminals'), ids: TerminalIds.min(1) }),
  z.strictObject({ by: z.literal('rest') }),
]);

const Ring = z.strictObject({
  selection: Selection,
  window: z
    .strictObject({
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
      from: ClockTime,
      to: ClockTime,
    })
    .refine(({ from, to }) => from !== to, 'a window without length')
    .nullable()
    .default(null),
  atOnce: z.int().min(1).max(10_000).nullable().default(null),
  after: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('approval') }),
    z.strictObject({ kind: z.literal('soak'), minutes: Minutes }),
  ]),
});

export const RolloutPlanRequest = z.strictObject({
  rings: z.array(Ring).min(1).max(20),
  excluded: z
    .strictObject({ terminalIds: TerminalIds.default([]), locationIds: LocationIds.default([]) })
    .default({ terminalIds: [], locationIds: [] }),
  patienceMinutes: Minutes.min(1).default(1_440),
  healthyAfterMinutes: Minutes.default(30),
  threshold: z
    .strictObject({
      percent: z.number().min(0).max(100),
      atLeast: z.int().min(1).max(10_000),
      offlineMinutes: Minutes.min(1),
    })
    .default({ percent: 5, atLeast: 1, offlineMinutes: 15 }),
  onStop: z.enum(['hold', 'roll-back']).default('roll-back'),
});

const Title = z.string().trim().min(1).max(120);
export const NewRollout = z.strictObject({
  kind: z.enum(['configuration', 'software']),
  releaseId: z.uuid(),
  title: Title,
  plan: RolloutPlanRequest,
});
const Revision = z.int().min(1);
export const RolloutChange = z.strictObject({ revision: Revision, title: Title, plan: RolloutPlanRequest });
/** Why, in the person's own words: it stands in the audit. */
export const RolloutDeed = z.strictObject({ revision: Revision, reason: z.string().trim().min(3).max(500) });
export const RolloutExclusion = RolloutDeed.extend({ terminalIds: TerminalIds.min(1) });
export const RolloutTerminalsAsked = z.strictObject({
  after: z.string().regex(TERMINAL_ID).optional(),
  most: z.coerce.number().int().min(1).max(200).default(100),
  ring: z.coerce.number().int().min(-1).max(19).optional(),
  state: z.enum(['pending', 'offered', 'switched', 'healthy', 'failed', 'went-back', 'excluded']).optional(),
});

export const NewSoftwareRelease = z.strictObject({
  version: SoftwareVersion,
  channel: z.enum(['stable', 'beta']).default('stable'),
  notes: z.string().trim().max(2_000).default(''),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Ten gigabytes. */
  size: z.int().min(1).max(10_737_418_240),
});
