import { z } from 'zod';

/**
 * Messages of the AusweisApp's SDK WebSocket, as sent by versions 1.22 to 2.x at API levels 1 to 3 (AusweisApp SDK
 * documentation, "Messages"; observed with 1.26.2). Fields a newer version adds are ignored, as the SDK demands of
 * its clients; a field we rely on must have the documented type.
 */
const Text = z.string().max(20_000);
const Name = z.string().max(300);

/** Tries left of the PIN, 0–3, and the two states in which no PIN helps. */
export const CardInfo = z.object({
  retryCounter: z.int().min(0).max(3),
  deactivated: z.boolean(),
  inoperative: z.boolean(),
});
export type CardInfo = z.infer<typeof CardInfo>;

/** `{}` is level 3's "a card, but none with the eID function". Levels 1 and 2 show such a card as `null`. */
const UnknownCard = z.strictObject({});

export const ReaderInfo = z.object({
  name: Name,
  attached: z.boolean(),
  /** Whether SET_CARD can lay a virtual card on it; since 1.24. */
  insertable: z.boolean().optional(),
  keypad: z.boolean().optional(),
  card: z.union([CardInfo, UnknownCard]).nullable().optional(),
});
export type ReaderInfo = z.infer<typeof ReaderInfo>;

const Rights = z.array(z.string().max(60)).max(60);

const ResultCode = z.object({
  major: Text,
  minor: Text.optional(),
  description: Text.optional(),
  message: Text.optional(),
  /** Failure code, since 1.26.3, e.g. "Card_Removed". */
  reason: Text.optional(),
});
export type ResultCode = z.infer<typeof ResultCode>;

const secretRequest = <const M extends string>(msg: M) =>
  z.object({ msg: z.literal(msg), error: Text.optional(), reader: ReaderInfo.optional() });

export const SdkMessage = z.discriminatedUnion('msg', [
  z.object({
    msg: z.literal('API_LEVEL'),
    available: z.array(z.int()).max(40).optional(),
    current: z.int().optional(),
    error: Text.optional(),
  }),
  z.object({
    msg: z.literal('INFO'),
    VersionInfo: z.object({ Name: Name, 'Implementation-Version': Name }),
  }),
  z.object({
    msg: z.literal('STATUS'),
    workflow: Name.nullable(),
    progress: z.number().min(0).max(100).nullable(),
    state: Name.nullable(),
  }),
  ReaderInfo.extend({ msg: z.literal('READER') }),
  z.object({
    msg: z.literal('READER_LIST'),
    readers: z.array(ReaderInfo).max(40).optional(),
    /** The same list at level 1. */
    reader: z.array(ReaderInfo).max(40).optional(),
  }),
  z.object({
    msg: z.literal('AUTH'),
    error: Text.optional(),
    result: ResultCode.optional(),
    url: z.string().max(4000).optional(),
  }),
  z.object({
    msg: z.literal('ACCESS_RIGHTS'),
    error: Text.optional(),
    chat: z.object({ effective: Rights, optional: Rights, required: Rights }),
    transactionInfo: z.string().max(4000).optional(),
  }),
  z.object({
    msg: z.literal('CERTIFICATE'),
    description: z.object({
      issuerName: Text,
      issuerUrl: Text,
      subjectName: Text,
      subjectUrl: Text,
      termsOfUsage: Text,
      purpose: Text,
    }),
    validity: z.object({ effectiveDate: Name, expirationDate: Name }),
  }),
  z.object({ msg: z.literal('INSERT_CARD'), error: Text.optional() }),
  secretRequest('ENTER_PIN'),
  secretRequest('ENTER_NEW_PIN'),
  secretRequest('ENTER_CAN'),
  secretRequest('ENTER_PUK'),
  z.object({ msg: z.literal('CHANGE_PIN'), success: z.boolean().optional(), reason: Text.optional() }),
  z.object({ msg: z.literal('PAUSE'), cause: z.string().max(200) }),
  z.object({ msg: z.literal('BAD_STATE'), error: Text }),
  z.object({ msg: z.literal('INVALID'), error: Text }),
  z.object({ msg: z.literal('UNKNOWN_COMMAND'), error: Text }),
  z.object({ msg: z.literal('INTERNAL_ERROR'), error: Text.optional() }),
]);
export type SdkMessage = z.infer<typeof SdkMessage>;
export type SdkMessageOf<M extends SdkMessage['msg']> = Extract<SdkMessage, { msg: M }>;
export type SecretRequest = SdkMessageOf<'ENTER_PIN' | 'ENTER_NEW_PIN' | 'ENTER_CAN' | 'ENTER_PUK'>;
