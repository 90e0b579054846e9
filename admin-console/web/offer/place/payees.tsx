import { useState } from 'preact/hooks';
import { freeName, plainName } from '../../../../config/schema/plain-name.ts';
import type { JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import { type FieldProps, Labelled, Origin } from '../fields/labelled.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { type FileSet, SITE, setValue, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';

/** Whose money is taken here, and to which accounts it goes. */
export function Payees({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const at = { work, file: SITE };
  const [name, setName] = useState('');
  const payees = Object.keys((valueAt(files, SITE, ['payees']) ?? {}) as JsonObject);
  function add(event: SubmitEvent) {
    event.preventDefault();
    const id = freeName(plainName(name, 'konto'), new Set(payees), '-');
    edit(setValue(SITE, ['payees', id], { name: name.trim(), iban: '', bic: null }));
    setName('');
  }
  return (
    <>
      <p class="muted">{say('offer.payees.text')}</p>
      <ul class="plain">
        {payees.map((id) => (
          <li key={id} class="block">
            <div class="row">
              <PlainText {...at} path={['payees', id, 'name']} label={say('offer.payees.name')} size={30} />
              <Iban {...at} path={['payees', id, 'iban']} label={say('offer.payees.iban')} />
              <PlainText {...at} path={['payees', id, 'bic']} label={say('offer.payees.bic')} empty={null} size={12} />
              <Remove work={work} file={SITE} path={['payees', id]} name={nameOf(files, id)} />
            </div>
          </li>
        ))}
      </ul>
      <Origin {...at} path={['payees']} />
      {!isReadOnly && (
        <form class="row" onSubmit={add}>
          <p class="field">
            <label for="new-payee">{say('offer.payees.new')}</label>
            <input
              id="new-payee"
              required
              maxLength={70}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </p>
          <button type="submit" class="second">
            {say('offer.payees.add')}
          </button>
        </form>
      )}
    </>
  );
}

const nameOf = (files: FileSet, id: string): string => (valueAt(files, SITE, ['payees', id, 'name']) as string) ?? id;

/** Written in groups of four, kept without blanks. */
function Iban(field: FieldProps) {
  const { work, file, path } = field;
  const kept = (valueAt(work.files, file, path) ?? '') as string;
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <input
          id={id}
          size={28}
          autocomplete="off"
          spellcheck={false}
          value={kept.replace(/(.{4})(?=.)/g, '$1 ')}
          disabled={work.isReadOnly}
          aria-describedby={describedBy}
          onChange={({ currentTarget: { value } }) =>
            work.edit(setValue(file, path, value.replace(/\s+/g, '').toUpperCase()))
          }
        />
      )}
    </Labelled>
  );
}
