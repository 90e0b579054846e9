import { Refusal } from '../../foundation/errors.ts';
import { askNewPin, provePin, waitForCard } from './ask-secrets.ts';
import type { Dialogue } from './dialogue.ts';
import type { SimulatorFault } from './faults.ts';

/** RUN_CHANGE_PIN (AusweisApp SDK, "Change PIN"): also sets the first own PIN in place of the transport PIN. */
export async function runChangePin(dialogue: Dialogue, fault: SimulatorFault | null): Promise<void> {
  dialogue.send({ msg: 'CHANGE_PIN' });
  const end = (success: boolean, reason?: string) =>
    dialogue.send({
      msg: 'CHANGE_PIN',
      success,
      ...(reason !== undefined && dialogue.options.api >= 3 ? { reason } : {}),
    });
  try {
    await waitForCard(dialogue);
    // Seen with 1.26.2 and its built-in card: the end comes at once, says "success", and nothing has happened.
    if (fault === 'false-pin-success' || fault === 'race') return end(true);
    const { chip } = await provePin(dialogue, true);
    const value = await askNewPin(dialogue);
    await dialogue.step();
    if (dialogue.options.counter.usable?.chip !== chip) return end(false, 'Card_Removed');
    chip.setPin(value);
    end(true);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    if (thrown.reason === 'cancelled') end(false, 'User_Cancelled');
  }
}
