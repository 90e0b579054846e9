import { OneOf } from '../fields/choices.tsx';
import { TextList } from '../fields/text-list.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { setValue } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import type { PartProps } from './part-props.ts';

const MOST_PARAGRAPHS = 6;
const SHOWN = ['opening-hours', 'announcements', 'contact'] as const;
const STATES = ['in-production', 'ready', 'collected'] as const;

/** What a service tells that ends at the terminal: its words can be changed here; how it reckons stands in its file. */
export function ToldHere({ work, id, file }: PartProps) {
  const { say } = work.desk;
  const route = serviceOf(work.files, id)?.route;
  const words = (path: readonly (string | number)[], name: string, label: string) => (
    <TextRow key={path.join('.')} work={work} text={{ file, path: ['route', ...path], name }} label={label} />
  );
  switch (route?.kind) {
    case 'information':
      return (
        <>
          {route.sections.map(({ title, rows = [], shows }, at) => (
            <fieldset key={title} class="text-list">
              <legend>{say('offer.nth', { name: say('offer.section'), n: at + 1 })}</legend>
              {words(['sections', at, 'title'], `sections.${at + 1}`, say('offer.section.title'))}
              <OneOf
                {...{ work, file }}
                path={['route', 'sections', at, 'shows']}
                label={say('offer.section.shows')}
                chosen={shows ?? ''}
                options={[
                  { value: '', label: say('offer.section.shows.nothing') },
                  ...SHOWN.map((value) => ({ value, label: say(`offer.section.shows.${value}`) })),
                ]}
                choose={(value) => setValue(file, ['route', 'sections', at, 'shows'], value || undefined)}
              />
              {rows.map((_, row) => (
                <div key={String(row)} class="row">
                  {words(['sections', at, 'rows', row, 'label'], `rows.${row + 1}.label`, say('offer.section.row'))}
                  {words(['sections', at, 'rows', row, 'value'], `rows.${row + 1}.value`, say('offer.section.value'))}
                </div>
              ))}
              <TextList
                {...{ work, file }}
                path={['route', 'sections', at, 'text']}
                name="text"
                label={say('offer.section.text')}
                item={say('offer.section.paragraph')}
                add={say('offer.section.add')}
                most={MOST_PARAGRAPHS}
              />
            </fieldset>
          ))}
        </>
      );
    case 'lookup':
      return <>{STATES.map((state) => words(['next', state], `status.${state}`, say(`offer.lookup.${state}`)))}</>;
    case 'printout':
      return (
        <>
          {(route.verdicts ?? []).map((_, at) =>
            words(['verdicts', at, 'text'], 'verdict', say('offer.nth', { name: say('offer.verdict'), n: at + 1 })),
          )}
          <TextList
            {...{ work, file }}
            path={['route', 'notes']}
            name="notes"
            label={say('offer.notes')}
            item={say('offer.section.paragraph')}
            hint={say('offer.notes.hint')}
            add={say('offer.section.add')}
            most={MOST_PARAGRAPHS}
          />
        </>
      );
    default:
      return null;
  }
}
