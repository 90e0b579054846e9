import { useEffect, useState } from 'preact/hooks';
import type { EvidenceScreen } from '../../../session/contract/screens/evidence.ts';
import { Button, IntentButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { useView } from '../../view.ts';

interface ScannedPagesProps {
  readonly screen: EvidenceScreen;
  readonly onDelete: () => void;
}

/** The scanned pages: one large, all small below it, and what can be done with the large one. */
export function ScannedPages({ screen, onDelete }: ScannedPagesProps) {
  const { words, send } = useView();
  const { pages, item } = screen;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [count, setCount] = useState(pages.length);
  useEffect(() => {
    // A page that has just come is the one to look at.
    if (pages.length > count) setChosenId(null);
    setCount(pages.length);
  }, [pages.length]);

  const found = pages.findIndex((page) => page.id === chosenId);
  const index = found === -1 ? pages.length - 1 : found;
  const page = pages[index];
  if (page === undefined) return null;
  const busy = screen.scan.state === 'running';
  const move = (to: number) => {
    setChosenId(page.id);
    send({ name: 'move-page', page: page.id, to });
  };
  return (
    <div class="pages">
      <figure class="page-preview">
        <PagePicture picture={page.preview} alt={words.t('evidence.page', { n: index + 1 })} />
      </figure>
      <div class="page-side">
        <p class="page-question">{words.t('evidence.check')}</p>
        <div class="page-tools">
          <IntentButton icon="retry" disabled={busy} intent={{ name: 'rescan-page', page: page.id }} variant={page.id}>
            {words.t('evidence.rescan')}
          </IntentButton>
          <Button
            icon="delete"
            disabled={busy}
            testid={`intent-delete-page-${page.id}`}
            onPress={() => {
              send({ name: 'delete-page', page: page.id });
              onDelete();
            }}
          >
            {words.t('evidence.delete')}
          </Button>
          {pages.length > 1 && (
            <>
              <Button
                icon="back"
                mirrored
                disabled={busy || index === 0}
                testid="intent-move-page-earlier"
                onPress={() => move(index - 1)}
              >
                {words.t('evidence.earlier')}
              </Button>
              <Button
                icon="forward"
                mirrored
                disabled={busy || index === pages.length - 1}
                testid="intent-move-page-later"
                onPress={() => move(index + 1)}
              >
                {words.t('evidence.later')}
              </Button>
            </>
          )}
        </div>
        {pages.length >= item.maxPages && item.maxPages > 1 && (
          <p class="hint-line">
            <Icon name="info" />
            {words.count('evidence.full', item.maxPages)}
          </p>
        )}
      </div>
      <ol class="strip" aria-label={words.t('evidence.pages')}>
        {pages.map((entry, at) => (
          <li key={entry.id}>
            <button
              type="button"
              class="strip-page"
              aria-pressed={at === index}
              data-testid={`page-${entry.id}`}
              onClick={() => setChosenId(entry.id)}
            >
              <PagePicture picture={entry.preview} alt="" />
              <span>{words.t('evidence.page', { n: at + 1 })}</span>
              {entry.blank && <span class="strip-blank">{words.t('evidence.blank')}</span>}
            </button>
          </li>
        ))}
        {pages.length < item.maxPages && !busy && (
          <li>
            <button
              type="button"
              class="strip-page strip-more"
              data-testid="intent-scan"
              onClick={() => send({ name: 'scan' })}
            >
              <Icon name="plus" />
              <span>{words.t('evidence.scan-more')}</span>
            </button>
          </li>
        )}
      </ol>
    </div>
  );
}

export function PagePicture({ picture, alt }: { readonly picture: string; readonly alt: string }) {
  const address = useView().picture(picture);
  return address === null ? <Spinner /> : <img src={address} alt={alt} draggable={false} />;
}
