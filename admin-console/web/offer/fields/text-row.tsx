import { useId } from 'preact/hooks';
import { textsFile } from '../model/files.ts';
import { keyAt, languagesOf, setText, stillRight, type TextPlace, textOf, textState } from '../model/texts.ts';
import type { Work } from '../work.ts';
import { atName, Faults, Origin } from './labelled.tsx';

interface Props {
  readonly work: Work;
  readonly text: TextPlace;
  readonly label: string;
  readonly hint?: string;
  readonly isLong?: boolean;
}

/** One text in all languages of the place side by side; what is missing or older than the German text is marked. */
export function TextRow({ work, text, label, hint, isLong = false }: Props) {
  const { files } = work;
  const key = keyAt(files, text);
  const languages = languagesOf(files);
  const isUsed = key !== undefined && languages.some(({ code }) => textOf(files, key, code));
  return (
    <fieldset class="text-row" data-at={atName(text.file, text.path)}>
      <legend>{label}</legend>
      {hint && <small>{hint}</small>}
      <div class="languages">
        {languages.map((language) => (
          <OneLanguage
            key={language.code}
            {...{ work, text, label, isLong }}
            textKey={key}
            code={language.code}
            name={language.name}
            dir={language.dir}
            isMarked={isUsed || !text.isOptional}
          />
        ))}
      </div>
      <Faults work={work} file={text.file} path={text.path} />
    </fieldset>
  );
}

interface OneProps extends Omit<Props, 'hint'> {
  readonly textKey: string | undefined;
  readonly code: string;
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  readonly isMarked: boolean;
}

function OneLanguage({ work, text, label, isLong = false, textKey, code, name, dir, isMarked }: OneProps) {
  const id = useId();
  const { files, isReadOnly, desk } = work;
  const { say } = desk;
  const value = textKey === undefined ? '' : (textOf(files, textKey, code) ?? '');
  const state = textKey === undefined ? 'missing' : textState(files, textKey, code);
  const isShown = isMarked && state !== 'there';
  const shared = {
    id,
    lang: code,
    dir,
    value,
    disabled: isReadOnly,
    'aria-describedby': isShown ? `${id}-state` : undefined,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      work.edit(setText(text, code, event.currentTarget.value), `${text.file}:${text.path.join('.')}:${code}`),
  };
  return (
    <div class="language">
      <label for={id}>
        <span class="vh">{label}: </span>
        {name}
      </label>
      {isLong ? <textarea rows={3} {...shared} /> : <input {...shared} />}
      {isShown && (
        <span class="state">
          <span class="pill warn" id={`${id}-state`}>
            {say(`offer.text.${state}`)}
          </span>
          {state === 'stale' && textKey !== undefined && !isReadOnly && (
            <button type="button" class="link" onClick={() => work.edit(stillRight(textKey, code))}>
              {say('offer.text.still-right')}
            </button>
          )}
        </span>
      )}
      {textKey !== undefined && <Origin work={work} file={textsFile(code)} path={[textKey]} />}
    </div>
  );
}
