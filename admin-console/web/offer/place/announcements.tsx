import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { OneOf } from '../fields/choices.tsx';
import { Faults, Origin } from '../fields/labelled.tsx';
import { Movable } from '../fields/movable.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, changeValue, moved, SITE, setValue, valueAt } from '../model/files.ts';
import { setNewText, textKeyFor } from '../model/texts.ts';
import type { Work } from '../work.ts';

const MOST = 3;

/** What everybody reads who comes, before anything else. */
export function Announcements({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const rows = (valueAt(files, SITE, ['announcements']) ?? []) as readonly { readonly text: string }[];
  const at = { work, file: SITE };
  const name = (n: number) => say('offer.nth', { name: say('offer.announcement'), n: n + 1 });
  const add = () => {
    const text = textKeyFor(files, null, 'announcement');
    edit(
      all(
        setValue(SITE, ['announcements'], [...rows, { text, kind: 'note' }] as unknown as Json),
        setNewText(text, say('offer.announcement.usual')),
      ),
    );
  };
  return (
    <>
      <p class="muted">{say('offer.announcements.text')}</p>
      {rows.length === 0 && <p>{say('offer.announcements.none')}</p>}
      <Movable
        say={say}
        class="blocks"
        items={rows}
        idOf={({ text }) => text}
        nameOf={(_, n) => name(n)}
        isReadOnly={isReadOnly}
        move={(from, to) =>
          edit(changeValue<Json[]>(SITE, ['announcements'], (list = []) => [...moved(list, from, to)]))
        }
      >
        {(_, n) => (
          <div class="block">
            <TextRow
              work={work}
              text={{ file: SITE, path: ['announcements', n, 'text'], name: 'announcement' }}
              label={name(n)}
              isLong
            />
            <div class="row">
              <OneOf
                {...at}
                path={['announcements', n, 'kind']}
                label={say('offer.announcement.kind')}
                options={['note', 'warning'].map((value) => ({ value, label: say(`offer.announcement.${value}`) }))}
              />
              <PlainText
                {...at}
                path={['announcements', n, 'from']}
                type="date"
                empty={null}
                label={say('offer.announcement.from')}
              />
              <PlainText
                {...at}
                path={['announcements', n, 'until']}
                type="date"
                empty={null}
                label={say('offer.announcement.until')}
              />
              <Remove work={work} file={SITE} path={['announcements', n]} name={name(n)} />
            </div>
            <Faults {...at} path={['announcements', n]} />
          </div>
        )}
      </Movable>
      <Origin {...at} path={['announcements']} />
      {!isReadOnly && rows.length < MOST && (
        <button type="button" class="second" onClick={add}>
          {say('offer.announcement.add')}
        </button>
      )}
    </>
  );
}
