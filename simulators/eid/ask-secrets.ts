import type { SecretRequest } from '../../device-drivers/eid/codec/messages.ts';
import type { EidChip } from './card.ts';
import type { CardReader } from './card-readers.ts';
import type { Dialogue } from './dialogue.ts';

interface Ask {
  readonly message: SecretRequest['msg'];
  readonly command: 'SET_PIN' | 'SET_NEW_PIN' | 'SET_CAN' | 'SET_PUK';
  readonly format: RegExp;
  readonly hint: string;
}

const PIN_AUTH: Ask = {
  message: 'ENTER_PIN',
  command: 'SET_PIN',
  format: /^\d{6}$/,
  hint: 'You must provide 6 digits',
};
const PIN_CHANGE: Ask = {
  message: 'ENTER_PIN',
  command: 'SET_PIN',
  format: /^\d{5,6}$/,
  hint: 'You must provide 5 - 6 digits',
};
const NEW_PIN: Ask = { ...PIN_AUTH, message: 'ENTER_NEW_PIN', command: 'SET_NEW_PIN' };
const CAN: Ask = { ...PIN_AUTH, message: 'ENTER_CAN', command: 'SET_CAN' };
const PUK: Ask = { message: 'ENTER_PUK', command: 'SET_PUK', format: /^\d{10}$/, hint: 'You must provide 10 digits' };

/** Until a card lies there; INSERT_CARD is said only if none does. */
export async function waitForCard(dialogue: Dialogue): Promise<void> {
  if (!dialogue.options.counter.usable) dialogue.send({ msg: 'INSERT_CARD' });
  await dialogue.card();
}

/**
 * Asks for secrets until the chip has accepted a PIN: PUK at no try left, CAN at one, then the PIN.
 * @returns the chip that accepted, and its reader
 */
export async function provePin(
  dialogue: Dialogue,
  forChange: boolean,
): Promise<{ readonly reader: CardReader; readonly chip: EidChip }> {
  await waitForCard(dialogue);
  for (;;) {
    const { chip: asked } = await dialogue.card();
    const need = asked.tries === 0 ? PUK : asked.needsCan ? CAN : forChange ? PIN_CHANGE : PIN_AUTH;
    const value = await askFor(dialogue, need);
    // As the real app does: a secret that finds no card waits, and meets whichever card comes next.
    const { reader, chip } = await dialogue.card();
    const before = chip.tries;
    if (need === PUK) chip.tryPuk(value);
    else if (need === CAN) chip.tryCan(value);
    else if (chip.tryPin(value, forChange)) return { reader, chip };
    if (chip.tries !== before || chip.isInoperative) dialogue.options.counter.changed(reader);
  }
}

export const askNewPin = (dialogue: Dialogue): Promise<string> => askFor(dialogue, NEW_PIN);

/** One ENTER_… and its answer; ill-formed ones are sent back and never reach the card. */
async function askFor(dialogue: Dialogue, ask: Ask): Promise<string> {
  let error: string | null = null;
  for (;;) {
    const usable = dialogue.options.counter.usable;
    dialogue.send({
      msg: ask.message,
      ...(error === null ? {} : { error }),
      ...(usable ? { reader: dialogue.describe(usable.reader) } : {}),
    });
    const command = await dialogue.expect(ask.command);
    const onKeypad = usable?.reader.hasKeypad ?? false;
    if (onKeypad && command.value !== undefined) {
      error = 'Value cannot be defined';
      continue;
    }
    const value = onKeypad ? await dialogue.keypad() : (command.value ?? '');
    if (ask.format.test(value)) return value;
    error = ask.hint;
  }
}
