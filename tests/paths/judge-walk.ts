import type { Screen } from '../../kiosk-app/session/contract/snapshot.ts';
import type { Path } from './path.ts';
import type { Walked } from './walk-path.ts';

/** @returns what is not as the path says; empty if all is */
export function judgeWalk(path: Path, { screens, outcome, h }: Walked): readonly string[] {
  const faults: string[] = [];
  const demand = (isSo: boolean, what: string) => {
    if (!isSo) faults.push(what);
  };
  const { heard, held } = h.terminal;
  const times = (name: string) => heard.filter((one) => one.name === name).length;
  const told = screens.flatMap((screen) => (screen.kind === 'problem' ? [screen.noEid ?? screen.problem] : []));
  const isSent = [...held.values()].some(({ state }) => state === 'released' || state === 'paid');

  demand(h.clock.waiting === 0, 'a timer is left behind');
  demand(!/session\.bug|session\.machine\.failed|session\.text\.missing/.test(h.logged.join('')), 'a fault of ours');
  demand(times('answered:paid') <= 1, 'paid more than once');
  if (path.end === 'receipt') {
    demand(outcome === 'completed', `ended as ${outcome}`);
    demand(has(screens, 'receipt'), 'no receipt');
    demand(isSent, 'nothing was sent');
    demand(times('receipt.print') > 0, 'nothing was printed');
    for (const [field, answer] of answersOf(path)) demand(isIn(h.sealed.at(-1), field, answer), `${field} not sent`);
  } else if (path.end === 'appointment') {
    demand(outcome === 'completed', `ended as ${outcome}`);
    const isCancelled = path.legs.some(({ way }) => way.id === 'cancelled');
    demand(isCancelled || times('slip.print') > 0, 'no slip of the appointment');
  } else if (path.end === 'sheet') {
    demand(outcome === 'completed', `ended as ${outcome}`);
    demand(!isSent && held.size === 0, 'something was sent');
    const isPrinted = screens.some((screen) => screen.kind === 'sheet' && screen.print === 'printed');
    const wantsPaper = !path.legs.some(({ way }) => UNPRINTED.includes(way.id));
    demand(has(screens, 'sheet'), 'nothing was told');
    demand(isPrinted === wantsPaper, isPrinted ? 'printed all the same' : 'not printed');
  } else if (path.end === 'pin-set') {
    demand(outcome === 'completed', `ended as ${outcome}`);
    demand(h.attended.script.transportPin === null, 'the letter’s PIN still stands');
  } else if (path.end === 'site-left') {
    demand(outcome === 'completed', `ended as ${outcome}`);
    demand(h.portalView.acts.at(-1) === 'close', 'the browser is left');
  } else {
    // What is paid afterwards was sent before.
    demand(!isSent || path.end === 'told-unclear', 'something was sent');
    demand(times('answered:paid') === 0, 'money moved');
    demand(outcome !== 'completed', 'counted as finished');
  }
  if (path.end === 'told-unclear') demand(times('receipt.print') > 0, 'no slip of the unclear payment');
  else if (path.end.startsWith('told-') && path.end !== 'told-no-pin')
    demand(told.includes(path.end.slice('told-'.length) as never), `told ${told.join(', ') || 'nothing'}`);
  if (path.end !== 'told-unclear' && !isSent) demand(held.size === 0, 'a sealed request is left');
  return faults;
}

/** Ways on which no paper comes. */
const UNPRINTED: readonly string[] = ['read', 'paper-out', 'no-printer', 'jammed'];

const has = (screens: readonly Screen[], kind: Screen['kind']): boolean => screens.some((one) => one.kind === kind);
const isList = (value: unknown): value is readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null);
const answersOf = ({ legs }: Path) => legs.flatMap(({ way }) => Object.entries(way.answers ?? {}));

/** Whether the answer stands in the data that were sealed, or in each entry of a list there. */
function isIn(sealed: { readonly data: { readonly bytes: Uint8Array } } | undefined, field: string, answer: string) {
  const said = answer === 'yes' ? true : answer === 'no' ? false : answer;
  if (!sealed) return false;
  const { antrag } = JSON.parse(Buffer.from(sealed.data.bytes).toString()) as { antrag?: Record<string, unknown> };
  const lists = Object.values(antrag ?? {}).flatMap((value) => (isList(value) && value.length > 0 ? [value] : []));
  return antrag?.[field] === said || lists.some((entries) => entries.every((entry) => entry[field] === said));
}
