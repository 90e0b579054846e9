import { Crest } from '../../../../assets/branding/crest.tsx';
import { Message } from '../../components/message.tsx';
import { OutOfServicePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';

type Reason = 'devices' | 'maintenance' | 'network';

export function OutOfService({ reason }: { readonly reason: Reason }) {
  const { snapshot, words } = useView();
  const { site } = snapshot;
  return (
    <main class="whole" data-testid="screen-out-of-service" data-phase={reason} aria-labelledby="page-title">
      <div class="whole-head">
        <Crest size={72} />
        <p class="header-name">
          <strong>{site.municipality}</strong>
          <span>{site.location}</span>
        </p>
      </div>
      <OutOfServicePicture />
      <h1 id="page-title">{words.t(`out.${reason}.title`)}</h1>
      <p class="lead">{words.t(`out.${reason}.text`)}</p>
      {snapshot.cardLeft && (
        <Message tone="warning" title={words.t('card-left.title')} urgent testid="card-left">
          <p>{words.t('card-left.attract')}</p>
        </Message>
      )}
      <p>{words.t('out.contact', { phone: site.phone })}</p>
    </main>
  );
}
