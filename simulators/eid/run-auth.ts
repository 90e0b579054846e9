import type { ResultCode, SdkMessage } from '../../device-drivers/eid/codec/messages.ts';
import { MINOR, RESULT } from '../../device-drivers/eid/codec/result-codes.ts';
import { Refusal } from '../../foundation/errors.ts';
import { provePin, waitForCard } from './ask-secrets.ts';
import type { EidChip } from './card.ts';
import { filesFor } from './card-files.ts';
import type { Dialogue } from './dialogue.ts';
import type { SimulatorFault } from './faults.ts';
import { openPortal, type PortalConversation, type PortalFault } from './portal.ts';

/** How an authentication ends badly: minor code, and the failure code of newer versions. */
interface Failure {
  readonly minor: string;
  readonly reason: string;
}

const CANCELLED: Failure = { minor: 'sal#cancellationByUser', reason: 'User_Cancelled' };
const CARD_LOST: Failure = { minor: 'ifdl#cancellationByUser', reason: 'Card_Removed' };
const RACE: Failure = { minor: 'al/common#unknownError', reason: 'Card_Removed' };
const BY_PORTAL: Readonly<Record<PortalFault, Failure>> = {
  unreachable: { minor: 'dp#trustedChannelEstablishmentFailed', reason: 'Get_TcToken_Network_Error' },
  refused: { minor: 'al/common#internalError', reason: 'Certificate_Check_Failed_Hash_Missing_In_Description' },
};

/** RUN_AUTH (AusweisApp SDK, "Authentication"): from the token to the refresh address. */
export async function runAuth(dialogue: Dialogue, tcTokenUrl: string, fault: SimulatorFault | null): Promise<void> {
  if (URL.parse(tcTokenUrl) === null) {
    dialogue.send({ msg: 'AUTH', error: 'Validation of tcTokenURL failed' });
    return;
  }
  dialogue.send({ msg: 'AUTH' });
  status(dialogue, 0);
  const isHttps = URL.parse(tcTokenUrl)?.protocol === 'https:';
  const opened = isHttps ? await openPortal(tcTokenUrl, dialogue.options.clock) : null;
  if (!opened?.ok)
    return end(dialogue, BY_PORTAL[opened?.error.fault ?? 'unreachable'], opened?.error.refreshAddress ?? null);
  const portal = opened.value;
  try {
    const rights = await agree(dialogue, portal);
    await waitForCard(dialogue);
    if (fault === 'race') return await giveUp(dialogue, portal, RACE);
    const { chip } = await provePin(dialogue, false);
    await read(dialogue, portal, chip, rights);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    if (thrown.reason === 'card-lost') await giveUp(dialogue, portal, CARD_LOST);
    else if (thrown.reason === 'cancelled') await giveUp(dialogue, portal, CANCELLED);
    else await portal.giveUp(CANCELLED.minor);
  }
}

/** ACCESS_RIGHTS until ACCEPT. @returns the rights granted */
async function agree(dialogue: Dialogue, portal: PortalConversation): Promise<readonly string[]> {
  const { required, optional, transactionInfo, validityDate, description, validity } = portal.request;
  let chosen = optional;
  const show = (error: string | null) =>
    dialogue.send({
      msg: 'ACCESS_RIGHTS',
      ...(error === null ? {} : { error }),
      chat: { effective: [...required, ...chosen], optional, required },
      ...(transactionInfo === null ? {} : { transactionInfo }),
      aux: { validityDate },
    });
  show(null);
  for (;;) {
    const command = await dialogue.expect('ACCEPT', 'SET_ACCESS_RIGHTS', 'GET_ACCESS_RIGHTS', 'GET_CERTIFICATE');
    switch (command.cmd) {
      case 'ACCEPT':
        return [...required, ...chosen];
      case 'GET_ACCESS_RIGHTS':
        show(null);
        break;
      case 'GET_CERTIFICATE':
        dialogue.send({ msg: 'CERTIFICATE', description, validity });
        break;
      case 'SET_ACCESS_RIGHTS': {
        const isValid = command.chat.every((right) => optional.includes(right));
        if (isValid) chosen = command.chat;
        show(isValid ? null : "Entry in 'chat' data is invalid");
        break;
      }
    }
  }
}

/** Card and portal at work; the card must lie there throughout. */
async function read(
  dialogue: Dialogue,
  portal: PortalConversation,
  chip: EidChip,
  rights: readonly string[],
): Promise<void> {
  for (const percent of [20, 40, 60]) {
    status(dialogue, percent);
    await dialogue.step();
    await held(dialogue, chip);
  }
  const delivered = await portal.deliver(rights, filesFor(rights, chip.identity, chip.expired), !chip.expired);
  dialogue.check();
  status(dialogue, 80);
  await dialogue.step();
  if (!delivered.ok) return end(dialogue, BY_PORTAL[delivered.error], portal.refreshAddress);
  status(dialogue, 100);
  if (delivered.value !== null)
    return end(dialogue, { minor: delivered.value, reason: 'Start_Paos_Response_Error' }, portal.refreshAddress);
  dialogue.send({ msg: 'AUTH', result: { major: `${RESULT}#ok` }, url: portal.refreshAddress });
}

/** Level 3 pauses while the card is away; before, its loss ends the workflow. @throws Refusal `card-lost` */
async function held(dialogue: Dialogue, chip: EidChip): Promise<void> {
  while (dialogue.options.counter.usable?.chip !== chip) {
    if (dialogue.level < 3) throw new Refusal('card-lost');
    dialogue.send({ msg: 'PAUSE', cause: 'BadCardPosition' });
    await dialogue.expect('CONTINUE');
    const usable = dialogue.options.counter.usable;
    // Another card cannot go on where the first one stopped.
    if (usable && usable.chip !== chip) throw new Refusal('card-lost');
  }
}

async function giveUp(dialogue: Dialogue, portal: PortalConversation, failure: Failure): Promise<void> {
  status(dialogue, 80);
  await portal.giveUp(failure.minor);
  status(dialogue, 100);
  end(dialogue, failure, portal.refreshAddress);
}

function status(dialogue: Dialogue, progress: number): void {
  if (dialogue.level >= 2) dialogue.send({ msg: 'STATUS', workflow: 'AUTH', progress, state: null });
}

function end(dialogue: Dialogue, failure: Failure, url: string | null): void {
  const result: ResultCode = {
    major: `${RESULT}#error`,
    minor: `${MINOR}${failure.minor}`,
    description: 'An error occurred.',
    message: 'An error occurred.',
    ...(dialogue.options.api >= 3 ? { reason: failure.reason } : {}),
  };
  const message: SdkMessage = { msg: 'AUTH', result, ...(url === null ? {} : { url }) };
  dialogue.send(message);
}
