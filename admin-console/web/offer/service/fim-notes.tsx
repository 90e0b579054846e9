import { useState } from 'preact/hooks';
import { noteWords } from '../../../../config/fim/note-words.ts';
import { forgetNotes, notesOf } from '../fim-notes.ts';
import type { Work } from '../work.ts';

/** What a person has to look at in a service that was made of a FIM form. */
export function FimNotes({ work, id }: { readonly work: Work; readonly id: string }) {
  const { desk, place } = work;
  const { say, language } = desk;
  const [notes, setNotes] = useState(() => notesOf(place.tenantId, id));
  if (notes.length === 0) return null;
  return (
    <details class="faults" open data-testid="fim-notes">
      <summary>{say('offer.fim.notes')}</summary>
      <ul>
        {notes.map((note) => (
          <li key={`${note.word} ${note.element} ${note.detail}`}>
            {note.name && <b>{note.name}: </b>}
            {noteWords(note, language)}
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="second"
        onClick={() => {
          forgetNotes(place.tenantId, id);
          setNotes([]);
        }}
      >
        {say('offer.fim.checked')}
      </button>
    </details>
  );
}
