import { useState } from 'preact/hooks';
import { freeName, plainName } from '../../../../config/schema/plain-name.ts';
import type { JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import { Origin } from '../fields/labelled.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, SITE, setValue, valueAt } from '../model/files.ts';
import { setNewText, wordsFor } from '../model/texts.ts';
import type { Work } from '../work.ts';

/** Who gets requests, and by which point of delivery. */
export function Authorities({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const [name, setName] = useState('');
  const known = Object.keys((valueAt(files, SITE, ['destinations']) ?? {}) as JsonObject);
  const keyOf = (id: string) => `site.destinations.${id}`;
  function add(event: SubmitEvent) {
    event.preventDefault();
    const id = freeName(plainName(name, 'behoerde'), new Set(known), '-');
    edit(all(setValue(SITE, ['destinations', id], ''), setNewText(keyOf(id), name.trim())));
    setName('');
  }
  return (
    <>
      <p class="muted">{say('offer.authorities.text')}</p>
      <ul class="plain">
        {known.map((id) => (
          <li key={id} class="block">
            <TextRow
              work={work}
              text={{ file: SITE, path: ['destinations', id, 'name'], name: id, key: keyOf(id) }}
              label={say('offer.authorities.name')}
            />
            <div class="row">
              <PlainText
                work={work}
                file={SITE}
                path={['destinations', id]}
                size={38}
                label={say('offer.authorities.point')}
                hint={say('offer.authorities.point.hint')}
              />
              <Remove
                work={work}
                file={SITE}
                path={['destinations', id]}
                name={wordsFor(files, keyOf(id), language) || id}
              />
            </div>
          </li>
        ))}
      </ul>
      <Origin work={work} file={SITE} path={['destinations']} />
      {!isReadOnly && (
        <form class="row" onSubmit={add}>
          <p class="field">
            <label for="new-authority">{say('offer.authorities.new')}</label>
            <input
              id="new-authority"
              required
              maxLength={80}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </p>
          <button type="submit" class="second">
            {say('offer.authorities.add')}
          </button>
        </form>
      )}
    </>
  );
}
