import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { Faults, Origin } from '../fields/labelled.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { SITE, setValue, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';

const MOST_CLOSURES = 100;

/** Single days or spans of days on which the place is closed. */
export function Closures({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const rows = (valueAt(files, SITE, ['closures']) ?? []) as readonly Json[];
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return (
    <fieldset class="text-list">
      <legend>{say('offer.closures')}</legend>
      <small>{say('offer.closures.hint')}</small>
      <ul class="plain">
        {rows.map((_, n) => (
          <li key={n} data-testid="closure">
            <div class="row">
              <PlainText
                work={work}
                file={SITE}
                path={['closures', n, 'from']}
                type="date"
                label={say('offer.closures.from')}
              />
              <PlainText
                work={work}
                file={SITE}
                path={['closures', n, 'to']}
                type="date"
                isRemoved
                label={say('offer.closures.to')}
              />
              <Remove work={work} file={SITE} path={['closures', n]} />
            </div>
            <Faults work={work} file={SITE} path={['closures', n]} />
            <TextRow
              work={work}
              text={{ file: SITE, path: ['closures', n, 'text'], name: 'closure', isOptional: true }}
              label={say('offer.closures.text')}
            />
          </li>
        ))}
      </ul>
      <Origin work={work} file={SITE} path={['closures']} />
      {!isReadOnly && rows.length < MOST_CLOSURES && (
        <button
          type="button"
          class="second"
          data-testid="add-closure"
          onClick={() => edit(setValue(SITE, ['closures'], [...rows, { from: tomorrow }]))}
        >
          {say('offer.closures.add')}
        </button>
      )}
    </fieldset>
  );
}
