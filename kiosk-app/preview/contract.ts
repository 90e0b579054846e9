import { z } from 'zod';
import { side } from '../../foundation/rpc/contract.ts';

/**
 * Between the hub and the process of one preview, over the child's IPC pipe: the files of a draft in, the address of a
 * citizen's screen out. The process has no terminal, no device and no portal: it plays their parts itself.
 */

/** What a person does at the terminal with their hands, `scan-code` and `agree` with their telephone. */
export const HAND_ACTS = ['lay-card', 'take-card', 'scan-code', 'agree', 'tap-card', 'insert-page'] as const;
export type HandAct = (typeof HAND_ACTS)[number];

/** How the rehearsed devices answer. */
export const DeviceChoices = z.strictObject({
  /** False: each waits until the hand of the person is played by `hand`. */
  byThemselves: z.boolean(),
  payment: z.enum(['paid', 'declined']),
  paper: z.enum(['there', 'out']),
});
export type DeviceChoices = Readonly<z.infer<typeof DeviceChoices>>;

export const PreviewAct = z.discriminatedUnion('kind', [
  /** The next citizen's start screen; with a service, that service's page, as this citizen reads and sees, and open. */
  z.strictObject({ kind: z.literal('begin'), serviceId: z.string().max(41).nullable() }),
  z.strictObject({
    kind: z.literal('display'),
    language: z.string().max(10).optional(),
    contrast: z.enum(['normal', 'high']).optional(),
    text: z.enum(['normal', 'large']).optional(),
    reach: z.enum(['normal', 'low']).optional(),
  }),
  /** The start screen as it is at this instant (epoch milliseconds); `null`: of today, and never closed. */
  z.strictObject({ kind: z.literal('moment'), at: z.int().min(0).nullable() }),
  z.strictObject({ kind: z.literal('devices'), choices: DeviceChoices }),
  z.strictObject({ kind: z.literal('hand'), act: z.enum(HAND_ACTS) }),
]);
export type PreviewAct = Readonly<z.infer<typeof PreviewAct>>;

/** What stands on the rehearsed screen now. */
export const PreviewScreen = z.strictObject({
  /** Counts the sessions: a page of another one is over. */
  session: z.int().min(1),
  /** Kind of the screen, as the session names it. */
  screen: z.string().max(40),
  serviceId: z.string().max(41).nullable(),
  /** What is offered, in the order of the site, with titles in the language of the screen. */
  services: z.array(z.strictObject({ id: z.string().max(41), title: z.string().max(200) })),
  languages: z.array(z.strictObject({ code: z.string().max(10), name: z.string().max(60) })),
  language: z.string().max(10),
  contrast: z.enum(['normal', 'high']),
  text: z.enum(['normal', 'large']),
  reach: z.enum(['normal', 'low']),
  /** Instant as which the place is shown; `null`: now, and never closed. */
  moment: z.int().nullable(),
  /** Of the place, an IANA name. */
  timeZone: z.string().max(60),
  devices: DeviceChoices,
  /** What the devices wait for, of the things that a hand does; `null`: for none of them. */
  waitsFor: z.enum(HAND_ACTS).nullable(),
});
export type PreviewScreen = Readonly<z.infer<typeof PreviewScreen>>;

/** Answered by the preview's process. */
export const previewSide = side({
  methods: {
    /**
     * Takes these files (path → text) from now on: what the citizen sees begins anew with them, at the same service and
     * in the same display where they still exist. Refuses with `has-faults`; then nothing has changed.
     */
    load: {
      params: z.strictObject({ files: z.record(z.string().max(120), z.string()), uiDirectory: z.string() }),
      result: z.strictObject({}),
    },
    /** A one-time token for a page of the session that runs now. Refuses with `not-started`. */
    token: { params: z.strictObject({}), result: z.strictObject({ session: z.int(), token: z.string() }) },
    /** Refuses with `not-started`, `not-possible-now`. */
    act: { params: z.strictObject({ act: PreviewAct }), result: z.strictObject({}) },
  },
  notifications: {},
});

/** Heard by the hub. */
export const previewingSide = side({
  methods: {},
  notifications: {
    /** The page of this session is served on this loopback port. */
    session: z.strictObject({ session: z.int().min(1), port: z.int().min(1).max(65535) }),
    screen: PreviewScreen,
  },
});
