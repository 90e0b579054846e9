import type { World } from '../simulated-world.ts';
import { WALLETS } from '../wallet/people.ts';
import { codeReaderOnDesk, type SampleLetter } from './adapters/code-reader.ts';
import { eidOnDesk } from './adapters/eid.ts';
import { keypadOnDesk } from './adapters/keypad.ts';
import { personOnDesk, wallOnDesk } from './adapters/network-lines.ts';
import { pagePrinterOnDesk } from './adapters/page-printer.ts';
import { payPageOnDesk } from './adapters/pay-page.ts';
import { paymentOnDesk } from './adapters/payment.ts';
import { phoneOnDesk } from './adapters/phone.ts';
import { printerOnDesk } from './adapters/printer.ts';
import { scannerOnDesk } from './adapters/scanner.ts';
import { PURSE } from './cards.ts';
import type { DeskDevice } from './contract.ts';

export interface DeskHands {
  readonly letters: readonly SampleLetter[];
  /** Tells the terminal's presence sensor; `null` if the terminal has none: then no person is drawn. */
  readonly setPresent: ((present: boolean) => void | Promise<void>) | null;
}

/** Everything of the simulated world that a person can touch. */
export function devicesOf(world: World, { letters, setPresent }: DeskHands): readonly DeskDevice[] {
  const { payment, printer, ausweisApp, scanner, codeReader, pagePrinter, keypad, portal, eidServer, bills, wallet } =
    world;
  const { payments } = world;
  const lines = {
    portal: {
      setDown: (down: boolean) => portal.setDown(down),
      isDown: () => portal.state().down,
      onChange: (listener: () => void) => portal.onChange(listener),
    },
    eid: {
      setDown: (down: boolean) => eidServer.setFault(down ? 'server-error' : null),
      isDown: () => eidServer.state().fault !== null,
    },
    bills: {
      setDown: (down: boolean) => bills.setDown(down),
      isDown: () => bills.state().down,
      onChange: (listener: () => void) => bills.onChange(listener),
    },
    payments: {
      setDown: (down: boolean) => payments.setDown(down),
      isDown: () => payments.isDown(),
      onChange: (listener: () => void) => payments.onChange(listener),
    },
    phone: wallet.line,
  };
  const arrived = () => {
    const { received, accepted, rejected } = portal.state().cases;
    return received + accepted + rejected;
  };
  return [
    ...(setPresent ? [personOnDesk(setPresent)] : []),
    wallOnDesk(lines, arrived),
    eidOnDesk(ausweisApp, PURSE),
    phoneOnDesk(wallet.phone, wallet.line, WALLETS),
    scannerOnDesk(scanner),
    codeReaderOnDesk(codeReader, letters),
    paymentOnDesk(payment),
    payPageOnDesk(payments),
    printerOnDesk(printer),
    pagePrinterOnDesk(pagePrinter),
    keypadOnDesk(keypad),
  ];
}
