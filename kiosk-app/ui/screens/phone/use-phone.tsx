import { IntentButton } from '../../components/button.tsx';
import { usePhoneWords } from './words.ts';

/** The way to a photo from one's own telephone. */
export function UsePhone({ kind }: { readonly kind: 'primary' | 'secondary' }) {
  const t = usePhoneWords();
  return (
    <IntentButton kind={kind} icon="phone" intent={{ name: 'use-phone' }}>
      {t('use')}
    </IntentButton>
  );
}
