import type { EidEvent } from '../../device-drivers/eid/contract.ts';
import type { SentPage } from '../../device-drivers/scanner/contract.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import type { Peer } from '../../foundation/rpc/peer.ts';
import type { attendedSide, attendingSide } from '../channel/attended.ts';
import { DELAYS } from './delays.ts';
import type { Hands } from './hands.ts';
import type { RehearsalEid } from './rehearsal-eid.ts';

export interface RehearsalDevicesOptions {
  readonly hands: Hands;
  readonly session: () => Pick<Peer<typeof attendingSide>, 'notify'>;
  readonly eid: RehearsalEid;
  /** What lies on the scanner. */
  readonly page: SentPage;
  readonly clock: Clock;
}

/** The device host's end of a session's channel, with devices that always answer: any PIN is the right one. */
export function rehearsalDevices(options: RehearsalDevicesOptions): Handlers<typeof attendedSide> {
  const { hands, eid, page, clock } = options;
  let isChanging = false;
  let isCardThere = false;
  /** Rises with every workflow: what an earlier one still waits for is over. */
  let workflow = 0;
  /** Likewise with every wait for the card to be taken away. */
  let removal = 0;
  let loaded = 0;
  const tell = (event: EidEvent) => options.session().notify('eid.event', event);
  const ask = (secret: 'pin' | 'new-pin') =>
    tell({ kind: 'enter-secret', secret, triesLeft: 3, onReader: false, wrongBefore: false, formatError: false });
  const card = (present: boolean) => {
    isCardThere = present;
    options.session().notify('eid.card', { present });
  };
  const takeAway = async () => {
    if (!isCardThere) return;
    const mine = ++removal;
    await hands.until('take-card');
    // Something else may have been awaited since: whoever goes on by telephone has taken the card along.
    if (mine === removal) card(false);
  };
  const askForCard = async () => {
    const mine = ++workflow;
    tell({ kind: 'insert-card' });
    if (!isCardThere) {
      const isLaid = await hands.until('lay-card');
      if (!isLaid || mine !== workflow) return;
      card(true);
    }
    tell({ kind: 'card', present: true, triesLeft: 3 });
    ask('pin');
  };
  const read = async () => {
    const mine = workflow;
    for (const percent of [20, 60, 100]) {
      tell({ kind: 'progress', percent });
      await delay(clock, DELAYS.device);
      if (mine !== workflow) return;
    }
    tell({ kind: 'authenticated', refreshUrl: eid.refreshUrl });
    await takeAway();
  };

  return {
    methods: {
      'eid.authenticate': () => {
        workflow++;
        isChanging = false;
        tell({ kind: 'started' });
        tell(eid.rights());
        return {};
      },
      'eid.change-pin': () => {
        isChanging = true;
        tell({ kind: 'started' });
        void askForCard();
        return {};
      },
      'eid.accept': () => {
        void askForCard();
        return {};
      },
      'eid.secret': ({ secret }) => {
        if (!isChanging) void read();
        else if (secret === 'new-pin') {
          isChanging = false;
          tell({ kind: 'pin-changed' });
          void takeAway();
        } else ask('new-pin');
        return {};
      },
      'eid.continue': () => ({}),
      'eid.cancel': () => {
        workflow++;
        isChanging = false;
        if (hands.waitsFor === 'lay-card') hands.stop();
        tell({ kind: 'failed', reason: 'cancelled', detail: '' });
        void takeAway();
        return {};
      },
      'scan.start': async () => {
        if (!(await hands.until('insert-page'))) return { kind: 'fault', reason: 'cancelled', pages: [] };
        options.session().notify('scan.progress', { phase: 'scanning', page: 1, percent: 40 });
        await delay(clock, DELAYS.device);
        return { kind: 'scanned', pages: [page] };
      },
      'scan.cancel': () => {
        if (hands.waitsFor === 'insert-page') hands.stop();
        return {};
      },
      'page.load': ({ first, part }) => {
        loaded = (first ? 0 : loaded) + Buffer.from(part, 'base64').length;
        return { bytes: loaded };
      },
      'page.print': async () => {
        await delay(clock, DELAYS.device);
        return { kind: 'printed' };
      },
      'page.cancel': () => ({}),
    },
    notifications: {},
  };
}
