import type { PortalViewing } from '../../../session/contract/screens/portal.ts';
import { Button, IntentButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { useView } from '../../view.ts';
import { PageKeys } from './page-keys.tsx';
import { PagePicture } from './page-picture.tsx';
import { PortalTold } from './portal-told.tsx';
import { TypeLine } from './type-line.tsx';
import { usePortalWords } from './words.ts';

/** The page of a web site as a picture that takes touches, with our own ways around it. */
export function PortalViewingScreen({ title, phase }: { readonly title: string; readonly phase: PortalViewing }) {
  const t = usePortalWords();
  const { send } = useView();
  const { field, dialog, told, minutesLeft, zoom } = phase;
  const isTyping = field?.kind === 'text' && !dialog && !told;
  const percent = Math.round(zoom * 100);
  return (
    <Page
      kind="portal"
      phase="viewing"
      title={title}
      actions={
        <>
          <IntentButton intent={{ name: 'portal-home' }}>{t('home')}</IntentButton>
          <IntentButton icon="text" intent={{ name: 'portal-zoom' }}>
            {t('zoom', { percent })}
          </IntentButton>
          <IntentButton kind="primary" icon="check" intent={{ name: 'finish' }}>
            {t('end')}
          </IntentButton>
        </>
      }
      toolbar={
        <div class="portal-bar">
          <PageKeys />
          <p class="portal-time" role="status" data-testid="portal-minutes">
            {phase.isLoading
              ? t('loading')
              : t(minutesLeft === 1 ? 'minutes.one' : 'minutes.other', { count: minutesLeft })}
          </p>
        </div>
      }
      keyboard={isTyping && <Keyboard onDone={() => send({ name: 'portal-key', key: 'Tab' })} />}
    >
      {phase.isShort && (
        <Message tone="warning" urgent testid="portal-short">
          <p>{t('short.text')}</p>
          <IntentButton intent={{ name: 'portal-more-time' }}>{t('short.more')}</IntentButton>
        </Message>
      )}
      {isTyping && <TypeLine type={field.type} />}
      <PagePicture />
      {field?.kind === 'choice' && !dialog && (
        <Dialog title={t('choice.title')} testid="portal-choice">
          <div class="portal-options">
            {field.options.map((option, index) => (
              <Button
                key={`${index}-${option}`}
                testid={`portal-option-${index}`}
                pressed={index === field.chosen}
                onPress={() => send({ name: 'portal-choose', index })}
              >
                {option === '' ? '–' : option}
              </Button>
            ))}
          </div>
        </Dialog>
      )}
      {dialog && (
        <Dialog title={t('dialog.title')} testid="portal-dialog">
          <p class="portal-message">{dialog.message}</p>
          <div class="dialog-actions">
            {dialog.asks && (
              <IntentButton intent={{ name: 'portal-answer', agreed: false }} variant="no">
                {t('dialog.no')}
              </IntentButton>
            )}
            <IntentButton kind="primary" intent={{ name: 'portal-answer', agreed: true }} variant="yes">
              {t(dialog.asks ? 'dialog.yes' : 'ok')}
            </IntentButton>
          </div>
        </Dialog>
      )}
      {told && !dialog && <PortalTold told={told} />}
    </Page>
  );
}
