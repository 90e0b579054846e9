import { isPriced, leastPrice } from '../../../config/schema/price.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { ServiceFee, ServiceInfoScreen } from '../contract/screens/catalogue.ts';
import type { SessionContext } from '../machine/session-context.ts';

type Words = Pick<SessionContext, 'ports' | 'language'>;

/** The price in short, before anything is answered. */
export function shownFee({ fee, route }: ServiceDefinition): ServiceFee {
  // Paid at the web site, and known here all the same.
  if (route.kind === 'web' && route.costs !== undefined) return { kind: 'fixed', cents: route.costs };
  if (!isPriced(fee)) return { kind: fee.kind };
  return { kind: fee.kind === 'fixed' && !fee.reduced ? 'fixed' : 'from', cents: leastPrice(fee) };
}

/** Each price there is, where there are several: in the words of the options, or of what is counted. */
export function shownPrices(service: ServiceDefinition, { ports, language }: Words): ServiceInfoScreen['prices'] {
  const { fee } = service;
  const text = (key: string) => ports.texts.text(language, key);
  if (fee.kind === 'fixed') return fee.reduced ? [{ label: text(fee.purpose), cents: fee.cents }] : [];
  if (fee.kind === 'table') {
    const options = service.form.flatMap(({ fields }) => fields).find(({ id }) => id === fee.field)?.options ?? [];
    return fee.prices.flatMap(({ value, cents }) => {
      const option = options.find((one) => one.value === value);
      return option ? [{ label: text(option.label), cents }] : [];
    });
  }
  if (fee.kind !== 'computed') return [];
  const row = (key: string, cents: number | undefined) =>
    cents === undefined ? [] : [{ label: text(`session.price.${key}`), cents }];
  return [
    ...row('base', fee.baseCents),
    { label: text(fee.unit), cents: fee.unitCents },
    ...row('least', fee.leastCents),
    ...row('most', fee.mostCents),
  ];
}

export function shownReduction(
  { fee, evidence }: ServiceDefinition,
  { ports, language }: Words,
): ServiceInfoScreen['reduction'] {
  if (!isPriced(fee) || !fee.reduced) return null;
  const { percent, evidence: id } = fee.reduced;
  const proof = evidence.find((item) => item.id === id);
  return proof ? { percent, proof: ports.texts.text(language, proof.title) } : null;
}
