import { Refusal } from '../../../foundation/errors.ts';
import type { OnlineAnswer } from '../../../kiosk-app/channel/terminal/money.ts';
import { giveUp } from './give-up.ts';
import type { Player } from './player.ts';

/** Milliseconds from one look at the delivery to the next. */
const A_WHILE = 2_000;

export const review: Player = {
  before({ h, once }, { id }) {
    const { prepare } = h.terminal.script;
    h.terminal.script.prepare = (asked) => {
      if (id === 'portal-down' && once('down')) throw new Refusal('portal-unreachable');
      if (id === 'key-refused' && once('key')) throw new Refusal('key-refused');
      return prepare(asked);
    };
  },
  act({ h, once }, { id }) {
    const { screen } = h.snapshot();
    if (screen.kind === 'problem') return h.do(screen.options.includes('retry') ? 'retry' : 'back');
    if (screen.kind !== 'review') return h.settle();
    if (id === 'cancelled') return giveUp(h);
    const block = screen.blocks.find(({ changeable }) => changeable);
    if (id === 'changed' && block && once('change')) return h.do('change', { block: block.id });
    return h.do('confirm');
  },
};

export const pay: Player = {
  before({ h, once }, { id }) {
    const { pay: paid, payOnline } = h.terminal.script;
    const left = Promise.withResolvers<OnlineAnswer>();
    h.terminal.script.leaveOnline = () => left.resolve({ kind: 'not-paid', reason: 'left' });
    h.terminal.script.payOnline = async (asked) => {
      if (id === 'telephone-failed-once' && once('failed')) return { kind: 'not-paid', reason: 'failed' };
      const answer = await payOnline(asked);
      return id === 'telephone-left' ? left.promise : answer;
    };
    h.terminal.script.pay = (asked) => {
      if (id === 'declined-once' && once('declined')) return { kind: 'not-paid', reason: 'declined', text: null };
      if (id === 'no-answer-once' && once('silent')) return { kind: 'not-paid', reason: 'no-answer', text: null };
      if (id === 'unclear') return { kind: 'unclear', reference: 'BT-00000001' };
      return paid(asked);
    };
  },
  act({ h, once }, { id }) {
    const { screen } = h.snapshot();
    if (screen.kind === 'problem') return h.do('retry');
    if (screen.kind !== 'pay') return h.settle();
    switch (screen.phase.kind) {
      case 'ready':
        if (id === 'given-up') return giveUp(h);
        if (id === 'telephone-failed-once' || (id === 'telephone-left' && once('code'))) return h.do('pay-online');
        return h.do(id === 'later' ? 'finish' : 'pay');
      case 'online-code':
        return h.do('other-way');
      case 'online-leave':
        return h.do('confirm');
      case 'online-not-paid':
      case 'not-paid':
        return h.do('retry');
      case 'unclear':
        return h.do('finish');
      case 'paid':
        return h.do('continue');
      default:
        return h.settle();
    }
  },
};

export const submit: Player = {
  before({ h }, { id }) {
    const { script } = h.terminal;
    if (id === 'rejected') script.deliveries = [{ kind: 'rejected', problems: ['Schema'], refund: 'none' }];
    if (id === 'undeliverable') script.deliveries = [{ kind: 'undeliverable', reason: 'key-refused', refund: 'staff' }];
    if (id === 'late') script.deliveries = [{ kind: 'sending' }, { kind: 'submitted' }];
  },
  act: ({ h }) => h.settle(A_WHILE),
};

export const receipt: Player = {
  before({ h, once }, { id }) {
    const { print } = h.terminal.script;
    h.terminal.script.print = (asked) => {
      if (id === 'no-printer') return { kind: 'no-printer' };
      if (id === 'paper-out' && once('paper')) return { kind: 'fault', reason: 'paper-out' };
      return print(asked);
    };
  },
  act({ h }) {
    const { print } = h.screen('receipt');
    if (print.kind === 'printing') return h.settle();
    return h.do(print.kind === 'fault' && print.canRetry ? 'retry' : 'finish');
  },
};
