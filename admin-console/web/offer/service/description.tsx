import type { ICONS } from '../../../../assets/icons/icons.ts';
import { TOPIC_ICONS } from '../../../../assets/icons/topic-icons.ts';
import { CATEGORIES, SITUATIONS } from '../../../../config/schema/topic-names.ts';
import { OneOf, SomeOf } from '../fields/choices.tsx';
import { Icon } from '../fields/icon.tsx';
import { Labelled } from '../fields/labelled.tsx';
import { PlainNumber, PlainText } from '../fields/plain-fields.tsx';
import { TextList } from '../fields/text-list.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { setValue, valueAt } from '../model/files.ts';
import { languagesOf } from '../model/texts.ts';
import { Keywords } from './keywords.tsx';
import type { PartProps } from './part-props.ts';

const NEEDS = ['id-card', 'pin', 'pin-letter', 'bank-card', 'document', 'bill'];
const MOST_PREREQUISITES = 6;

/** What people read of a service before they begin, and by which words they find it. */
export function Description({ work, file }: PartProps) {
  const { say } = work.desk;
  const named = (room: string) => (value: string) => ({ value, label: say(`offer.${room}.${value}`) });
  return (
    <>
      <TextRow work={work} text={{ file, path: ['title'], name: 'title' }} label={say('offer.title')} />
      <TextRow
        work={work}
        text={{ file, path: ['summary'], name: 'summary' }}
        label={say('offer.summary')}
        hint={say('offer.summary.hint')}
        isLong
      />
      <div class="row">
        <OneOf
          {...{ work, file }}
          path={['category']}
          label={say('offer.category')}
          options={CATEGORIES.map(named('category'))}
        />
        <PlainNumber
          {...{ work, file }}
          path={['durationMinutes']}
          label={say('offer.duration')}
          min={1}
          max={60}
          unit={say('offer.minutes')}
        />
        <PlainText
          {...{ work, file }}
          path={['leika']}
          label={say('offer.leika')}
          hint={say('offer.leika.hint')}
          empty={null}
        />
      </div>
      <IconChoice {...{ work, file }} />
      <TextList
        {...{ work, file }}
        path={['prerequisites']}
        name="prerequisites.rule"
        label={say('offer.prerequisites')}
        item={say('offer.prerequisite')}
        hint={say('offer.prerequisites.hint')}
        add={say('offer.prerequisites.add')}
        most={MOST_PREREQUISITES}
      />
      <SomeOf
        {...{ work, file }}
        path={['situations']}
        label={say('offer.situations')}
        options={SITUATIONS.map(named('situation'))}
      />
      <SomeOf {...{ work, file }} path={['needs']} label={say('offer.needs')} options={NEEDS.map(named('need'))} />
      {languagesOf(work.files).map(({ code, name }) => (
        <Keywords key={code} {...{ work, file }} language={code} label={say('offer.keywords', { language: name })} />
      ))}
    </>
  );
}

/** Of what one needs, and of devices; the others are those of buttons. */
const PICTURES_OF_DEVICES: readonly (keyof typeof ICONS)[] = [
  'info',
  'id-card',
  'pin',
  'bank-card',
  'document',
  'bill',
  'scanner',
  'printer',
  'phone',
];
const PICTURES = [...Object.keys(TOPIC_ICONS), ...PICTURES_OF_DEVICES];

function IconChoice({ work, file }: Pick<PartProps, 'work' | 'file'>) {
  const { say } = work.desk;
  const path = ['icon'];
  const chosen = valueAt(work.files, file, path);
  return (
    <Labelled {...{ work, file, path }} label={say('offer.icon')}>
      {(id) => (
        <div class="icons" id={id} role="radiogroup" aria-label={say('offer.icon')}>
          {PICTURES.map((name) => (
            <label key={name} class={name === chosen ? 'chosen' : ''}>
              <input
                type="radio"
                name={`${file}-icon`}
                checked={name === chosen}
                disabled={work.isReadOnly}
                onChange={() => work.edit(setValue(file, path, name))}
              />
              <Icon name={name} />
              <span class="vh">{say(`offer.icon.${name}`)}</span>
            </label>
          ))}
        </div>
      )}
    </Labelled>
  );
}
