import type { ComponentChildren } from 'preact';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { TakeCardPicture } from '../../illustrations/devices.tsx';
import { useView } from '../../view.ts';

/** A card that lay there before: words for its owner and for whoever comes next, for nobody knows who stands here. */
export function CardLeft({
  kind,
  actions,
}: {
  readonly kind: 'identify' | 'pin-change';
  readonly actions?: ComponentChildren;
}) {
  const { words } = useView();
  return (
    <Page
      kind={kind}
      phase="card-left"
      layout="hero"
      picture={<TakeCardPicture />}
      title={words.t('card-left.title')}
      lead={words.t('card-left.yours')}
      actions={actions}
    >
      <Message tone="warning" testid="card-left">
        <p>{words.t('card-left.others')}</p>
      </Message>
    </Page>
  );
}
