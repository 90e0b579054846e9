import { Refusal } from '../../../foundation/errors.ts';
import { err, ok } from '../../../foundation/result.ts';
import { ERIKA_BY_WALLET } from '../../../kiosk-app/session/test-support/fake-wallet.ts';
import type { Identity } from '../../../portals/identity/contract.ts';
import type { Way } from '../path.ts';
import type { Player, Walk } from './player.ts';

const PIN = '123456';
const WRONG_PIN = '654321';
const ERIKA: Identity = {
  familyName: 'Mustermann',
  givenNames: 'Erika',
  dateOfBirth: '1964-08-12',
  address: { street: 'Heidestraße 17', city: 'Musterstadt', postalCode: '12345', country: 'D' },
};
/** Who has their home somewhere else, and a name alone. */
const ELSEWHERE: Identity = {
  ...ERIKA,
  address: { street: 'Ringweg 3', city: 'Nachbarort', postalCode: '12346', country: 'D' },
};
const NAME_ONLY: Identity = { familyName: 'Mustermann' };

const NO_EID = ['no-card', 'no-pin', 'not-activated', 'not-wanted'] as const;
const reasonOf = ({ id }: Way) => NO_EID.find((reason) => reason === id);
const whoComes = ({ id }: Way): Identity =>
  id === 'lives-elsewhere' ? ELSEWHERE : id === 'card-lacks' ? NAME_ONLY : ERIKA;
const isByWallet = ({ id }: Way): boolean => id === 'wallet' || id === 'wallet-declined';

export const identify: Player = {
  before({ h }, way) {
    h.eidService.result = { status: 'identified', report: '{}', identity: whoComes(way) };
    const { begin } = h.eidService;
    let isDown = way.id === 'service-unreachable';
    h.eidService.begin = (...asked) => {
      if (!isDown) return begin(...asked);
      isDown = false;
      return Promise.resolve(err('unreachable'));
    };
  },
  act(walk, way) {
    const { h, wallet } = walk;
    const { phase } = h.screen('identify');
    const noEid = reasonOf(way);
    switch (phase.kind) {
      case 'ways':
        if (way.id === 'typed') return h.do('choose-way', { way: 'typed' });
        return noEid
          ? h.do('no-eid', { reason: noEid })
          : h.do('choose-way', { way: isByWallet(way) ? 'wallet' : 'card' });
      case 'consent':
        return noEid ? h.do('no-eid', { reason: noEid }) : h.do('consent');
      case 'wallet-consent':
        return h.do('consent');
      case 'wallet-code':
      case 'wallet-fetched':
        return answer(walk, way);
      case 'wallet-failed':
      case 'failed':
        return h.do('retry');
      case 'enter':
        return enter(walk, way);
      case 'take-card':
        h.attended.card(false);
        return h.settle();
      case 'done':
        return h.do('continue');
      default:
        return h.settle();
    }

    function answer({ once }: Walk, { id }: Way) {
      wallet?.answer(id === 'wallet-declined' && once('declined') ? err('declined') : ok(ERIKA_BY_WALLET));
      return h.settle();
    }
  },
};

function enter({ h, once }: Walk, { id }: Way): Promise<unknown> {
  if (id === 'pin-wrong-once' && once('pin')) return h.do('enter-secret', { digits: WRONG_PIN });
  if (id === 'card-removed' && once('card')) {
    h.attended.event({ kind: 'failed', reason: 'card-removed', detail: '' });
    return h.settle();
  }
  return h.do('enter-secret', { digits: PIN });
}

const LETTER = '12345';
const NEW_PIN = '246802';

export const pinChange: Player = {
  before({ h }, { id }) {
    h.attended.script.pin = PIN;
    h.attended.script.transportPin = id === 'letter' ? LETTER : null;
  },
  act({ h, once }, { id }) {
    const { phase } = h.screen('pin-change');
    switch (phase.kind) {
      case 'choose':
        return h.do('choose-old-pin', { pin: id === 'letter' ? 'transport-pin' : id === 'neither' ? 'none' : 'pin' });
      case 'lost':
        return h.do('finish');
      case 'enter':
        if (phase.secret === 'new-pin') return h.do('enter-secret', { digits: NEW_PIN });
        if (phase.secret === 'new-pin-again') {
          const differs = id === 'differed' && once('differs');
          return h.do('enter-secret', { digits: differs ? WRONG_PIN : NEW_PIN });
        }
        if (id === 'old-pin-wrong-once' && once('pin')) return h.do('enter-secret', { digits: WRONG_PIN });
        return h.do('enter-secret', { digits: id === 'letter' ? LETTER : PIN });
      case 'take-card':
        h.attended.card(false);
        return h.settle();
      case 'changed':
        return h.do('continue');
      case 'failed':
        return h.do('retry');
      default:
        return h.settle();
    }
  },
};

export const recipient: Player = {
  before({ h }, { id }) {
    let isUp = false;
    const { areas } = h.terminal.script;
    if (id === 'several-places') {
      h.terminal.script.areas = () => [
        { id: '1003', name: 'Oberdorf (Muster)', type: 'Gemeinde' },
        { id: '1004', name: 'Unterdorf', type: 'Gemeinde' },
      ];
    } else
      h.terminal.script.areas = () => {
        if (id !== 'unavailable' || isUp) return areas('12346');
        isUp = true;
        throw new Refusal('routing-unavailable');
      };
    const { recipient: found } = h.terminal.script;
    h.terminal.script.recipient = (asked) => {
      if (id === 'no-route') throw new Refusal('no-route');
      return found(asked);
    };
  },
  async act({ h }, { id }) {
    const { screen } = h.snapshot();
    if (screen.kind === 'problem') return h.do(id === 'unavailable' ? 'retry' : 'finish');
    if (screen.kind !== 'form') return h.settle();
    for (const field of screen.fields)
      if (field.value === '') await h.type({ [field.id]: field.options[0]?.value ?? '12346' });
    return h.do('continue');
  },
};
