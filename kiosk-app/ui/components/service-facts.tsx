import type { ServiceCard, ServiceFee } from '../../session/contract/screens/catalogue.ts';
import type { UiTexts } from '../texts.ts';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';

export function feeText(fee: ServiceFee, words: UiTexts): string {
  switch (fee.kind) {
    case 'none':
      return words.t('fee.none');
    case 'fixed':
      return words.money(fee.cents);
    case 'from':
      return words.t('fee.from', { amount: words.money(fee.cents) });
    case 'bill':
      return words.t('fee.bill');
  }
}

/** What decides whether someone starts: cost, time, and whether the eID is needed. */
export function ServiceFacts({ service }: { readonly service: ServiceCard }) {
  const { words } = useView();
  return (
    <ul class="facts">
      <li>
        <Icon name="euro" />
        {feeText(service.fee, words)}
      </li>
      <li>
        <Icon name="clock" />
        {words.count('duration.minutes', service.durationMinutes)}
      </li>
      <li>
        <Icon name="id-card" />
        {words.t(service.needsEid ? 'service.eid' : service.needsCard ? 'service.card' : 'service.no-eid')}
      </li>
    </ul>
  );
}
