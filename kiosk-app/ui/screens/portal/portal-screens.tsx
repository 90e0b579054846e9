import type { PortalScreen } from '../../../session/contract/screens/portal.ts';
import { IntentButton } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { OutOfServicePicture } from '../../illustrations/town.tsx';
import { PortalDocument } from './portal-document.tsx';
import { PortalViewingScreen } from './portal-viewing.tsx';
import { usePortalWords } from './words.ts';

/** A web site below our own bar: nothing of it is in this page but pictures. */
export function PortalScreens({ screen }: { readonly screen: PortalScreen }) {
  const t = usePortalWords();
  const { phase, title } = screen;
  switch (phase.kind) {
    case 'opening':
      return (
        <Page
          kind="portal"
          phase="opening"
          layout="hero"
          picture={<Spinner />}
          title={t('opening.title')}
          lead={t('opening.text')}
        />
      );
    case 'viewing':
      return <PortalViewingScreen title={title} phase={phase} />;
    case 'document':
      return <PortalDocument phase={phase} />;
    case 'failed':
      return (
        <Page
          kind="portal"
          phase="failed"
          layout="hero"
          picture={<OutOfServicePicture />}
          title={t(`failed.${phase.reason}.title`)}
          lead={t(`failed.${phase.reason}.text`)}
          actions={
            <IntentButton kind="primary" icon="retry" intent={{ name: 'retry' }}>
              {t('failed.retry')}
            </IntentButton>
          }
        />
      );
  }
}
