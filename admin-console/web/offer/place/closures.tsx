import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { Faults, Origin } from '../fields/labelled.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { SITE, setValue, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';

const MOST_CLOSURES = 100;

/** Days as they stand in the file: "2026-12-04". */
interface Closure {
  readonly from: string;
  readonly to?: string;
}

/** Of whoever writes it, as it is where they sit. */
const dayOf = (time: Date): string =>
  [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Single days or spans of days on which the place is closed. */
export function Closures({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const rows = (valueAt(files, SITE, ['closures']) ?? []) as unknown as readonly Closure[];
  const today = dayOf(new Date());
  return (
    <fieldset class="text-list">
      <legend>{say('offer.closures')}</legend>
      <small>{say('offer.closures.hint')}</small>
      <ul class="plain">
        {rows.map(({ from, to }, n) => (
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
            {from !== '' && (to ?? from) < today && <p class="muted">{say('offer.closures.over')}</p>}
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
          onClick={() => edit(setValue(SITE, ['closures'], [...rows, { from: '' }] as unknown as Json))}
        >
          {say('offer.closures.add')}
        </button>
      )}
    </fieldset>
  );
}
