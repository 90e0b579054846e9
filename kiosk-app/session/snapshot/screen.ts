import { mayBeTyped } from '../../../config/schema/demands-eid.ts';
import { feeOf } from '../application/application.ts';
import { billPurpose } from '../application/bill-purpose.ts';
import { recipientContact, recipientName } from '../application/recipient-name.ts';
import { reviewBlocks } from '../application/review-blocks.ts';
import { paysAfterwards } from '../application/steps-of.ts';
import { canLinkPhone, isDeferred, isUsable } from '../catalogue/availability.ts';
import type { ProblemScreen } from '../contract/screens/problem.ts';
import type { Screen } from '../contract/snapshot.ts';
import { today } from '../forms/date.ts';
import { lacks } from '../machine/rules.ts';
import { insteadOfEid, lacksPin, type SessionContext, serviceOf } from '../machine/session-context.ts';
import { type SessionState, type Steps, stepState } from '../machine/state.ts';
import { isFull, showsBills } from '../machine/steps/bill.ts';
import { askedPage, isItemComplete, pagesOf } from '../machine/steps/evidence.ts';
import { itemOf } from '../machine/steps/evidence-pages.ts';
import { numberOf } from '../package/receipt.ts';
import { appointmentScreen } from './appointment.ts';
import { appointmentManageScreen } from './appointment-manage.ts';
import { attractScreen, serviceInfoScreen } from './catalogue.ts';
import { catalogueScreen } from './catalogue-lists.ts';
import { billField } from './fields.ts';
import { formScreen } from './form-screen.ts';
import { identifyPhase } from './identify.ts';
import { interruptedScreen } from './interrupted.ts';
import { payScreen } from './pay.ts';
import { pinChangePhase } from './pin-change.ts';
import { portalScreen } from './portal.ts';
import { problem } from './problem.ts';
import { purposeOf } from './purpose.ts';
import { receiptScreen } from './receipt.ts';
import { recipientScreen } from './recipient.ts';
import { takeAlongView } from './take-along.ts';
import { lookupScreen, sheetScreen } from './told.ts';
import { walletPhase, waysPhase } from './wallet.ts';

/** What stands on the screen: a pure function of the machines' states. */
export function screenOf(state: SessionState): Screen {
  const { context } = state;
  const show = <N extends keyof Steps>(name: N, draw: (step: Steps[N]) => Screen): Screen => {
    const step = stepState(state, name);
    // Between two steps there is an instant without any: nothing may show then, least of all the one before.
    return step ? draw(step) : { kind: 'wiping' };
  };
  switch (state.value.flow) {
    case 'attract':
      return attractScreen(context);
    case 'interrupted':
      return show('interrupted', (step) => interruptedScreen(context, step));
    case 'orient':
      return { kind: 'orient' };
    case 'catalogue':
      return show('catalogue', (step) => catalogueScreen(context, step));
    case 'serviceInfo':
      return serviceInfoScreen(context);
    case 'ways':
      return { kind: 'identify', phase: waysPhase(context) };
    case 'wallet':
      return show('wallet', (step) => ({ kind: 'identify', phase: walletPhase(context, step) }));
    case 'identify':
      return show('identify', (step) => ({ kind: 'identify', phase: identifyPhase(context, step) }));
    case 'pinChange':
      return show('pinChange', (step) => ({ kind: 'pin-change', phase: pinChangePhase(context, step) }));
    case 'noEid':
      return {
        ...problem('no-eid', 'not-applicable', null, [
          ...pinOption(context),
          ...typeOption(context),
          ...(insteadOfEid(context) ? (['book-appointment'] as const) : []),
          'back',
          'catalogue',
          'finish',
        ]),
        ...(context.noEid && { noEid: context.noEid }),
      };
    case 'livesElsewhere':
      return livesElsewhereScreen(context);
    case 'recipient':
      return show('recipient', (step) => recipientScreen(context, step));
    case 'appointment':
      return show('appointment', (step) => appointmentScreen(context, step, takeAlongView(state)));
    case 'appointmentManage':
      return show('appointmentManage', (step) => appointmentManageScreen(context, step));
    case 'bill':
      return show('bill', (step) => billScreen(context, step));
    case 'form':
      return show('form', (step) => formScreen(context, step));
    case 'replyOffer':
      return waitingScreen(context);
    case 'reply':
      return show('reply', (step) => formScreen(context, step));
    case 'evidence':
      return show('evidence', (step) => evidenceScreen(context, step));
    case 'review':
      return show('review', (step) => reviewScreen(context, step));
    case 'pay':
      return show('pay', (step) => payScreen(context, step));
    case 'submit':
      return show('submit', (step) => submitScreen(context, step));
    case 'receipt':
      return show('receipt', (step) => receiptScreen(state, step));
    case 'farewell':
      return show('farewell', ({ context: { takeReceipt, takeCopy, cardPresent, takeDocument, secondsLeft } }) => ({
        kind: 'farewell',
        takeReceipt,
        takeCopy,
        takeCard: cardPresent,
        takeDocument,
        rating: context.isRated ? ('given' as const) : ('asked' as const),
        secondsLeft,
      }));
    case 'portal':
      return show('portal', (step) => portalScreen(context, step));
    case 'information':
      return show('sheet', (step) => sheetScreen(state, step, 'information'));
    case 'lookup':
      return show('lookup', (step) => lookupScreen(context, step));
    case 'lookupTold':
      return show('sheet', (step) => sheetScreen(state, step, 'lookup'));
    case 'printout':
      return show('sheet', (step) => sheetScreen(state, step, 'printout'));
    case 'portalEid':
      return show('identify', (step) => ({ kind: 'identify', phase: identifyPhase(context, step) }));
    case 'portalScan':
      return show('evidence', (step) => evidenceScreen(context, step));
    default:
      return { kind: 'wiping' };
  }
}

