import { useId, useState } from 'preact/hooks';
import { serviceOf } from '../model/form.ts';
import { addService, copyService, written } from '../model/services.ts';
import { wordsFor } from '../model/texts.ts';
import type { Work } from '../work.ts';
import { FimFile } from './fim-file.tsx';

interface Props {
  readonly work: Work;
  readonly added: (id: string) => void;
}

/** A new service: with nothing in it, or as another one is. */
export function AddService({ work, added }: Props) {
  const id = useId();
  const { files, desk, edit } = work;
  const { say, language } = desk;
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState('');
  function add(event: SubmitEvent) {
    event.preventDefault();
    const made = from === '' ? addService(files, title.trim()) : copyService(files, from, title.trim());
    if (!made) return;
    edit(made.edit);
    setTitle('');
    added(made.id);
  }
  return (
    <section class="catalogue add-service">
      <h2>{say('offer.add')}</h2>
      <form onSubmit={add} data-testid="add-service">
        <p class="field">
          <label for={`${id}-title`}>{say('offer.add.title')}</label>
          <input
            id={`${id}-title`}
            required
            minLength={3}
            maxLength={80}
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </p>
        <p class="field">
          <label for={`${id}-from`}>{say('offer.add.from')}</label>
          <select id={`${id}-from`} value={from} onChange={(event) => setFrom(event.currentTarget.value)}>
            <option value="">{say('offer.add.empty')}</option>
            {written(files).map((other) => (
              <option key={other} value={other}>
                {say('offer.add.copy', { name: wordsFor(files, serviceOf(files, other)?.title, language) || other })}
              </option>
            ))}
          </select>
        </p>
        <button type="submit">{say('offer.add.button')}</button>
      </form>
      <FimFile work={work} added={added} />
    </section>
  );
}
