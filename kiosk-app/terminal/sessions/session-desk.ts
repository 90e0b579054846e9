import { randomUUID } from 'node:crypto';
import { labelsOf } from '../../../config/check/receipt-labels.ts';
import { isPossiblePrice, isPriced, type PricedFee } from '../../../config/schema/price.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { ReceiptDocument } from '../../../device-drivers/receipt-printer/contract.ts';
import { Bug, Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import type { BillLookup } from '../../../portals/bill-register/contract.ts';
import type { KindOfRequest } from '../../../portals/fit-connect/api/public-service.ts';
import { caseNumber } from '../../../portals/fit-connect/contract.ts';
import type { RoutingClient } from '../../../portals/routing/client.ts';
import { type FeeItem, feeOfItems, type OnlineProgress } from '../../channel/terminal/money.ts';
import type { terminalSide } from '../../channel/terminal.ts';
import type { Configuration } from '../configuration/config.ts';
import { type ReceiptParts, receiptDocument } from '../configuration/receipts.ts';
import { serviceIdentifier } from '../configuration/service-identifier.ts';
import type { AppointmentDesk } from '../delivery/appointment-desk.ts';
import type { SubmissionPortal } from '../delivery/submission-portal.ts';
import type { PrintDesk } from '../devices/printing.ts';
import type { HelpDesk } from '../fleet-link/help-desk.ts';
import type { InterruptedDesk } from '../money/interrupted-payments.ts';
import type { OnlineDesk } from '../money/online/online-desk.ts';
import { onlineLines } from '../money/online/receipt-lines.ts';
import type { PaymentDesk } from '../money/payment.ts';
import type { OnlineOutcome } from '../store/journal-facts.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Fee, StoredPackage } from '../store/package.ts';
import type { Statistics } from '../store/statistics.ts';
import { createRecipients } from './recipients.ts';
import type { VisitDesk } from './visit-counting.ts';

type PaperPart = 'packageId' | 'texts' | 'qr' | 'customerLines' | 'reference' | 'caseNumber';
/** A card was to be charged, and was not: the telephone has paid. */
const PAID_ONLINE = { kind: 'paid', cardName: null, isOnline: true } as const;

type TerminalHandlers = Handlers<typeof terminalSide>;
type Progress = Parameters<Parameters<PaymentDesk['pay']>[1]>[0];

export interface SessionDeskOptions {
  readonly configuration: Configuration;
  readonly portal: SubmissionPortal;
  readonly isPortalUp: (serviceId: string) => boolean;
  readonly onPortalObserved: (destinationId: string, isUp: boolean) => void;
  readonly bills: { lookup(reference: string): Promise<BillLookup> } | null;
  /** `null` where the site has no appointment system. */
  readonly appointments: AppointmentDesk | null;
  /** `null` where the site has no routing service. */
  readonly routing: RoutingClient | null;
  readonly references: { next(): string };
  readonly outbox: Outbox;
  readonly payment: PaymentDesk;
  /** `null`: nobody pays on a telephone here. */
  readonly online: OnlineDesk | null;
  /** How a package was paid on a telephone; `null` if it was not. */
  readonly paidOnline: (packageId: string) => OnlineOutcome | null;
  /** Too little space left for what must be written once money has moved. */
  readonly isStorageLow: () => boolean;
  readonly interrupted: Pick<InterruptedDesk, 'receiptOf' | 'close' | 'changed'>;
  /** The session whose screen people see. */
  readonly isShown: (sessionId: string) => boolean;
  readonly printing: PrintDesk;
  readonly statistics: Statistics;
  readonly visits: VisitDesk;
  readonly log: Log;
  readonly onReleased: (packageId: string) => void;
  readonly onProgress: (sessionId: string, progress: Progress) => void;
  readonly onOnlineProgress: (sessionId: string, packageId: string, progress: OnlineProgress) => void;
  readonly onStep: (sessionId: string, step: string, serviceId: string | null) => void;
  readonly onCover: (sessionId: string, covered: boolean) => void;
  readonly help: Pick<HelpDesk, 'call' | 'end'>;
  readonly onCardLeft: (sessionId: string, left: boolean) => void;
}

/**
 * Serves one session's requests. A session is not believed about money: the amount must be the configuration's or the
 * bill's, the reference one that was given to this session, the package one that it has handed in itself, the
 * destination the configuration's or one whose addressing information was verified.
 */
export function sessionDesk(options: SessionDeskOptions, sessionId: string): TerminalHandlers {
  const { configuration, outbox, payment, online, statistics, interrupted } = options;
  const log = options.log.with({ session: code(sessionId) });
  const visit = () => (options.isShown(sessionId) ? options.visits.of(sessionId) : null);
  const givenReferences = new Set<string>();
  const openBills = new Map<string, { readonly cents: number; readonly payee: string; readonly purpose: string }>();

  const service = (id: string): ServiceDefinition => {
    const found = configuration.services.find((candidate) => candidate.id === id);
    if (!found) throw new Refusal('unknown-service');
    return found;
  };
  const appointments = (): AppointmentDesk => {
    if (!options.appointments) throw new Refusal('appointment-unavailable');
    return options.appointments;
  };
  const recipients = createRecipients(configuration.site, options.routing);
  const requestOf = (definition: ServiceDefinition): KindOfRequest => ({
    identifier: serviceIdentifier(definition),
    schemaUri: String(Reflect.get(Object(configuration.dataSchemas[definition.id]), '$id')),
  });
  const own = (packageId: string): StoredPackage => {
    const found = outbox.get(packageId);
    if (found?.sessionId !== sessionId) throw new Refusal('unknown-package');
    return found;
  };
  /** Answers what will be paid, each part with whose money it is and what for as the books say it. */
  const checkFee = ({ fee: rule }: ServiceDefinition, fee: Fee | null): Fee | null => {
    if (rule.kind === 'none' && fee === null) return null;
    if (rule.kind === 'none' || fee === null) throw new Refusal('fee-mismatch');
    return feeOfItems(fee.items.map((item) => (isPriced(rule) ? checkItem(rule, fee, item) : checkBill(item))));
  };
  const checkItem = (rule: PricedFee, fee: Fee, item: FeeItem): FeeItem => {
    const isAlone = fee.items.length === 1 && givenReferences.has(item.reference);
    // What was answered is known to the session alone: what cannot be for any answer is refused.
    if (!isAlone || !isPossiblePrice(rule, item.cents)) throw new Refusal('fee-mismatch');
    return { ...item, payee: rule.payee, purpose: (configuration.texts.de?.[rule.purpose] ?? '').slice(0, 140) };
  };
  const checkBill = (item: FeeItem): FeeItem => {
    const bill = openBills.get(item.reference);
    if (bill?.cents !== item.cents) throw new Refusal('fee-mismatch');
    return { ...item, payee: bill.payee, purpose: bill.purpose };
  };

  const paper = (language: string | undefined, parts: Pick<ReceiptParts, PaperPart>): ReceiptDocument => {
    const chosen = language ?? configuration.site.languages[0]?.code ?? 'de';
    const document = receiptDocument({
      template: configuration.receipt,
      language: chosen,
      timeZone: configuration.site.timeZone,
      labels: labelsOf(configuration.texts, chosen),
      ...parts,
    });
    // Checked when the configuration was loaded: only ours to blame.
    if (!document.ok) throw new Bug(`receipt template: ${document.error.message}`);
    return document.value;
  };
  /**
   * Right before it is asked for money, each bill is looked at once more: one that was paid or cancelled meanwhile must
   * not take the others with it. A register that does not answer has said before that they are open.
   */
  const refuseIfChanged = async (items: readonly FeeItem[]): Promise<void> => {
    const answers = await Promise.all(items.map(({ reference }) => options.bills?.lookup(reference)));
    for (const [at, { reference, cents }] of items.entries()) {
      const answer = answers[at];
      const isOpen =
        answer === undefined ||
        answer.kind === 'unavailable' ||
        (answer.kind === 'found' && answer.bill.status === 'open' && answer.bill.cents === cents);
      if (!isOpen || outbox.paidReference(reference)) throw new Refusal('bill-changed');
    }
  };

  const refuseToTakeMoney = ({ serviceId, state }: StoredPackage): void => {
    if (state === 'held' && service(serviceId).order === 'submit-then-pay') throw new Refusal('not-submitted');
    // Money is not taken for what cannot be delivered, unless the service may wait.
    if (state === 'held' && !options.isPortalUp(serviceId) && service(serviceId).whenPortalDown === 'refuse') {
      throw new Refusal('portal-unreachable');
    }
    if (options.isStorageLow()) throw new Refusal('storage-full');
  };

  return {
    methods: {
      'routing.areas': ({ postalCode }) => recipients.areas(postalCode),
      'routing.authority': async ({ serviceId, areaId }) => {
        const definition = service(serviceId);
        const authority = await recipients.find(definition, areaId);
        // Nobody fills in what it does not take now; and whom to seal for is kept, should it be out of reach later.
        const prepared = await options.portal.prepare(authority.destinationId, requestOf(definition));
        if (!prepared.ok && prepared.error.reason !== 'portal-unreachable') throw new Refusal('no-route');
        return authority;
      },
      'appointments.offer': async () => {
        const { offices, relations } = await appointments().offer();
        return { offices: [...offices], relations: [...relations] };
      },
      'appointments.days': async ({ officeId, concernId }) => ({
        days: [...(await appointments().days(officeId, concernId))],
      }),
      'appointments.reserve': ({ officeId, concernId, at }) =>
        appointments().of(sessionId).reserve(officeId, concernId, at),
      'appointments.take': ({ id }) => {
        appointments().of(sessionId).take(id);
        return {};
      },
      'appointments.release': ({ id }) => {
        appointments().of(sessionId).release(id);
        return {};
      },
      'portal.prepare': async ({ serviceId, destinationId: told }) => {
        const definition = service(serviceId);
        const destinationId = recipients.destination(definition, told);
        const request = requestOf(definition);
        const prepared = await options.portal.prepare(destinationId, request);
        options.onPortalObserved(destinationId, prepared.ok || prepared.error.reason !== 'portal-unreachable');
        if (!prepared.ok) {
          const mayWait = prepared.error.reason === 'portal-unreachable' && definition.whenPortalDown === 'defer';
          const kept = mayWait ? options.portal.keptRecipient(destinationId, request) : null;
          if (kept) return { destinationId, ...kept };
          throw new Refusal(prepared.error.reason, prepared.error.detail);
        }
        return { destinationId, ...prepared.value };
      },
      'portal.replyChannels': async ({ serviceId, destinationId: told }) => {
        const { leika, ...definition } = service(serviceId);
        const destinationId = recipients.destination({ leika, ...definition }, told);
        const identifier = leika === null ? null : `urn:de:fim:leika:leistung:${leika}`;
        const channels = await options.portal.replyChannels(destinationId, identifier);
        return { channels: channels.slice(0, 20) };
      },
      'payment.reference': ({ serviceId }) => {
        service(serviceId);
        const reference = options.references.next();
        givenReferences.add(reference);
        return { reference };
      },
      'bill.lookup': async ({ reference }) => {
        if (!options.bills) return { kind: 'unavailable' };
        const answer = await options.bills.lookup(reference);
        if (answer.kind !== 'found' || answer.bill.status !== 'open') return answer;
        // The bill register may not know yet of a payment made here minutes ago.
        const here = outbox.paymentOfReference(answer.bill.reference);
        if (here === 'paid') return { kind: 'found', bill: { ...answer.bill, status: 'paid' } };
        if (here === 'maybe') return { kind: 'being-paid' };
        const { reference: found, cents, payeeId, purpose } = answer.bill;
        openBills.set(found, { cents, payee: payeeId, purpose });
        return answer;
      },
      'submission.hold': async ({ serviceId, sealed, fee }) => {
        const definition = service(serviceId);
        recipients.destination(definition, sealed.destinationId);
        const checked = checkFee(definition, fee);
        if (checked && definition.fee.kind === 'bill') await refuseIfChanged(checked.items);
        outbox.hold(sessionId, serviceId, sealed, checked);
        log.event('info', 'submission.held', { package: code(sealed.packageId), service: code(serviceId) });
        return { held: true };
      },
      'submission.drop': ({ packageId }) => {
        own(packageId);
        if (!outbox.drop(packageId)) throw new Refusal('not-held');
        return {};
      },
      'submission.release': ({ packageId }) => {
        const { fee, serviceId } = own(packageId);
        if (fee && service(serviceId).order === 'pay-then-submit') throw new Refusal('fee-due');
        outbox.move(packageId, ['held'], 'released');
        options.onReleased(packageId);
        return {};
      },
      'payment.pay': async ({ packageId }) => {
        refuseToTakeMoney(own(packageId));
        const before = await online?.askBeforeCard(packageId);
        if (before === 'paid') return PAID_ONLINE;
        // Whether it is paid on the telephone is not known, so it must not be charged in another way.
        if (before === 'unknown') throw new Refusal('online-open');
        const answer = await payment.pay(packageId, (progress) => options.onProgress(sessionId, progress));
        const isPaid = answer.kind === 'not-paid' && (await online?.isPaidMeanwhile(packageId));
        return isPaid ? PAID_ONLINE : answer;
      },
      'payment.pay-online': ({ packageId }) => {
        refuseToTakeMoney(own(packageId));
        if (!online) throw new Refusal('no-online-payment');
        return online.pay(packageId, (progress) => options.onOnlineProgress(sessionId, packageId, progress));
      },
      'payment.leave-online': async ({ packageId }) => {
        own(packageId);
        await online?.leave(packageId);
        return {};
      },
      'payment.abort': () => {
        if (payment.busyWith !== null && own(payment.busyWith)) payment.abort();
        return {};
      },
      'receipt.print': async ({ packageId, texts, qr, language }) => {
        const { fee } = (options.isShown(sessionId) && interrupted.receiptOf(packageId)) || own(packageId);
        const paidOnline = options.paidOnline(packageId);
        const document = paper(language, {
          packageId,
          texts,
          qr,
          customerLines: paidOnline
            ? onlineLines(paidOnline, labelsOf(configuration.texts, language ?? 'de'))
            : payment.customerLines(packageId),
          reference: fee?.reference ?? null,
          caseNumber: caseNumber(packageId),
        });
        const printed = await options.printing.print(packageId, document);
        if (printed.kind === 'printed') {
          payment.printed(packageId);
          interrupted.changed(packageId);
        }
        return printed;
      },
      'slip.print': ({ texts, qr, language }) => {
        const none = { customerLines: [], reference: null, caseNumber: null };
        return options.printing.printSlip(paper(language, { packageId: randomUUID(), texts, qr, ...none }));
      },
      'interrupted.close': ({ packageId, how }) => {
        if (!options.isShown(sessionId)) throw new Refusal('unknown-package');
        interrupted.close(packageId, how);
        return {};
      },
      'help.call': () => {
        statistics.count('help.called');
        // One that waits its turn has nobody before it: it could only take away the call of the one that is shown.
        if (!options.isShown(sessionId)) throw new Refusal('not-shown');
        const state = options.help.call(sessionId);
        log.event('info', 'help.called', { state: code(state) });
        return { state };
      },
    },
    notifications: {
      ready: ({ port }) => log.event('debug', 'session.ready', { port }),
      step: ({ step, serviceId }) => {
        visit()?.step(step);
        options.onStep(sessionId, step, serviceId);
      },
      usage: (told) => visit()?.told(told),
      abandoned: ({ serviceId, step, reason }) => {
        visit()?.abandoned(serviceId, step, reason);
        log.event('info', 'session.abandoned', { step: code(step), reason: code(reason) });
      },
      'help.end': () => options.help.end(sessionId),
      cover: ({ covered }) => options.onCover(sessionId, covered),
      'card-left': ({ left }) => options.onCardLeft(sessionId, left),
      ended: ({ outcome }) => {
        outbox.closeSession(sessionId);
        options.visits.gone(sessionId);
        statistics.count(`session.${outcome}`);
      },
    },
  };
}
