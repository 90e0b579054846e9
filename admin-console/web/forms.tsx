import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { problemOf } from './asking.ts';
import type { HubAnswer } from './hub-client.ts';
import type { Say } from './texts.ts';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password' | 'number' | 'email';
  readonly autocomplete?: string;
  readonly minLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly value?: string;
}

/** A labelled input that must be filled in. */
export function Field({ name, label, hint, type = 'text', autocomplete = 'off', value, ...limits }: FieldProps) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      <input
        id={id}
        name={name}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        required
        defaultValue={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...({ type, ...limits } as object)}
      />
    </p>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly chosen?: readonly string[];
}

/** Several of a closed list. */
export function Choices({ name, legend, options, chosen = [] }: ChoiceProps) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
          <span>
            {label}
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface ActProps {
  readonly say: Say;
  readonly label: string;
  /** Does it; the form is cleared when it was done. */
  readonly act: (form: FormData) => Promise<HubAnswer>;
  readonly done: (answer: HubAnswer) => void;
  readonly isDangerous?: boolean;
  readonly children?: ComponentChildren;
  readonly testId?: string;
}

/** Fields and the button under them; what the hub refuses is said beside the button. */
export function ActForm({ say, label, act, done, isDangerous = false, children, testId }: ActProps) {
  const [isActing, setActing] = useState(false);
  const [problem, setProblem] = useState('');
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    setActing(true);
    setProblem('');
    const answer = await act(new FormData(form));
    setActing(false);
    if (answer.status !== 200) return setProblem(problemOf(answer, say));
    form.reset();
    done(answer);
  }
  return (
    <form class="act-form" onSubmit={submit} data-testid={testId}>
      {children}
      <p class="error" role="alert">
        {problem}
      </p>
      <button type="submit" class={isDangerous ? 'dangerous' : ''} disabled={isActing}>
        {label}
      </button>
    </form>
  );
}

/** What is shown once: told by a screen reader, selected as a whole, copied by one button. */
export function ShownOnce({ say, title, text, secret }: { say: Say; title: string; text: string; secret: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <section class="shown-once" aria-live="polite">
      <h3>{title}</h3>
      <p>{text}</p>
      <pre data-testid="shown-once">{secret}</pre>
      <button
        type="button"
        class="second"
        onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
      >
        {say(isCopied ? 'copied' : 'copy')}
      </button>
    </section>
  );
}
