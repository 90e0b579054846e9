import { z } from 'zod';

/** Commands to the AusweisApp's SDK WebSocket (AusweisApp SDK documentation, "Commands"). */
const Value = z.string().max(40).optional();

export const SdkCommand = z.discriminatedUnion('cmd', [
  z.object({ cmd: z.literal('GET_INFO') }),
  z.object({ cmd: z.literal('GET_STATUS') }),
  z.object({ cmd: z.literal('GET_API_LEVEL') }),
  z.object({ cmd: z.literal('SET_API_LEVEL'), level: z.int() }),
  z.object({ cmd: z.literal('GET_READER_LIST') }),
  z.object({ cmd: z.literal('GET_READER'), name: z.string().max(300) }),
  z.object({
    cmd: z.literal('RUN_AUTH'),
    tcTokenURL: z.string().max(4000),
    developerMode: z.boolean().optional(),
    status: z.boolean().optional(),
  }),
  z.object({ cmd: z.literal('RUN_CHANGE_PIN'), status: z.boolean().optional() }),
  z.object({ cmd: z.literal('GET_ACCESS_RIGHTS') }),
  z.object({ cmd: z.literal('SET_ACCESS_RIGHTS'), chat: z.array(z.string().max(60)).max(60) }),
  z.object({ cmd: z.literal('GET_CERTIFICATE') }),
  z.object({ cmd: z.literal('ACCEPT') }),
  z.object({ cmd: z.literal('SET_CARD'), name: z.string().max(300) }),
  z.object({ cmd: z.literal('SET_PIN'), value: Value }),
  z.object({ cmd: z.literal('SET_NEW_PIN'), value: Value }),
  z.object({ cmd: z.literal('SET_CAN'), value: Value }),
  z.object({ cmd: z.literal('SET_PUK'), value: Value }),
  z.object({ cmd: z.literal('CONTINUE') }),
  z.object({ cmd: z.literal('CANCEL') }),
]);
export type SdkCommand = z.infer<typeof SdkCommand>;
export type SdkCommandName = SdkCommand['cmd'];

export const COMMAND_NAMES: ReadonlySet<string> = new Set(SdkCommand.options.map((o) => o.shape.cmd.value));

/** First API level that knows the command; all others exist since level 1. */
export const SINCE_LEVEL: Readonly<Partial<Record<SdkCommandName, number>>> = { GET_STATUS: 2, CONTINUE: 3 };

export const encodeCommand = (command: SdkCommand): string => JSON.stringify(command);
