import type { Screen } from '../../../session/contract/snapshot.ts';
import { CardLeftMessage } from '../../components/card-left-message.tsx';
import { PlaceName } from '../../components/place-name.tsx';
import { OutOfServicePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';

type OutOfServiceScreen = Extract<Screen, { kind: 'out-of-service' }>;

export function OutOfService({ screen }: { readonly screen: OutOfServiceScreen }) {
  const { snapshot, words } = useView();
  const { site } = snapshot;
  return (
    <main class="whole" data-testid="screen-out-of-service" data-phase={screen.reason} aria-labelledby="page-title">
      <div class="whole-head">
        <PlaceName height={72} />
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
      <CardLeftMessage />
      <p>{words.t('out.contact', { phone: site.phone })}</p>
    </main>
  );
}
