import type { EvidenceScreen } from '../../../session/contract/screens/evidence.ts';
import { Button, IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { useView } from '../../view.ts';
import { PagePicture } from './evidence-pages.tsx';

interface BlankPageProps {
  readonly screen: EvidenceScreen;
  readonly onDelete: () => void;
}

/** A page that looks blank, large, with what may have gone wrong: nothing else is on offer until it is decided. */
export function BlankPage({ screen, onDelete }: BlankPageProps) {
  const { words, send } = useView();
  const index = screen.pages.findIndex((page) => page.id === screen.asked);
  const page = screen.pages[index];
  if (page === undefined) return null;
  return (
    <div class="pages pages-asked">
      <figure class="page-preview">
        <PagePicture picture={page.preview} alt={words.t('evidence.page', { n: index + 1 })} />
      </figure>
      <div class="page-side">
        <Message tone="warning" urgent testid="blank-page" title={words.t('evidence.blank.question')}>
          <p>{words.t(`evidence.blank.advice.${screen.source}`)}</p>
        </Message>
        {screen.pages.length > 1 && (
          <div class="page-tools">
            <Button
              icon="delete"
              testid={`intent-delete-page-${page.id}`}
              onPress={() => {
                send({ name: 'delete-page', page: page.id });
                onDelete();
              }}
            >
              {words.t('evidence.delete')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** The way on from the question: scanning again comes first. */
export function BlankPageActions({ page }: { readonly page: string }) {
  const { words } = useView();
  return (
    <>
      <IntentButton kind="primary" icon="retry" intent={{ name: 'rescan-page', page }} variant={page}>
        {words.t('evidence.blank.rescan')}
      </IntentButton>
      <IntentButton intent={{ name: 'keep-page', page }}>{words.t('evidence.blank.keep')}</IntentButton>
    </>
  );
}
