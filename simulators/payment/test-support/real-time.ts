import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { CardKind } from '../cards.ts';
import type { ZvtDesk } from '../simulator-core.ts';

const WITHIN_MS = 10_000;

/** For tests on real sockets and lines, where no simulated clock can know when the kernel is done. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error('did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function inService(terminal: PaymentTerminal): Promise<void> {
  terminal.open();
  await until(() => terminal.health().state === 'ready');
}

/** Taps each time the terminal asks for a card. @returns stops it */
export function tapWhenAsked(desk: ZvtDesk, card: CardKind): () => void {
  const check = () => {
    if (desk.state().waitingFor === 'card') queueMicrotask(() => desk.tapCard(card));
  };
  check();
  return desk.onChange(check);
}
