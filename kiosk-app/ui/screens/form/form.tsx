import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { FieldView, FormScreen } from '../../../session/contract/screens/form.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Rows } from '../../components/rows.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { Field } from '../../fields/field.tsx';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { keyboardStore } from '../../keyboard/keyboard-store.ts';
import { isTyped } from '../../keyboard/layouts.ts';
import { later } from '../../later.tsx';
import { useView } from '../../view.ts';
import { useStore } from '../../view-store.ts';

/** Nobody gets so far before it has come. */
const Entries = later(async () => (await import('../after-catalogue.ts')).Entries);
const PhonePage = later(async () => (await import('../after-catalogue.ts')).PhonePage);
const TakeAlong = later(async () => (await import('../after-catalogue.ts')).TakeAlong);
const Qr = later(async () => (await import('../../components/qr.tsx')).Qr);

const typable = (field: FieldView): boolean => !field.locked && isTyped(field.type);
/** Keeps the page from going on. */
const isNeeded = (field: FieldView): boolean =>
  !field.locked && (field.error !== null || (field.required && field.value === ''));
const isAsked = (field: FieldView): boolean => isNeeded(field) || (!field.locked && field.ifAny && field.value === '');

/**
 * A form of the configuration. What is needed first has the focus. The keyboard comes with the first field that is
 * typed into and stays: a keyboard whose keys type nowhere would be none, and nothing jumps under a finger.
 */
export function Form({ screen }: { readonly screen: FormScreen }) {
  const { snapshot, words } = useView();
  const first = screen.fields.some(isNeeded) ? screen.fields.find(isAsked) : undefined;
  const isAimed = useStore(keyboardStore, ({ target }) => target !== null);
  const isShown = useRef(false);
  // The field that takes the focus by itself brings the keyboard along: not only once it has it, which is a frame later.
  const isTyping = isAimed || (!isShown.current && first !== undefined && isTyped(first.type));
  const missing = snapshot.notice?.field ?? null;
  useEffect(() => {
    const isTyping = document.activeElement?.matches('[data-typable]') ?? false;
    const hasGoneOn = isShown.current && isTyping;
    isShown.current = true;
    // Nobody who has gone on to another field is called back, least of all by an answer that took its time.
    if (missing === null || hasGoneOn) return;
    const place = document.querySelector(`[data-testid="field-${CSS.escape(missing)}"]`);
    const control =
      place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement
        ? place
        : place?.querySelector<HTMLElement>('input, button:enabled');
    control?.focus({ preventScroll: true });
    // With its label and with what is wrong, in the middle of what is in sight: its edge alone is easily missed.
    control?.closest('.field')?.scrollIntoView({ block: 'center' });
  }, [snapshot.notice]);
  // The keyboard takes room: what has the focus stays in sight.
  useLayoutEffect(() => document.activeElement?.closest('.field')?.scrollIntoView({ block: 'center' }), [isTyping]);
  if (screen.takeAlong?.kind === 'linking') return <PhonePage kind="form" phone={screen.takeAlong.phone} />;
  return (
    <Page
      kind="form"
      phase={screen.pageId}
      title={screen.title}
      lead={screen.pages > 1 ? words.t('form.page', { n: screen.page, total: screen.pages }) : undefined}
      actions={
        !screen.isWaiting && (
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'continue' }}>
            {words.t('action.continue')}
          </IntentButton>
        )
      }
      keyboard={isTyping && screen.fields.some(typable) && <Keyboard />}
    >
      {screen.isWaiting && <Spinner />}
      {screen.list && <Entries list={screen.list} />}
      {screen.qr && (
        <figure class="receipt-qr">
          <Qr text={screen.qr} label={words.t('form.qr')} />
          <figcaption>{words.t('form.qr')}</figcaption>
        </figure>
      )}
      {screen.takeAlong && <TakeAlong view={screen.takeAlong} />}
      <form class="form" data-complete={screen.complete} onSubmit={(event) => event.preventDefault()}>
        {screen.fields.map((field) => (
          <Field key={field.id} field={field} autoFocus={field.id === first?.id} />
        ))}
      </form>
      <div aria-live="polite">
        {screen.broken && (
          <Message tone="danger" title={words.t('form.broken')} testid="broken">
            {screen.broken.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Message>
        )}
      </div>
      {screen.told && (
        <section class="panel" data-testid="told" aria-labelledby="page-title" aria-live="polite">
          <Rows rows={screen.told} />
        </section>
      )}
    </Page>
  );
}
