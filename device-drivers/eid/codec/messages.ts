import { z } from 'zod';

/**
 * Messages of the AusweisApp's SDK WebSocket, as sent by versions 1.22 to 2.x at API levels 1 to 3 (AusweisApp SDK
 * documentation, "Messages"; observed with 1.26.2). Fields a newer version adds are ignored, as the SDK demands of
 * its clients. A field that a workflow needs must have the documented type; what is only told along (a description, a
 * state's name) is left out when it has another one: it must never cost the message it came with.
 */
const Text = z.string().max(20_000);
const Name = z.string().max(300);
const Unneeded = Text.optional().catch(undefined);
/** That there is an error counts, whatever it looks like. */
const ErrorText = z
  .unknown()
  .transform((error) => (error === undefined || error === null ? undefined : String(error).slice(0, 20_000)))
  .optional();

/** `-1` is what newer versions say, and none at all, until they have asked the card. */
const Tries = z
  .union([z.literal(-1).transform(() => null), z.int().min(0).max(3)])
  .nullish()
  .transform((tries) => tries ?? null);

/** Tries left of the PIN, 0–3 or `null` if unknown, and the two states in which no PIN helps. */
export const CardInfo = z.object({
  retryCounter: Tries,
  deactivated: z.boolean(),
  inoperative: z.boolean(),
});
export type CardInfo = z.infer<typeof CardInfo>;

const OF_EID_CARDS = ['retryCounter', 'deactivated', 'inoperative'] as const;

/**
 * An object that says nothing of a PIN, `{}`, is level 3's "a card, but none with the eID function". Levels 1 and 2
 * show such a card as `null`.
 */
const UnknownCard = z
  .looseObject({})
  .refine((card) => !OF_EID_CARDS.some((name) => name in card))
  .transform(() => ({}));

export const ReaderInfo = z.object({
  name: Name,
  /** Only a reader that went away needs to be told apart. */
  attached: z.boolean().default(true),
  /** Whether SET_CARD can lay a virtual card on it; since 1.24. */
  insertable: z.boolean().optional().catch(undefined),
  keypad: z.boolean().optional().catch(undefined),
  card: z.union([CardInfo, UnknownCard]).nullable().optional(),
});
export type ReaderInfo = z.infer<typeof ReaderInfo>;

/** One entry that nobody can read does not hide the others. */
const ReaderList = z.array(z.unknown()).transform((list) =>
  list.slice(0, 40).flatMap((entry) => {
    const reader = ReaderInfo.safeParse(entry);
    return reader.success ? [reader.data] : [];
  }),
);

const Rights = z.array(z.string().max(60)).max(60);

const IsoDate = z.iso.date().optional().catch(undefined);

/** What the card is to compare and only answers with yes or no; each is left out where it is not asked. */
const AuxiliaryData = z.object({
  /** Born on this day at the latest. */
  ageVerificationDate: IsoDate,
  /** The same in years today. A text in the SDK's own example, so either is taken. */
  requiredAge: z.coerce.number().int().min(0).max(150).optional().catch(undefined),
  /** The card is not expired on this day. */
  validityDate: IsoDate,
  /** Key of the community somebody lives in, or its beginning: digits. */
  communityId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional()
    .catch(undefined),
});

const ResultCode = z.object({
  /** Whatever is no "ok" is a failure, also none at all: that the workflow has ended counts. */
  major: Text.catch(''),
  minor: Unneeded,
  description: Unneeded,
  message: Unneeded,
  /** Failure code, since 1.26.3, e.g. "Card_Removed". */
  reason: Unneeded,
});
export type ResultCode = z.infer<typeof ResultCode>;

const secretRequest = <const M extends string>(msg: M) =>
  z.object({ msg: z.literal(msg), error: ErrorText, reader: ReaderInfo.optional().catch(undefined) });

export const SdkMessage = z.discriminatedUnion('msg', [
  z.object({
    msg: z.literal('API_LEVEL'),
    available: z.array(z.int()).max(40).optional().catch(undefined),
    current: z.int().optional().catch(undefined),
    error: ErrorText,
  }),
  z.object({
    msg: z.literal('INFO'),
    VersionInfo: z.object({ Name: Name.catch('AusweisApp'), 'Implementation-Version': Name }),
  }),
  z.object({
    msg: z.literal('STATUS'),
    workflow: Name.nullable(),
    progress: z.number().min(0).max(100).nullable(),
    state: Name.nullable().catch(null),
  }),
  /** Without a name it is only the answer that there is no such reader. */
  ReaderInfo.partial({ name: true }).extend({ msg: z.literal('READER'), error: ErrorText }),
  z.object({
    msg: z.literal('READER_LIST'),
    readers: ReaderList.optional(),
    /** The same list at level 1. */
    reader: ReaderList.optional(),
  }),
  z.object({
    msg: z.literal('AUTH'),
    error: ErrorText,
    result: ResultCode.optional(),
    /** An empty one is none: there is nothing to fetch. */
    url: z.string().min(1).max(4000).optional().catch(undefined),
  }),
  z.object({
    msg: z.literal('ACCESS_RIGHTS'),
    error: ErrorText,
    /** Left out where it is refused. */
    chat: z.object({ effective: Rights, optional: Rights, required: Rights }).optional(),
    transactionInfo: z
      .string()
      .transform((text) => text.slice(0, 4000))
      .optional()
      .catch(undefined),
    aux: AuxiliaryData.optional().catch(undefined),
  }),
  z.object({
    msg: z.literal('CERTIFICATE'),
    description: z.object({
      issuerName: Text.catch(''),
      issuerUrl: Text.catch(''),
      subjectName: Text,
      subjectUrl: Text.catch(''),
      termsOfUsage: Text,
      purpose: Text.catch(''),
    }),
    validity: z.object({ effectiveDate: Name, expirationDate: Name }),
  }),
  z.object({ msg: z.literal('INSERT_CARD'), error: ErrorText }),
  secretRequest('ENTER_PIN'),
  secretRequest('ENTER_NEW_PIN'),
  secretRequest('ENTER_CAN'),
  secretRequest('ENTER_PUK'),
  z.object({ msg: z.literal('CHANGE_PIN'), success: z.boolean().optional(), reason: Unneeded }),
  z.object({ msg: z.literal('PAUSE'), cause: z.string().max(200).catch('unknown') }),
  z.object({ msg: z.literal('BAD_STATE'), error: ErrorText }),
  z.object({ msg: z.literal('INVALID'), error: ErrorText }),
  z.object({ msg: z.literal('UNKNOWN_COMMAND'), error: ErrorText }),
  z.object({ msg: z.literal('INTERNAL_ERROR'), error: ErrorText }),
]);
export type SdkMessage = z.infer<typeof SdkMessage>;
/** READER about a reader, not only about an error. */
export const isReader = (message: SdkMessageOf<'READER'>): message is SdkMessageOf<'READER'> & ReaderInfo =>
  message.name !== undefined;
export type SdkMessageOf<M extends SdkMessage['msg']> = Extract<SdkMessage, { msg: M }>;
export type SecretRequest = SdkMessageOf<'ENTER_PIN' | 'ENTER_NEW_PIN' | 'ENTER_CAN' | 'ENTER_PUK'>;
