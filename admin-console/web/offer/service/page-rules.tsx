import { Check } from '../fields/choices.tsx';
import { PlainNumber } from '../fields/plain-fields.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { serviceFile } from '../model/files.ts';
import { type FormPageFile, questionsBefore, setRepeated } from '../model/form.ts';
import type { Work } from '../work.ts';
import { ConditionEditor } from './condition.tsx';

interface PageRulesProps {
  readonly work: Work;
  readonly id: string;
  readonly page: FormPageFile;
  readonly at: number;
}

/** When a page is shown, whether it is asked once for each of several things, and which rules its answers have. */
export function PageRules({ work, id, page, at }: PageRulesProps) {
  const { say } = work.desk;
  const file = serviceFile(id);
  const path = ['form', at];
  const place = { work, file };
  return (
    <>
      {at > 0 && (
        <ConditionEditor
          work={work}
          id={id}
          path={[...path, 'visibleIf']}
          about="page"
          questions={questionsBefore(work.files, id, at)}
        />
      )}
      <Check
        {...place}
        path={[...path, 'repeat']}
        label={say('offer.repeat')}
        isChecked={page.repeat !== undefined}
        change={(is) => setRepeated(id, at, is, say('offer.repeat.item.new'), say('offer.repeat.add.new'))}
      />
      {page.repeat && (
        <>
          <TextRow
            work={work}
            text={{ file, path: [...path, 'repeat', 'item'], name: `pages.${page.id}Item` }}
            label={say('offer.repeat.item')}
          />
          <TextRow
            work={work}
            text={{ file, path: [...path, 'repeat', 'add'], name: `pages.${page.id}Add` }}
            label={say('offer.repeat.add')}
          />
          <div class="row">
            <PlainNumber
              {...place}
              path={[...path, 'repeat', 'min']}
              label={say('offer.repeat.min')}
              min={0}
              max={20}
            />
            <PlainNumber
              {...place}
              path={[...path, 'repeat', 'max']}
              label={say('offer.repeat.max')}
              min={1}
              max={20}
            />
          </div>
        </>
      )}
      {page.rules?.map((rule, number) => (
        <TextRow
          key={rule.text}
          work={work}
          text={{ file, path: [...path, 'rules', number, 'text'], name: `rules.${page.id}${number + 1}` }}
          label={say('offer.rule.text')}
        />
      ))}
    </>
  );
}
