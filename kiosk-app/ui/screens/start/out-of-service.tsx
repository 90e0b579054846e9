import { Crest } from '../../../../assets/branding/crest.tsx';
import type { Screen } from '../../../session/contract/snapshot.ts';
import { Message } from '../../components/message.tsx';
import { OutOfServicePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';

type OutOfServiceScreen = Extract<Screen, { kind: 'out-of-service' }>;

export function OutOfService({ screen }: { readonly screen: OutOfServiceScreen }) {
  const { snapshot, words } = useView();
  const { site } = snapshot;
  return (
    <main class="whole" data-testid="screen-out-of-service" data-phase={screen.reason} aria-labelledby="page-title">
      <div class="whole-head">
        <Crest size={72} />
        <p class="header-name">
          <strong>{site.municipality}</strong>
          <span>{site.location}</span>
        </p>
      </div>
      <OutOfServicePicture />
      <h1 id="page-title">{words.t(`out.${screen.reason}.title`)}</h1>
      {screen.reason === 'closed' ? (
        screen.notices.map(({ language, dir, text }) => (
          <p key={language} class="lead" lang={language} dir={dir}>
            {text}
          </p>
        ))
      ) : (
        <p class="lead">{words.t(`out.${screen.reason}.text`)}</p>
      )}
      {snapshot.cardLeft && (
        <Message tone="warning" title={words.t('card-left.title')} urgent testid="card-left">
          <p>{words.t('card-left.attract')}</p>
        </Message>
      )}
      <p>{words.t('out.contact', { phone: site.phone })}</p>
    </main>
  );
}
