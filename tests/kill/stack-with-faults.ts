import type { SiteDefinition } from '../../config/schema/site.ts';
import { openLink } from './cuttable-link.ts';
import type { Surroundings } from './faults.ts';
import { openGround } from './kill-stack.ts';
import { mountSmallDisk } from './small-disk.ts';

/** Most sessions are killed before: what is begun ahead for the next citizen would only be thrown away. */
const NEXT_SESSION_AFTER = 2_000;

/** A terminal whose cables and disk are in our hands. */
export async function openSurroundings(
  directory: string,
  faults: boolean,
  say: (line: string) => void,
): Promise<Surroundings> {
  const terminalDirectory = `${directory}-books`;
  const disk = faults ? mountSmallDisk(terminalDirectory) : null;
  if (faults && !disk) say('the disk is never full here: only root may mount a small one');
  const links: Partial<Record<keyof Surroundings['links'], Surroundings['links']['payment']>> = {};
  const site = async (plain: SiteDefinition): Promise<SiteDefinition> => {
    const { payment, receiptPrinter } = plain.devices;
    const { fitConnect, billRegister, paymentPortal } = plain.portals;
    const through = async (name: keyof Surroundings['links'], port: number) => {
      const link = await openLink(port);
      links[name] = link;
      return link.port;
    };
    const portal = Number(new URL(fitConnect.submissionApi).port);
    const portalLink = await through('portal', portal);
    const moved = (url: string) => url.replace(`:${portal}/`, `:${portalLink}/`);
    return {
      ...plain,
      devices: {
        ...plain.devices,
        payment:
          payment?.protocol === 'zvt-tcp' ? { ...payment, port: await through('payment', payment.port) } : payment,
        receiptPrinter:
          receiptPrinter?.protocol === 'escpos-tcp'
            ? { ...receiptPrinter, port: await through('printer', receiptPrinter.port) }
            : receiptPrinter,
      },
      portals: {
        ...plain.portals,
        fitConnect: {
          ...fitConnect,
          tokenUrl: moved(fitConnect.tokenUrl),
          destinationApi: moved(fitConnect.destinationApi),
          submissionApi: moved(fitConnect.submissionApi),
        },
        paymentPortal: paymentPortal && {
          ...paymentPortal,
          url: `http://127.0.0.1:${await through('payments', Number(new URL(paymentPortal.url).port))}`,
        },
        billRegister: billRegister && {
          ...billRegister,
          url: `http://127.0.0.1:${await through('bills', Number(new URL(billRegister.url).port))}`,
        },
      },
    };
  };
  const ground = await openGround(directory, {
    site,
    terminalDirectory,
    nextSessionAfter: NEXT_SESSION_AFTER,
    // Not every end of it is a fault (it may not even start on a full disk), but one that nobody knows of would be.
    onDeath: (how) => !/^(SIGKILL|exit 0)$/.test(how) && say(`the terminal ended by itself: ${how}`),
  });
  return { ground, links: links as Surroundings['links'], disk };
}
