import { giroCode } from '../../demo/bills.ts';
import type { World } from '../../demo/simulated-world.ts';
import type { Bill } from '../../portals/bill-register/contract.ts';
import type { SimulatedCard } from '../../simulators/eid/index.ts';
import type { Person } from '../journeys/people.ts';
import type { Habits, Visitor } from './visitor.ts';

export interface Purse {
  readonly person: Person;
  readonly card: SimulatedCard;
  readonly bill: Bill;
  /** How the person wants to be identified. */
  readonly way: 'card' | 'wallet';
}

/** What is typed besides what the card says: searched for afterwards wherever it must not be. */
export const TYPED = {
  givenNames: 'Wilhelmine',
  familyName: 'Quastenflößer',
  street: 'Grünspechtstieg 47',
  plate: 'MS-QZ 4711',
  phone: '0221998877',
  dogName: 'Quirinus',
  breed: 'Zwergschnauzer',
} as const;

/** Of the demo town: an identity card that can be collected. */
const READY_DOCUMENT = 'L0PW4711X';

/** What anybody does on a screen where nothing went wrong. A screen of a fault has no habit here: cells decide. */
export function habitsOf(visitor: Visitor, world: World, service: string, purse: Purse): Habits {
  const { citizen } = visitor;
  const { person } = purse;
  const { line, phone } = world.wallet;
  const press =
    (...testids: string[]) =>
    async () =>
      void (await visitor.press(...testids));
  const fill = async (texts: Readonly<Record<string, string>>) => {
    for (const [field, text] of Object.entries(texts)) {
      // A page that is seen again keeps what was typed.
      if ((await citizen.at(`field-${field}`).inputValue()) !== text) await citizen.type(field, text);
    }
  };
  return {
    attract: press('intent-start'),
    orient: press('intent-continue'),
    catalogue: () => citizen.openService(service),
    'service-info': press('intent-begin'),
    'identify/ways': press(`intent-choose-way-${purse.way}`),
    'identify/wallet-consent': press('intent-consent'),
    'identify/wallet-code': async () => {
      const code = line.code();
      if (code !== null) await phone.scan(code);
      return code !== null;
    },
    'identify/wallet-fetched': () => (phone.state().step.kind === 'asked' ? phone.agree() : false),
    'identify/consent': press('intent-consent'),
    'identify/insert-card': () => world.ausweisApp.layCard(purse.card),
    'identify/enter*': async ({ secret }) => {
      const digits = { pin: person.pin, can: person.can, puk: '1234567890' }[secret ?? ''];
      if (digits) await citizen.enterPin(digits);
    },
    'identify/take-card': () => world.ausweisApp.removeCard(),
    'bill/idle': () => void world.codeReader.show(giroCode(purse.bill)),
    'bill/found': press('intent-continue'),
    'form/person': async () => {
      if (service === 'hundesteuer-anmelden')
        await fill({
          givenNames: TYPED.givenNames,
          familyName: TYPED.familyName,
          street: TYPED.street,
          postalCode: person.postalCode,
          city: 'Musterstadt',
        });
      await visitor.press('intent-continue');
    },
    'form/certificate': async () => {
      await citizen.choose('extent', 'simple');
      await visitor.press('intent-continue');
    },
    'form/vehicle': async () => {
      await fill({ plate: TYPED.plate, validFrom: tomorrow() });
      await citizen.choose('zone', 'C');
      await visitor.press('intent-continue');
    },
    'form/dogs.1': async () => {
      await fill({ dogName: TYPED.dogName, breed: TYPED.breed, heldSince: '01.11.2026' });
      await citizen.choose('assistanceDog', 'no');
      await visitor.press('intent-continue');
    },
    'form/dogs': press('intent-continue'),
    'form/tax': async () => {
      await fill({ otherDogs: '1', phone: TYPED.phone });
      await citizen.choose('mandate', 'no');
      await visitor.press('intent-continue');
    },
    'form/lookup.number': async () => {
      await fill({ number: READY_DOCUMENT });
      await visitor.press('intent-continue');
    },
    'sheet/lookup:not-asked': press('intent-finish'),
    'evidence/idle': async ({ pages }) => {
      if (pages > 0) world.scanner.removeDocument();
      else world.scanner.layDocument('vehicle-registration');
      await visitor.press(pages > 0 ? 'intent-continue' : 'intent-scan');
    },
    'review/open': press('intent-confirm'),
    'pay/ready': press('intent-pay'),
    // The screen first: a card tapped before the screen asks for it would hurry past that step.
    'pay/running:*': ({ where }) => where !== 'pay/running:connecting' && world.payment.tapCard('approved'),
    'receipt/accepted:printed': press('intent-finish'),
    'receipt/accepted:copy-printed': press('intent-finish'),
    'receipt/deferred:printed': press('intent-finish'),
    'receipt/rejected:printed': press('intent-finish'),
    farewell: press('intent-finish'),
  };
}

function tomorrow(): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(Date.now() + 86_400_000));
  return day.split('-').toReversed().join('.');
}
