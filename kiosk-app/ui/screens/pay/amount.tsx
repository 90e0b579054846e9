import type { PayScreen } from '../../../session/contract/screens/pay.ts';
import { useView } from '../../view.ts';

export function Amount({ screen }: { readonly screen: PayScreen }) {
  const { words } = useView();
  return (
    <p class="amount" data-testid="amount">
      <span>{screen.purpose}</span>
      <strong>{words.money(screen.cents)}</strong>
    </p>
  );
}
