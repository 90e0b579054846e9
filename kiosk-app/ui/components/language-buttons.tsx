import { useView } from '../view.ts';
import { Icon } from './icon.tsx';

/** Every language under its own name: who does not read the current one must find theirs. */
export function LanguageButtons() {
  const { snapshot, send } = useView();
  return (
    <div class="languages">
      {snapshot.languages.map(({ code, name, dir }) => (
        <button
          key={code}
          type="button"
          class="language"
          lang={code}
          dir={dir}
          aria-pressed={code === snapshot.language}
          data-testid={`intent-choose-language-${code}`}
          onClick={() => send({ name: 'choose-language', language: code })}
        >
          <span>{name}</span>
          {code === snapshot.language && <Icon name="check" />}
        </button>
      ))}
    </div>
  );
}
