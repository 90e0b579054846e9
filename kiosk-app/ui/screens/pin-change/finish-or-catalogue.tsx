import { IntentButton } from '../../components/button.tsx';
import { useView } from '../../view.ts';

/** From where a PIN cannot be set: what works without, or the end. */
export function OtherWays() {
  const { words } = useView();
  return (
    <>
      <IntentButton icon="check" intent={{ name: 'finish' }}>
        {words.t('problem.option.finish')}
      </IntentButton>
      <IntentButton kind="primary" icon="search" intent={{ name: 'catalogue' }}>
        {words.t('pin.without')}
      </IntentButton>
    </>
  );
}
