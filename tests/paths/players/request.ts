import { Refusal } from '../../../foundation/errors.ts';
import type { FieldView } from '../../../kiosk-app/session/contract/screens/form.ts';
import { today } from '../../../kiosk-app/session/forms/date.ts';
import { PIXEL_JPEG } from '../../../kiosk-app/session/test-support/fake-attended.ts';
import { type AnsweredField, answerField } from '../answer-field.ts';
import { giveUp } from './give-up.ts';
import type { Player, Walk } from './player.ts';

const BILL = '5201.1234.5678';
const OTHER_BILL = '5201.1234.9999';

export const bill: Player = {
  before({ h, once }, { id }) {
    const { lookup } = h.terminal.script;
    h.terminal.script.lookup = (reference) => {
      if (id === 'register-down' && once('down')) throw new Refusal('unavailable');
      const found = lookup(reference);
      if (found.kind !== 'found') return found;
      if (id === 'already-paid') return { ...found, bill: { ...found.bill, status: 'paid' } };
      if (id === 'not-payable-here') return { ...found, bill: { ...found.bill, payeeId: 'somebody-else' } };
      return found;
    };
  },
  async act({ h, once }, { id }) {
    const screen = h.screen('bill');
    if (screen.bill) return h.do('continue');
    if (screen.lookup === 'paid' || screen.lookup === 'not-payable-here') return giveUp(h);
    if (screen.lookup === 'unavailable') return h.do('retry');
    if (id === 'scanned' && once('code')) {
      h.attended.code(BILL);
      return h.settle();
    }
    await h.type({ reference: id === 'mistyped' && once('typed') ? OTHER_BILL : BILL });
    return h.do('continue');
  },
};

export const form: Player = {
  async act(walk, { id, answers = {} }) {
    const { h, once } = walk;
    const { page, fields } = h.screen('form');
    if (id === 'left-empty' && fields.some(isMissing) && once('empty')) {
      await h.do('continue');
      if (!h.snapshot().notice) throw new TypeError('went on although something is missing');
    }
    // From the second page back to the first, and forth again: nothing is lost.
    if (id === 'gone-back' && page > 1 && once('back')) return h.do('back');
    await fill(walk, answers);
    return h.do('continue');
  },
};
const isMissing = ({ required, value }: FieldView): boolean => required && value === '';

/** More than any page has questions, those among them that an answer opens. */
const MOST_QUESTIONS = 40;

async function fill({ h, service }: Walk, answers: Readonly<Record<string, string>>): Promise<void> {
  const date = today(h.clock.now(), 'Europe/Berlin');
  const fields: readonly (AnsweredField & { readonly id: string })[] = service.form.flatMap((page) => page.fields);
  for (let turn = 0; turn < MOST_QUESTIONS; turn++) {
    const open = h.screen('form').fields.find(({ id, value, locked }) => {
      const wanted = answers[id];
      return !locked && (wanted === undefined ? value === '' : value !== wanted);
    });
    if (!open) return;
    const field = fields.find(({ id }) => id === open.id) ?? (open as AnsweredField);
    const answer = answers[open.id] ?? answerField(field, date);
    if (open.type === 'signature') await h.do('add-stroke', { field: open.id, stroke: answer });
    else await h.type({ [open.id]: answer });
  }
  throw new TypeError('a page of the form does not take its answers');
}

export const evidence: Player = {
  before({ h, once }, { id }) {
    const page = { jpeg: PIXEL_JPEG, preview: PIXEL_JPEG, widthPx: 1, heightPx: 1, resolution: 200 };
    h.attended.script.scan = () => {
      if (id === 'jammed' && once('jam')) return { kind: 'fault', reason: 'jammed', pages: [] };
      return { kind: 'scanned', pages: [{ ...page, blank: id === 'blank-page' && once('blank') }] };
    };
  },
  act({ h, once }, { id }) {
    const { asked, scan, pages, item, complete } = h.screen('evidence');
    const [page] = pages;
    if (asked) return h.do('keep-page', { page: asked });
    if (scan.state === 'fault') return h.do('retry');
    if (!page && (item.required || id !== 'without-optional')) return h.do('scan');
    if (page && id === 'deleted-and-restored' && once('delete'))
      return h.do('delete-page', { page: page.id }).then(() => h.do('restore-page'));
    return complete ? h.do('continue') : h.settle();
  },
};

export const reply: Player = {
  async act({ h }, { id }) {
    const [channel = '', consent = ''] = id.split('-');
    for (const field of h.screen('form').fields) {
      if (field.type === 'choice') await h.type({ [field.id]: channel === 'eMail' ? 'email' : 'post' });
      if (field.type === 'yes-no') await h.type({ [field.id]: consent });
    }
    for (const field of h.screen('form').fields)
      if (field.type === 'email') await h.type({ [field.id]: 'max@beispiel.example' });
    return h.do('continue');
  },
};