function livesElsewhereScreen(context: SessionContext): ProblemScreen {
  const { ports, language, application } = context;
  const { residence } = serviceOf(context);
  const missing = lacks({ context });
  if (missing.length > 0) {
    return {
      ...problem('card-lacks', 'nothing', null, ['catalogue', 'finish']),
      lacks: missing.map((name) => ports.texts.text(language, `session.identity.${name}`)),
    };
  }
  const { address } = application.identity?.identity.reveal() ?? {};
  return {
    ...problem('lives-elsewhere', 'nothing', null, ['catalogue', 'finish']),
    residence: {
      place: address?.city || null,
      otherwise: residence ? ports.texts.text(language, residence.otherwise) : '',
    },
  };
}

/** Setting a PIN first, where that is what is missing: it makes the service possible after all. */
const typeOption = (context: SessionContext): readonly 'type'[] => (mayBeTyped(serviceOf(context)) ? ['type'] : []);
const pinOption = (context: SessionContext): readonly 'set-pin'[] => (lacksPin(context) ? ['set-pin'] : []);

function billScreen({ ports, language, devices }: SessionContext, step: Steps['bill']): Screen {
  const { typed, left, failure, bills, removed } = step.context;
  const view = (bill: (typeof bills)[number]) => ({
    reference: bill.reference,
    payee: bill.payee,
    purpose: billPurpose(ports.texts, language, bill.purpose),
    cents: bill.cents,
    dueDate: bill.dueDate,
  });
  const last = step.matches('entry') && showsBills(step.context) ? bills.at(-1) : undefined;
  const canScan = isUsable(devices, 'code-reader');
  return {
    kind: 'bill',
    field: billField(typed.reveal(), left, ports.texts, language),
    canScan,
    lookup: step.matches('looking') ? 'running' : (failure ?? 'idle'),
    bill: last ? view(last) : null,
    bills: bills.map(view),
    cents: bills.reduce((sum, { cents }) => sum + cents, 0),
    canAdd: !isFull(step.context),
    removed: removed && billPurpose(ports.texts, language, removed.bill.purpose),
  };
}

/** Until it is known what the authority offers. */
const waitingScreen = ({ ports, language }: SessionContext): Screen => ({
  kind: 'form',
  pageId: 'reply.offer',
  title: ports.texts.text(language, 'session.reply.title'),
  page: 1,
  pages: 1,
  fields: [],
  complete: false,
  isWaiting: true,
});

function evidenceScreen({ ports, language, phone, devices, ...now }: SessionContext, step: Steps['evidence']): Screen {
  const { context } = step;
  const item = itemOf(context);
  const profile = ports.start.site.scanProfiles.find((candidate) => candidate.id === item.profile);
  const { progress, fault } = context;
  return {
    kind: 'evidence',
    item: {
      id: item.id,
      title: ports.texts.text(language, item.title),
      hint: ports.texts.text(language, item.hint),
      required: item.required,
      maxPages: item.maxPages,
    },
    index: context.index,
    count: context.service.evidence.length,
    source: profile?.source ?? 'flatbed',
    pages: pagesOf(context).map(({ id, preview, width, height, blank, from }) => ({
      id,
      preview,
      width,
      height,
      blank,
      from,
    })),
    scan: step.matches('scanning')
      ? { state: 'running', ...progress }
      : fault
        ? { state: 'fault', reason: fault }
        : { state: 'idle' },
    asked: step.matches('asking') ? (askedPage(context)?.id ?? null) : null,
    complete: isItemComplete(context),
    ways: item.ways.filter((way) => (way === 'scan' ? devices.scanner != null : canLinkPhone(now))),
    phone,
  };
}

function reviewScreen({ ports, language, application, ...rest }: SessionContext, step: Steps['review']): Screen {
  const { problem: what } = step.context;
  if (step.matches('problem'))
    return problem(what, 'nothing', null, what === 'bill-changed' ? ['back'] : ['retry', 'back']);
  const service = serviceOf({ application, ...rest });
  const cents = feeOf(service, application, today(ports.clock.now(), ports.start.site.timeZone));
  const { texts } = ports;
  const text = (key: string) => texts.text(language, key);
  return {
    kind: 'review',
    blocks: reviewBlocks(service, application, {
      texts,
      language,
      today: today(ports.clock.now(), ports.start.site.timeZone),
      names: ports.start.site.names,
    }),
    fee:
      cents === null || service.fee.kind === 'none'
        ? null
        : {
            cents,
            purpose: purposeOf(service, application.bills, texts, language),
            paid: paysAfterwards(service) ? 'after' : 'before',
          },
    deferred: isDeferred(service, rest),
    recipient: recipientName(service, application, text),
    recipientContact: application.recipient
      ? recipientContact(application.recipient, text).map(({ value }) => value)
      : [],
    state: step.matches('sealing') ? 'sealing' : 'open',
  };
}

function submitScreen({ application }: SessionContext, step: Steps['submit']): Screen {
  if (step.matches('problem')) {
    const held = application.package;
    return problem('portal-unreachable', 'nothing', held && numberOf(held), ['retry', 'finish']);
  }
  const isSubmitted = step.context.delivery?.kind === 'submitted';
  return { kind: 'submit', phase: isSubmitted ? 'waiting-for-acknowledgement' : 'sending' };
}
