import type { ScanProfile } from '../../../../device-drivers/scanner/contract.ts';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { Check, OneOf } from '../fields/choices.tsx';
import { Movable } from '../fields/movable.tsx';
import { PlainNumber } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, changeValue, type Edit, type FileSet, moved, SITE, setValue } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { profileWords } from '../model/profile-words.ts';
import { setNewText, textKeyFor, wordsFor } from '../model/texts.ts';
import type { PartProps } from './part-props.ts';

const MOST = 10;

/** What people bring on paper and scan, or take a picture of. */
export function Evidence({ work, id, file }: PartProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const items = serviceOf(files, id)?.evidence ?? [];
  const profiles = profilesOf(files).map((profile) => ({ value: profile.id, label: profileWords(profile, say) }));
  const nameOf = (at: number) =>
    wordsFor(files, items[at]?.title, language) || say('offer.nth', { name: say('offer.part.evidence'), n: at + 1 });
  return (
    <>
      <p class="muted">{say('offer.evidence.text')}</p>
      {items.length === 0 && <p>{say('offer.evidence.none')}</p>}
      <Movable
        say={say}
        class="blocks"
        items={items}
        idOf={(item) => item.id}
        nameOf={(_, at) => nameOf(at)}
        isReadOnly={isReadOnly}
        move={(from, to) => edit(changeValue<Json[]>(file, ['evidence'], (list = []) => [...moved(list, from, to)]))}
      >
        {(item, at) => (
          <div class="block">
            <TextRow
              work={work}
              text={{ file, path: ['evidence', at, 'title'], name: `evidence.${item.id}` }}
              label={say('offer.evidence.title')}
            />
            <TextRow
              work={work}
              text={{ file, path: ['evidence', at, 'hint'], name: `evidence.${item.id}Hint` }}
              label={say('offer.evidence.hint')}
            />
            <div class="row">
              <Check
                {...{ work, file }}
                path={['evidence', at, 'required']}
                label={say('offer.evidence.required')}
                isChecked={item.required}
                change={(is) => setValue(file, ['evidence', at, 'required'], is)}
              />
              <OneOf
                {...{ work, file }}
                path={['evidence', at, 'profile']}
                label={say('offer.evidence.profile')}
                options={profiles}
              />
              <PlainNumber
                {...{ work, file }}
                path={['evidence', at, 'maxPages']}
                label={say('offer.evidence.pages')}
                min={1}
                max={20}
              />
            </div>
            <Remove work={work} file={file} path={['evidence', at]} name={nameOf(at)} />
          </div>
        )}
      </Movable>
      {!isReadOnly && items.length < MOST && profiles.length > 0 && (
        <button
          type="button"
          class="second"
          onClick={() => edit(addEvidence(id, file, say('offer.evidence.usual'), say('offer.evidence.hint.usual')))}
        >
          {say('offer.evidence.add')}
        </button>
      )}
    </>
  );
}

const profilesOf = (files: FileSet): readonly ScanProfile[] =>
  (files[SITE]?.scanProfiles ?? []) as unknown as readonly ScanProfile[];

const addEvidence =
  (id: string, file: string, words: string, hintWords: string): Edit =>
  (files) => {
    const items = serviceOf(files, id)?.evidence ?? [];
    let n = items.length + 1;
    while (items.some((item) => item.id === `evidence-${n}`)) n++;
    const title = textKeyFor(files, id, `evidence.title-${n}`);
    const hint = textKeyFor(files, id, `evidence.hint-${n}`);
    const profile = profilesOf(files)[0]?.id ?? '';
    const item = { id: `evidence-${n}`, title, hint, required: true, profile, maxPages: 3 };
    return all(
      setValue(file, ['evidence', items.length], item),
      setNewText(title, words),
      setNewText(hint, hintWords),
    )(files);
  };
