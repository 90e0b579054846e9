import type { PortalPhase } from '../../../session/contract/screens/portal.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { useView } from '../../view.ts';
import { usePortalWords } from './words.ts';

/** A look at a document of the web site before it is printed: it is kept nowhere. */
export function PortalDocument({ phase }: { readonly phase: Extract<PortalPhase, { kind: 'document' }> }) {
  const t = usePortalWords();
  const { picture } = useView();
  const { print, pages } = phase;
  return (
    <Page
      kind="portal"
      phase={`document-${print}`}
      title={t(print === 'drawing' ? 'document.drawing' : 'document.title')}
      actions={
        (print === 'ready' || print === 'fault') && (
          <IntentButton kind="primary" icon="printer" intent={{ name: 'portal-print' }}>
            {t('document.print')}
          </IntentButton>
        )
      }
    >
      {print === 'drawing' && <Spinner />}
      {print === 'running' && (
        <Message tone="info">
          <p>{t('document.running')}</p>
        </Message>
      )}
      {print === 'printed' && (
        <Message tone="success">
          <p>{t('document.printed')}</p>
        </Message>
      )}
      {print === 'fault' && (
        <Message tone="warning" urgent>
          <p>{t('document.fault')}</p>
        </Message>
      )}
      <ol class="portal-pages">
        {pages.map((page, index) => (
          <li key={page}>
            <img src={picture(page) ?? undefined} alt={t('document.page', { n: index + 1 })} draggable={false} />
          </li>
        ))}
      </ol>
    </Page>
  );
}
