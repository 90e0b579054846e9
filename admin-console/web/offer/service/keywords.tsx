import { useState } from 'preact/hooks';
import { Labelled } from '../fields/labelled.tsx';
import { setValue, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';

interface Props {
  readonly work: Work;
  readonly file: string;
  readonly language: string;
  readonly label: string;
}

/** Search words of one language, parted by commas. */
export function Keywords({ work, file, language, label }: Props) {
  const path = ['keywords', language];
  const words = (valueAt(work.files, file, path) ?? []) as readonly string[];
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Labelled {...{ work, file, path, label }} hint={work.desk.say('offer.keywords.hint')}>
      {(id, describedBy) => (
        <input
          id={id}
          lang={language}
          value={typed ?? words.join(', ')}
          disabled={work.isReadOnly}
          aria-describedby={describedBy}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            const next = value.split(',').map((word) => word.trim());
            work.edit(setValue(file, path, [...new Set(next.filter(Boolean))]), `${file}:keywords:${language}`);
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Labelled>
  );
}
