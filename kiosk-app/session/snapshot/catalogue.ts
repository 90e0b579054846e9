import { endsWithoutEid } from '../../../config/schema/demands-eid.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { isDeferred, isUsable, unavailability } from '../catalogue/availability.ts';
import type { ServiceCard, ServiceInfoScreen } from '../contract/screens/catalogue.ts';
import type { ClosedScreen } from '../contract/screens/closed.ts';
import type { Screen } from '../contract/snapshot.ts';
import { canSayNoEid, offeredServices, type SessionContext, serviceOf } from '../machine/session-context.ts';
import { shownFee, shownPrices, shownReduction } from './prices.ts';

export function serviceCard(service: ServiceDefinition, context: SessionContext): ServiceCard {
  const { ports, language } = context;
  return {
    id: service.id,
    title: ports.texts.text(language, service.title),
    summary: ports.texts.text(language, service.summary),
    category: service.category,
    icon: service.icon,
    needsEid: endsWithoutEid(service),
    needsCard: service.needs.includes('id-card'),
    fee: shownFee(service),
    durationMinutes: service.durationMinutes,
    deferred: isDeferred(service, context),
    unavailable: unavailability(service, context),
  };
}

/** The attract screen, or why there is none: nobody is invited to what cannot be finished. */
export function attractScreen(context: SessionContext): Screen {
  if (context.maintenance) return { kind: 'out-of-service', reason: 'maintenance' };
  if (context.closed) return { kind: 'out-of-service', reason: 'closed', notices: noticesOf(context, context.closed) };
  const { closed } = context.place;
  if (closed) return closedScreen(context, closed);
  const services = offeredServices(context.ports).map((service) => serviceCard(service, context));
  if (services.every((service) => service.unavailable !== null)) {
    const isNetwork = services.some((service) => service.unavailable === 'portal-down');
    return { kind: 'out-of-service', reason: isNetwork ? 'network' : 'devices' };
  }
  return { kind: 'attract', services };
}

type Closed = NonNullable<SessionContext['place']['closed']>;

function closedScreen(context: SessionContext, { why, opensAt }: Closed): ClosedScreen {
  const key = why.kind === 'holiday' ? `session.holiday.${why.holiday}` : why.kind === 'closure' ? why.text : null;
  const { texts, start } = context.ports;
  const said = key === null ? [] : start.site.languages.map(({ code }) => [code, texts.text(code, key)]);
  return { kind: 'closed', why: why.kind, texts: noticesOf(context, Object.fromEntries(said)), opensAt };
}

/** Nobody can choose a language there, so each is shown. */
function noticesOf({ ports }: SessionContext, texts: Readonly<Record<string, string>>) {
  return ports.start.site.languages.flatMap(({ code, dir }) => {
    const text = texts[code];
    return text === undefined ? [] : [{ language: code, dir, text }];
  });
}

export function serviceInfoScreen(context: SessionContext): ServiceInfoScreen {
  const service = serviceOf(context);
  const { ports, language } = context;
  return {
    kind: 'service-info',
    service: serviceCard(service, context),
    prices: shownPrices(service, context),
    reduction: shownReduction(context.service ?? service, context),
    prerequisites: service.prerequisites.map((key) => ports.texts.text(language, key)),
    documents: service.evidence.map((item) => ports.texts.text(language, item.title)),
    needs: service.needs,
    noPaperReceipt: !isUsable(context.devices, 'receipt-printer'),
    deferred: isDeferred(service, context),
    ...(canSayNoEid(context) && { canSayNoEid: true }),
    ...whoIsAsked(service, context),
  };
}

/** Whom one asks, and how long the authority keeps the case. */
function whoIsAsked(
  { responsibleOffice, retention }: ServiceDefinition,
  { ports, language }: SessionContext,
): Pick<ServiceInfoScreen, 'office' | 'kept'> {
  const text = (key: string) => ports.texts.text(language, key);
  return {
    office: responsibleOffice
      ? {
          name: text(responsibleOffice.name),
          phone: responsibleOffice.phone,
          room: responsibleOffice.room === undefined ? null : text(responsibleOffice.room),
        }
      : null,
    kept: retention ? { months: retention.months, law: retention.law ?? null } : null,
  };
}
