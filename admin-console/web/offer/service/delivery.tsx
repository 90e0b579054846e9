import type { JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import { OneOf } from '../fields/choices.tsx';
import { TextList } from '../fields/text-list.tsx';
import { SITE } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { BY_PLACE, setRecipient } from '../model/services.ts';
import { makeSchemaFromForm, schemaState } from '../model/settle.ts';
import { wordsFor } from '../model/texts.ts';
import type { PartProps } from './part-props.ts';
import { ToldHere } from './told-here.tsx';

const MOST_NEXT = 3;

/** Which authority gets it, in which form, and what people are told about what happens next. */
export function Delivery({ work, id, file }: PartProps) {
  const { files, desk, isReadOnly, edit, edited } = work;
  const { say, language } = desk;
  const service = serviceOf(files, id);
  const named = (room: string) => (value: string) => ({ value, label: say(`offer.${room}.${value}`) });
  const destinations = Object.keys((files[SITE]?.destinations ?? {}) as JsonObject).map((value) => ({
    value,
    label: wordsFor(files, `site.destinations.${value}`, language) || value,
  }));
  const state = schemaState(edited.released, files, file);
  return (
    <>
      {service && 'dataSchema' in service.route ? (
        <>
          <OneOf
            {...{ work, file }}
            path={['route', 'destination']}
            label={say('offer.destination')}
            hint={say('offer.destination.hint')}
            options={[...destinations, { value: BY_PLACE, label: say('offer.destination.by-place') }]}
            chosen={service.route.kind === 'fit-connect' ? service.route.destination : BY_PLACE}
            choose={(value) => setRecipient(file, value)}
          />
          <OneOf
            {...{ work, file }}
            path={['answers']}
            label={say('offer.answers')}
            chosen={service.answers ?? 'post'}
            options={['post', 'choose'].map(named('answers'))}
          />
          <OneOf
            {...{ work, file }}
            path={['notice']}
            label={say('offer.notice')}
            hint={say('offer.notice.hint')}
            chosen={service.notice ?? 'none'}
            options={['none', 'ask'].map(named('notice'))}
          />
          <div class="field">
            <b>{say('offer.schema')}</b>
            <p class={state === 'fits' ? '' : 'notice soft'}>{say(`offer.schema.${state}`)}</p>
            {state === 'may-not-fit' && !isReadOnly && (
              <button type="button" class="second" onClick={() => edit((now) => makeSchemaFromForm(now, file))}>
                {say('offer.schema.make')}
              </button>
            )}
          </div>
        </>
      ) : (
        <>
          <p>{say(`offer.ends.${service?.route.kind ?? 'pin-change'}`)}</p>
          <ToldHere {...{ work, id, file }} />
        </>
      )}
      <OneOf
        {...{ work, file }}
        path={['whenPortalDown']}
        label={say('offer.when-portal-down')}
        options={['defer', 'refuse'].map(named('portal-down'))}
      />
      <OneOf
        {...{ work, file }}
        path={['copy']}
        label={say('offer.copy')}
        chosen={service?.copy ?? 'offer'}
        options={['offer', 'none'].map(named('copy'))}
      />
      <TextList
        {...{ work, file }}
        path={['next']}
        name="next.step"
        label={say('offer.next')}
        item={say('offer.next.one')}
        hint={say('offer.next.hint')}
        add={say('offer.next.add')}
        most={MOST_NEXT}
      />
    </>
  );
}
