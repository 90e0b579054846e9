import type { SheetScreen, SheetSection } from '../../../session/contract/screens/sheet.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Progress } from '../../components/progress.tsx';
import { Rows } from '../../components/rows.tsx';
import { PhonePage, TakeAlong } from '../phone/take-along.tsx';
import { useSheetWords } from './words.ts';

/** What a service tells at the terminal: to be read, and to be taken along on paper. */
export function Sheet({ screen }: { readonly screen: SheetScreen }) {
  const word = useSheetWords();
  const { print, paper } = screen;
  const isPrinting = print === 'printing';
  const { takeAlong } = screen;
  if (takeAlong?.kind === 'linking') return <PhonePage kind="sheet" phone={takeAlong.phone} />;
  return (
    <Page
      kind="sheet"
      phase={`${screen.sheet}:${print}`}
      title={screen.title}
      actions={
        <>
          {paper !== null && (
            <IntentButton icon="printer" intent={{ name: 'print-sheet' }} disabled={isPrinting}>
              {word(print === 'not-asked' || isPrinting ? 'print' : 'print-again')}
            </IntentButton>
          )}
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'finish' }} disabled={isPrinting}>
            {word('finish')}
          </IntentButton>
        </>
      }
    >
      <div aria-live="polite">
        <PrintNews screen={screen} />
      </div>
      <div class="review">
        {screen.sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
      </div>
      {takeAlong && <TakeAlong view={takeAlong} />}
    </Page>
  );
}

/** How it stands with the paper; nothing as long as nobody asked for it and it could be had. */
function PrintNews({ screen: { print, paper } }: { readonly screen: SheetScreen }) {
  const word = useSheetWords();
  if (print === 'printing') return <Progress percent={null} label={word('printing')} />;
  if (print === 'printed') {
    return (
      <Message tone="success" testid="sheet-printed">
        <p>{word(paper === 'page' ? 'printed.page' : 'printed.slip')}</p>
      </Message>
    );
  }
  if (print === 'failed') {
    return (
      <Message tone="warning" title={word('failed')} testid="sheet-failed">
        <p>{word('failed.text')}</p>
      </Message>
    );
  }
  return paper === null ? (
    <Message tone="info" title={word('no-paper')} testid="sheet-no-paper">
      <p>{word('no-paper.text')}</p>
    </Message>
  ) : null;
}

function Section({ section: { title, rows, text, isResult } }: { readonly section: SheetSection }) {
  return (
    <section class="panel" data-result={isResult ? '' : undefined} data-testid={isResult ? 'sheet-result' : undefined}>
      <h2>{title}</h2>
      {rows.length > 0 && <Rows rows={rows} />}
      {text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}
