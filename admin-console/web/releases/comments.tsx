import { useId } from 'preact/hooks';
import type { ConfigurationComment } from '../../contract/configuration/configuration-review.ts';
import { ActForm } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import type { HubAnswer } from '../hub-client.ts';
import { timeWords } from '../texts.ts';

const HERE = { status: null };

interface ListProps {
  readonly desk: Desk;
  readonly comments: readonly ConfigurationComment[];
}

/** What people said, the oldest first. */
export const CommentList = ({ desk: { language }, comments }: ListProps) => (
  <ul class="said">
    {comments.map(({ id, at, by, text }) => (
      <li key={id} data-testid="comment">
        <b>{by}</b> <small>{timeWords(at, language, HERE)}</small>
        <p>{text}</p>
      </li>
    ))}
  </ul>
);

interface FormProps {
  readonly desk: Desk;
  readonly give: (text: string) => Promise<HubAnswer>;
  readonly done: () => void;
}

export function CommentForm({ desk: { say }, give, done }: FormProps) {
  const id = useId();
  return (
    <ActForm
      say={say}
      label={say('comments.give')}
      act={(form) => give(String(form.get('text')))}
      done={done}
      testId="give-comment"
    >
      <p class="field">
        <label for={id}>{say('comments.text')}</label>
        <textarea id={id} name="text" rows={2} maxLength={2_000} required />
      </p>
    </ActForm>
  );
}
