import { useState } from 'preact/hooks';
import { problemOf } from '../asking.ts';
import { hrefOf } from '../router.ts';
import type { Editing } from './editing.ts';
import { goTo, type Work } from './work.ts';

interface Props {
  readonly work: Work;
  readonly editing: Editing;
  readonly isPreviewed: boolean;
  readonly onPreview: () => void;
}

/** Whether all is written, the way back, the look at it, and the way on to a second person. */
export function Toolbar({ work, editing, isPreviewed, onPreview }: Props) {
  const { say } = work.desk;
  const { draft, save, canUndo, canRedo, faults } = work.edited;
  const [problem, setProblem] = useState('');
  const isSubmitted = draft?.state === 'submitted';
  async function submit() {
    setProblem('');
    const answer = await editing.submit();
    if (answer?.status === 200 && draft) goTo(hrefOf('releases', draft.id));
    else if (answer) setProblem(problemOf(answer, say));
  }
  return (
    <div class="toolbar">
      <p role="status" class={`save ${save}`} data-testid="save-state">
        {say(isSubmitted ? 'offer.waits' : draft ? `offer.save.${save}` : 'offer.unchanged')}
      </p>
      {save === 'conflict' && (
        <button type="button" onClick={() => void editing.load()}>
          {say('offer.reload')}
        </button>
      )}
      {!work.isReadOnly && (
        <>
          <button type="button" class="second" disabled={!canUndo} onClick={() => editing.undo()} data-testid="undo">
            {say('offer.undo')}
          </button>
          <button type="button" class="second" disabled={!canRedo} onClick={() => editing.redo()}>
            {say('offer.redo')}
          </button>
        </>
      )}
      {draft && (
        <button type="button" class="second" aria-expanded={isPreviewed} onClick={onPreview} data-testid="preview">
          {say('offer.preview')}
        </button>
      )}
      {draft && (
        <a class="to-draft" href={hrefOf('releases', draft.id)}>
          {say('offer.to-draft')}
        </a>
      )}
      {!work.isReadOnly && draft && (
        <button
          type="button"
          disabled={faults.length > 0 || save !== 'saved'}
          onClick={() => void submit()}
          data-testid="submit-draft"
        >
          {say('offer.submit')}
        </button>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
    </div>
  );
}
