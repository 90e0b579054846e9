import { useView } from '../view.ts';
import { Message } from './message.tsx';

/** Before anybody has begun: somebody has forgotten their card on the reader. */
export function CardLeftMessage() {
  const { snapshot, words } = useView();
  return (
    snapshot.cardLeft && (
      <Message tone="warning" title={words.t('card-left.title')} urgent testid="card-left">
        <p>{words.t('card-left.attract')}</p>
      </Message>
    )
  );
}
