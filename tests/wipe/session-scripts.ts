import { CitizensTelephone } from '../journeys/citizens-telephone.ts';
import { handsOf } from '../journeys/device-acts.ts';
import { photograph, takeAlong } from '../journeys/scripts/by-telephone.ts';
import {
  findService,
  identify,
  identifyByWallet,
  openCatalogue,
  receive,
  reviewAndPay,
  scan,
} from '../journeys/scripts/common-steps.ts';
import type { Play } from '../journeys/scripts/script.ts';
import type { Stage } from '../journeys/stage.ts';
import type { Visitor } from './invented-people.ts';

/** One person's time at the terminal. After it the attract screen of the next session stands there. */
export interface SessionScript {
  readonly name: string;
  /** The service whose request reaches the authority. */
  readonly sends?: string;
  play(stage: Stage, visitor: Visitor, hands: Hands): Promise<void>;
}

export interface Hands extends Killers {
  /** What else was said in the session, beside what is on the screen: it must be gone, too. */
  hear(...said: readonly Buffer[]): void;
}

/** What ends a session the hard way. */
interface Killers {
  session(): void;
  browser(): void;
}

const playOf = (stage: Stage): Play => ({ stage, hands: handsOf(stage), fault: null, met: () => {} });

export const SESSIONS: readonly SessionScript[] = [
  {
    name: 'identified, scanned, paid',
    sends: 'bewohnerparkausweis',
    async play(stage, { typed, person }) {
      const { citizen } = stage;
      // Two wrong PINs, so that the card wants its access number too.
      const play: Play = { ...playOf(stage), fault: 'pin-wrong-twice' };
      await findService(play, 'bewohnerparkausweis');
      await identify({ ...play, stage: { ...stage, person } });
      await citizen.see('form', 'person');
      await applyForPermit(stage, typed);
    },
  },
  {
    name: 'identified by wallet, scanned, paid',
    sends: 'bewohnerparkausweis',
    async play(stage, { typed, person }) {
      await findService(playOf(stage), 'bewohnerparkausweis');
      await identifyByWallet(playOf({ ...stage, person }));
      await applyForPermit(stage, typed);
    },
  },
  {
    name: 'photographed by telephone, paid, taken along',
    sends: 'bewohnerparkausweis',
    async play(stage, { typed, person, inPhoto }, { hear }) {
      const play = playOf({ ...stage, person });
      const telephone = new CitizensTelephone(inPhoto);
      try {
        await findService(play, 'bewohnerparkausweis');
        await identify(play);
        await stage.citizen.see('form', 'person');
        await fillInPermit(stage, typed);
        await photograph(play, telephone);
        await reviewAndPay(play);
        const beside = async () => {
          await takeAlong(play, telephone);
          hear(...(await telephone.sealed()));
        };
        await receive(play, { paid: true, beside });
        await telephone.ended();
      } finally {
        // It leaves with its owner: what is in its memory is theirs.
        await telephone.close();
      }
    },
  },
  {
    name: 'typed, without money',
    sends: 'hundesteuer-anmelden',
    async play(stage, { typed }) {
      const { citizen } = stage;
      const play = playOf(stage);
      await findService(play, 'hundesteuer-anmelden');
      await citizen.see('form', 'person');
      for (const field of ['givenNames', 'familyName', 'street', 'city'] as const)
        await citizen.type(field, typed[field]);
      await citizen.type('postalCode', '12345');
      await citizen.press('intent-continue');
      await citizen.see('form', 'dogs.1');
      await citizen.type('dogName', typed.dogName);
      await citizen.type('breed', typed.breed);
      await citizen.type('heldSince', '01.11.2026');
      await citizen.choose('assistanceDog', 'no');
      await citizen.press('intent-continue');
      await citizen.see('form', 'dogs');
      await citizen.press('intent-continue');
      await citizen.see('form', 'tax');
      await citizen.type('otherDogs', '1');
      await citizen.choose('mandate', 'no');
      await citizen.type('phone', typed.phone);
      await citizen.press('intent-continue');
      await citizen.see('review', 'open');
      await citizen.press('intent-confirm');
      await receive(play, { paid: false });
    },
  },
  {
    name: 'a reference with a slip of the finger',
    async play(stage, { typed }) {
      const { citizen } = stage;
      await findService(playOf(stage), 'bescheid-bezahlen');
      await citizen.see('bill', 'idle');
      await citizen.type('reference', typed.wrongReference);
      await citizen.press('intent-continue');
      await citizen.at('lookup-unknown').waitFor({ timeout: 30_000 });
      await cancel(stage);
    },
  },
  {
    name: 'the number of a document, and a sum of money that was reckoned',
    async play(stage, { typed }) {
      const { citizen } = stage;
      await findService(playOf(stage), 'ausweis-fertig');
      await citizen.see('form', 'lookup.number');
      await citizen.type('number', typed.documentNumber);
      await citizen.press('intent-continue');
      await citizen.see('form', 'lookup.number');
      await cancel(stage);
      await findService(playOf(stage), 'wohngeld-vorpruefen');
      await citizen.see('form', 'people.1');
      await citizen.choose('role', 'self');
      await citizen.type('income', typed.income);
      await citizen.choose('disabled', 'no');
      await citizen.press('intent-continue');
      await citizen.see('form', 'people');
      await citizen.press('intent-continue');
      await citizen.see('form', 'home');
      await citizen.type('rent', '650');
      await citizen.choose('singleParent', 'no');
      await citizen.press('intent-continue');
      await citizen.see('sheet', 'printout:not-asked');
      await citizen.press('intent-finish');
      await citizen.see('farewell');
      await citizen.press('intent-finish');
      await citizen.see('attract');
    },
  },
  {
    name: 'a new PIN',
    async play(stage, { newPin }) {
      const { citizen } = stage;
      const { hands } = playOf(stage);
      const secret = (name: string) =>
        citizen.screen
          .locator(`[data-testid="screen-pin-change"] [data-secret="${name}"]`)
          .waitFor({ timeout: 30_000 });
      await findService(playOf(stage), 'pin-setzen');
      await citizen.see('pin-change', 'choose');
      await citizen.press('intent-choose-old-pin-transport-pin');
      await citizen.see('pin-change', 'insert-card');
      hands.layCardOfLetter('54321');
      await citizen.see('pin-change', 'enter');
      await citizen.enterPin('54321');
      await secret('new-pin');
      await citizen.enterPin(newPin);
      await secret('new-pin-again');
      await citizen.enterPin(newPin);
      await citizen.see('pin-change', 'changed');
      await citizen.press('intent-continue');
      await citizen.see('pin-change', 'take-card');
      hands.takeIdCard();
      await citizen.see('farewell');
      await citizen.press('intent-finish');
      await citizen.see('attract');
    },
  },
  {
    name: 'searched, began to type, left',
    async play(stage, { typed }) {
      const { citizen } = stage;
      await openCatalogue(stage);
      await citizen.type('search', typed.search);
      await citizen.press('show-all');
      await citizen.press('service-hundesteuer-anmelden');
      await citizen.see('service-info');
      await citizen.press('intent-begin');
      await citizen.see('form', 'person');
      await citizen.type('givenNames', typed.abandoned);
      await cancel(stage);
    },
  },
  {
    name: 'the session crashed while somebody typed',
    play: (stage, visitor, killers) => crash(stage, visitor, killers.session),
  },
  {
    name: 'the browser crashed while somebody typed',
    async play(stage, visitor, killers) {
      await crash(stage, visitor, killers.browser, 'form');
      await cancel(stage);
    },
  },
];

