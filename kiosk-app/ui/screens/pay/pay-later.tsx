import { IntentButton } from '../../components/button.tsx';
import { useView } from '../../view.ts';

/** The request is sent: who cannot pay now goes with a slip, and is not kept here. */
export function PayLater({ isWayOn = false }: { readonly isWayOn?: boolean }) {
  const { words } = useView();
  return (
    <IntentButton kind={isWayOn ? 'primary' : 'secondary'} aside={!isWayOn} intent={{ name: 'finish' }}>
      {words.t('pay.later')}
    </IntentButton>
  );
}
