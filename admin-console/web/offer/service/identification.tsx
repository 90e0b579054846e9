import type { EidAttribute, EidFieldName } from '../../../../config/schema/identity-fields.ts';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { Check, Group, OneOf, SomeOf } from '../fields/choices.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, changeValue, type Edit, setValue } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { setNewText, textKeyFor } from '../model/texts.ts';
import type { PartProps } from './part-props.ts';
import { PostalCodes } from './postal-codes.tsx';

const ATTRIBUTES: readonly EidAttribute[] = [
  'GivenNames',
  'FamilyName',
  'Address',
  'DateOfBirth',
  'DoctoralDegree',
  'BirthName',
  'PlaceOfBirth',
  'Nationality',
];

/** What a card may carry less of than it is asked for, and what it is read with. */
const NEEDED: readonly (readonly [EidFieldName, EidAttribute])[] = [
  ['givenNames', 'GivenNames'],
  ['familyName', 'FamilyName'],
  ['dateOfBirth', 'DateOfBirth'],
  ['street', 'Address'],
  ['postalCode', 'Address'],
  ['city', 'Address'],
  ['country', 'Address'],
  ['doctoralDegree', 'DoctoralDegree'],
];

/** Whether people show who they are, what is read from their card, why, and whether they must live here. */
export function Identification({ work, id, file }: PartProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const service = serviceOf(files, id);
  const identification = service?.identification ?? { kind: 'none' };
  const { residence } = service ?? {};
  return (
    <>
      <Group label={say('offer.identification')}>
        {(['none', 'eid'] as const).map((kind) => (
          <label key={kind} class="check">
            <input
              type="radio"
              name={`${file}-identification`}
              checked={identification.kind === kind}
              disabled={isReadOnly}
              onChange={() => edit(setKind(id, file, kind, say('offer.eid-purpose.usual')))}
            />
            <span>
              {say(`offer.identification.${kind}`)}
              <small>{say(`offer.identification.${kind}.hint`)}</small>
            </span>
          </label>
        ))}
      </Group>
      {identification.kind === 'eid' && (
        <>
          <OneOf
            {...{ work, file }}
            path={['trust']}
            label={say('offer.trust')}
            hint={say('offer.trust.hint')}
            options={['substantial', 'high'].map((value) => ({ value, label: say(`offer.trust.${value}`) }))}
          />
          <fieldset class="choices attributes">
            <legend>{say('offer.card-data')}</legend>
            <small>{say('offer.card-data.hint')}</small>
            {ATTRIBUTES.map((attribute) => (
              <label key={attribute}>
                {say(`offer.card-data.${attribute}`)}
                <select
                  value={asked(identification, attribute)}
                  disabled={isReadOnly}
                  onChange={(event) => edit(ask(file, attribute, event.currentTarget.value))}
                >
                  {['no', 'required', 'optional'].map((how) => (
                    <option key={how} value={how}>
                      {say(`offer.card-data.how.${how}`)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </fieldset>
          <SomeOf
            {...{ work, file }}
            path={['identification', 'needed']}
            label={say('offer.needed')}
            hint={say('offer.needed.hint')}
            options={NEEDED.filter(([, attribute]) => asked(identification, attribute) !== 'no').map(([value]) => ({
              value,
              label: say(`offer.needed.${value}`),
            }))}
          />
          <TextRow
            work={work}
            text={{ file, path: ['identification', 'purpose'], name: 'eidPurpose' }}
            label={say('offer.eid-purpose')}
            hint={say('offer.eid-purpose.hint')}
          />
          <Group label={say('offer.residence')}>
            <Check
              {...{ work, file }}
              path={['residence']}
              label={say('offer.residence.only')}
              hint={say('offer.residence.only.hint')}
              isChecked={residence !== undefined}
              change={(is) => setResidence(id, file, is, say('offer.residence.otherwise.usual'))}
            />
          </Group>
          {residence && (
            <>
              <PostalCodes
                {...{ work, file }}
                path={['residence', 'postalCodes']}
                label={say('offer.residence.where')}
              />
              <TextRow
                work={work}
                text={{ file, path: ['residence', 'otherwise'], name: 'otherwise' }}
                label={say('offer.residence.otherwise')}
                hint={say('offer.residence.otherwise.hint')}
                isLong
              />
              <Check
                {...{ work, file }}
                path={['residence', 'unlessAbroad']}
                label={say('offer.residence.abroad')}
                isChecked={residence.unlessAbroad === true}
                change={(is) => setValue(file, ['residence', 'unlessAbroad'], is || undefined)}
              />
            </>
          )}
        </>
      )}
    </>
  );
}

type How = 'no' | 'required' | 'optional';
type Card = { readonly required?: readonly string[]; readonly optional?: readonly string[] | undefined };

const asked = ({ required = [], optional = [] }: Card, attribute: string): How =>
  required.includes(attribute) ? 'required' : optional.includes(attribute) ? 'optional' : 'no';

const ask = (file: string, attribute: EidAttribute, how: string): Edit =>
  changeValue(file, ['identification'], (before) => {
    const card = before as Card & { readonly [key: string]: Json };
    const listed = (list: How) => ATTRIBUTES.filter((name) => (name === attribute ? how : asked(card, name)) === list);
    return { ...card, required: listed('required'), optional: listed('optional') } as Json;
  });

const setKind =
  (id: string, file: string, kind: 'none' | 'eid', purposeWords: string): Edit =>
  (files) => {
    if (kind === 'none')
      return all(
        setValue(file, ['identification'], { kind }),
        setValue(file, ['trust'], 'none'),
        setValue(file, ['residence'], undefined),
        changeValue<Json[]>(file, ['form'], (form = []) => form.map(withoutCard)),
      )(files);
    const purpose = textKeyFor(files, id, 'eidPurpose');
    return all(
      setValue(file, ['identification'], {
        kind,
        required: ['GivenNames', 'FamilyName', 'Address'],
        optional: [],
        purpose,
      }),
      setValue(file, ['trust'], 'substantial'),
      setNewText(purpose, purposeWords),
    )(files);
  };

/** Nothing is read from a card any more: what was filled in from it is asked. */
function withoutCard(page: Json): Json {
  const { fields, ...rest } = page as unknown as { readonly fields: readonly { readonly [key: string]: Json }[] };
  return { ...rest, fields: fields.map(({ prefill: _prefill, locked: _locked, ...field }) => field) } as Json;
}

const setResidence =
  (id: string, file: string, is: boolean, words: string): Edit =>
  (files) => {
    if (!is) return setValue(file, ['residence'], undefined)(files);
    const otherwise = textKeyFor(files, id, 'otherwise');
    return all(
      ask(file, 'Address', 'required'),
      setValue(file, ['residence'], { postalCodes: 'municipality', otherwise }),
      setNewText(otherwise, words),
    )(files);
  };
