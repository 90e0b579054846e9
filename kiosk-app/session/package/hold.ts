import { randomUUID } from 'node:crypto';
import { isPriced } from '../../../config/schema/price.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { code } from '../../../foundation/log.ts';
import { Personal } from '../../../foundation/personal.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { caseNumber } from '../../../portals/fit-connect/contract.ts';
import { paymentInformation } from '../../../portals/fit-connect/sealing/payment-information.ts';
import { type FeeItem, feeOfItems } from '../../channel/terminal/money.ts';
import { type Application, feeOf, type HeldPackage, type SessionPackage } from '../application/application.ts';
import { replyOf } from '../application/reply.ts';
import { paysAfterwards } from '../application/steps-of.ts';
import { documentContent } from '../document/content.ts';
import { today } from '../forms/date.ts';
import { attempt, type Ports } from '../ports.ts';
import { attachmentsOf } from './attachments.ts';
import { dataSchema, structuredData } from './structured-data.ts';

/** `bill-changed`: one of the bills is no longer open as it was found. */
export type SealingProblem = 'portal-unreachable' | 'portal-refused' | 'sealing-failed' | 'bill-changed';

/** The authority reads German, whatever language the citizen chose. */
const AUTHORITY_LANGUAGE = 'de';

/**
 * Ends the review, before any money moves: asks the terminal for the authority's key and for the reference of the
 * payment, encrypts the whole submission and hands it over. When this answers ok, the terminal can do everything else
 * without this process.
 */
export async function hold(
  ports: Ports,
  service: ServiceDefinition,
  application: Application,
): Promise<Result<HeldPackage, SealingProblem>> {
  const { terminal } = ports;
  const serviceId = service.id;
  const prepared = await attempt(ports, () =>
    terminal.call('portal.prepare', {
      serviceId,
      ...(application.recipient && { destinationId: application.recipient.destinationId }),
    }),
  );
  if (!prepared.ok) return err(problemOf(prepared.error));

  const date = today(ports.clock.now(), ports.start.site.timeZone);
  const cents = feeOf(service, application, date);
  let fee: SessionPackage['fee'] = null;
  if (cents !== null) {
    const items = await itemsOf(ports, service, application.bills, cents);
    if (!items.ok) return err(problemOf(items.error));
    fee = feeOfItems(items.value);
  }

  const packageId = randomUUID();
  const data = structuredData(service, application, fee, date);
  const schema = dataSchema(ports.start.dataSchemas[serviceId]);
  const faults = schema?.check(data) ?? ['schema:missing'];
  if (!schema || faults.length > 0) {
    ports.log.event('error', 'session.data.invalid', { service: code(serviceId), faults: faults.map(code) });
    return err('sealing-failed');
  }

  const sealed = await attempt(ports, async () => {
    const content = documentContent(service, application, fee, {
      site: ports.start.site,
      texts: ports.texts,
      language: AUTHORITY_LANGUAGE,
      now: ports.clock.now(),
      number: caseNumber(packageId),
    });
    const built = await ports.buildDocument(content);
    const attachments = await attachmentsOf({
      service,
      application,
      document: built.pdf,
      content,
      text: (key) => ports.texts.text(AUTHORITY_LANGUAGE, key),
    });
    const submission = await ports.seal({
      packageId,
      destinationId: prepared.value.destinationId,
      key: prepared.value.key,
      metadataVersion: prepared.value.metadataVersion,
      publicService:
        prepared.value.publicService === null
          ? null
          : {
              name: ports.texts.text(AUTHORITY_LANGUAGE, service.title),
              identifier: prepared.value.publicService,
            },
      data: { bytes: new TextEncoder().encode(JSON.stringify(data)), schemaUri: schema.uri },
      attachments,
      evidence: application.identity?.evidence.reveal() ?? null,
      applicationDate: date,
      ...replyOf(service, application, date),
      // The brand of the card is not known before it is held to the reader, nor whether it will be a telephone: no more
      // than that can be promised here.
      // Metadata knows only payments that are booked: one that comes after sending is no part of it.
      ...(fee &&
        !paysAfterwards(service) && {
          payment: paymentInformation(
            fee.reference,
            packageId,
            fee.cents,
            ports.start.site.paysOnline ? 'card-or-online' : 'other-card',
          ),
        }),
    });
    return { submission, document: { pdf: new Personal(built.pdf), pages: built.pages } };
  });
  if (!sealed.ok) return err('sealing-failed');
  const { submission, document } = sealed.value;

  const held = await attempt(ports, () => terminal.call('submission.hold', { serviceId, sealed: submission, fee }));
  const { recipient } = application;
  return held.ok
    ? ok({ packageId, state: 'held', fee, document, ...(recipient && { recipient }) })
    : err(problemOf(held.error));
}

/** What each payee gets. A bill is paid under its own Kassenzeichen: the books know it already. */
async function itemsOf(
  ports: Ports,
  service: ServiceDefinition,
  bills: Application['bills'],
  cents: number,
): Promise<Result<readonly FeeItem[], string>> {
  if (!isPriced(service.fee)) {
    return ok(bills.map((bill) => ({ ...pick(bill), payee: bill.payeeId })));
  }
  const given = await attempt(ports, () => ports.terminal.call('payment.reference', { serviceId: service.id }));
  if (!given.ok) return given;
  const purpose = ports.texts.text(AUTHORITY_LANGUAGE, service.fee.purpose).slice(0, 140);
  return ok([{ payee: service.fee.payee, reference: given.value.reference, cents, purpose }]);
}

const pick = ({ reference, cents, purpose }: Application['bills'][number]) => ({ reference, cents, purpose });

function problemOf(reason: string): SealingProblem {
  if (reason === 'portal-unreachable' || reason === 'no-answer') return 'portal-unreachable';
  if (reason === 'bill-changed') return reason;
  return reason === 'portal-refused' || reason === 'key-refused' ? 'portal-refused' : 'sealing-failed';
}