/** From the form on. */
async function applyForPermit(stage: Stage, typed: Visitor['typed']): Promise<void> {
  await fillInPermit(stage, typed);
  await scan(playOf(stage));
  await reviewAndPay(playOf(stage));
  await receive(playOf(stage), { paid: true });
}

async function fillInPermit({ citizen }: Stage, typed: Visitor['typed']): Promise<void> {
  await citizen.press('intent-continue');
  await citizen.see('form', 'vehicle');
  await citizen.type('plate', typed.plate);
  await citizen.choose('zone', 'C');
  await citizen.type('validFrom', germanDate(Date.now() + 86_400_000));
  await citizen.type('email', typed.email);
  await citizen.press('intent-continue');
}

/** @param then what stands on the screen after it */
async function crash(stage: Stage, { typed }: Visitor, kill: () => void, then = 'attract'): Promise<void> {
  const { citizen } = stage;
  await findService(playOf(stage), 'hundesteuer-anmelden');
  await citizen.see('form', 'person');
  await citizen.type('familyName', typed.familyName);
  await citizen.type('city', typed.city);
  kill();
  await citizen.see(then);
}

async function cancel({ citizen }: Stage): Promise<void> {
  await citizen.press('intent-cancel');
  await citizen.press('intent-confirm-cancel-yes');
  await citizen.see('attract');
}

function germanDate(at: number): string {
  return new Intl.DateTimeFormat('de-DE', {
    timeZone: 'Europe/Berlin',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(at));
}
