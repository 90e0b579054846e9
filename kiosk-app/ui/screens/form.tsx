import { useEffect, useRef } from 'preact/hooks';
import type { FieldView, FormScreen } from '../../session/contract/snapshot.ts';
import { IntentButton } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { Field } from '../fields/field.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { LAYOUT_OF } from '../keyboard/layouts.ts';
import { useView } from '../view.ts';

const typable = (field: FieldView): boolean => !field.locked && LAYOUT_OF[field.type] !== null;

/** A form of the configuration. The keyboard stays as long as something can be typed: nothing jumps under a finger. */
export function Form({ screen }: { readonly screen: FormScreen }) {
  const { snapshot, words } = useView();
  const first = screen.fields.find((field) => typable(field) && field.value === '');
  const missing = snapshot.notice?.field ?? null;
  const isShown = useRef(false);
  useEffect(() => {
    const isTyping = document.activeElement?.matches('input[data-typable]') ?? false;
    const hasGoneOn = isShown.current && isTyping;
    isShown.current = true;
    // Nobody who has gone on to another field is called back, least of all by an answer that took its time.
    if (missing === null || hasGoneOn) return;
    const place = document.querySelector(`[data-testid="field-${CSS.escape(missing)}"]`);
    const control = place instanceof HTMLInputElement ? place : place?.querySelector('input');
    control?.focus();
  }, [snapshot.notice]);
  return (
    <Page
      kind="form"
      phase={screen.pageId}
      title={screen.title}
      lead={screen.pages > 1 ? words.t('form.page', { n: screen.page, total: screen.pages }) : undefined}
      actions={
        <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'continue' }}>
          {words.t('action.continue')}
        </IntentButton>
      }
      keyboard={screen.fields.some(typable) && <Keyboard />}
    >
      <form class="form" data-complete={screen.complete} onSubmit={(event) => event.preventDefault()}>
        {screen.fields.map((field) => (
          <Field key={field.id} field={field} autoFocus={field.id === first?.id} />
        ))}
      </form>
    </Page>
  );
}
