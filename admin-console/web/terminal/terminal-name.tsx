import { useId } from 'preact/hooks';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { ActForm } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { ask } from '../hub-client.ts';
import de from '../locales/de/names.json' with { type: 'json' };
import en from '../locales/en/names.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });

/** The hub takes so many characters. */
const LONGEST = 40;

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly again: () => Promise<void>;
}

/** What people call this terminal, for whoever may enrol it. */
export function TerminalName({ desk: { say }, terminal: { id, tenantId, name }, again }: Props) {
  const field = useId();
  const save = (form: FormData) =>
    ask('PUT', ROUTES.terminalName(tenantId, id), { name: String(form.get('name')).trim() || null });
  return (
    <details data-testid="terminal-name">
      <summary>{say('terminal.name.change')}</summary>
      <ActForm say={say} label={say('terminal.name.save')} act={save} done={() => void again()}>
        <p class="field">
          <label for={field}>{say('terminal.name')}</label>
          <small id={`${field}-hint`}>{say('terminal.name.hint')}</small>
          <input
            id={field}
            name="name"
            autocomplete="off"
            maxLength={LONGEST}
            defaultValue={name ?? ''}
            aria-describedby={`${field}-hint`}
          />
        </p>
      </ActForm>
    </details>
  );
}
