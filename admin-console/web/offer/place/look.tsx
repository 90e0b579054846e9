import { useState } from 'preact/hooks';
import { contrastOf, LEAST_CONTRAST, nearestReadable } from '../../../../config/look/contrast.ts';
import { Faults, Origin } from '../fields/labelled.tsx';
import { all, SITE, setValue, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';

const LOGO = 'logo';
const LOGO_FILE = `pictures/${LOGO}.json`;
/** As the schema has it: 96 KiB. */
const MOST_BYTES = 98_304;
const TYPES = ['image/png', 'image/svg+xml'];

/** Logo and colours of the municipality on the citizen's screen. */
export function Look({ work }: { readonly work: Work }) {
  const { say } = work.desk;
  return (
    <>
      <Logo work={work} />
      <Colours
        work={work}
        name="bar"
        usual={{ background: '#1a4480', text: '#ffffff' }}
        label={say('offer.look.bar')}
      />
      <Colours
        work={work}
        name="accent"
        usual={{ background: '#1a4480', text: '#ffffff' }}
        label={say('offer.look.accent')}
      />
    </>
  );
}

function Logo({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const [problem, setProblem] = useState('');
  const name = valueAt(files, SITE, ['branding', 'logo']) as string | null | undefined;
  const picture = name ? (files[`pictures/${name}.json`] as { readonly type?: string; readonly data?: string }) : null;
  async function upload(file: File | undefined) {
    if (!file) return;
    if (!TYPES.includes(file.type)) return setProblem(say('offer.look.wrong-type'));
    if (file.size > MOST_BYTES) return setProblem(say('offer.look.too-large'));
    setProblem('');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    edit(all(setValue(LOGO_FILE, [], { type: file.type, data }), setValue(SITE, ['branding', 'logo'], LOGO)));
  }
  return (
    <fieldset data-at={`${SITE}:branding.logo`}>
      <legend>{say('offer.look.logo')}</legend>
      <small>{say('offer.look.logo.hint')}</small>
      {picture?.data ? (
        <p>
          <img class="logo" src={`data:${picture.type};base64,${picture.data}`} alt={say('offer.look.logo.alt')} />
        </p>
      ) : (
        <p>{say('offer.look.logo.none')}</p>
      )}
      {!isReadOnly && (
        <p class="acts">
          <label class="upload">
            <span>{say('offer.look.logo.upload')}</span>
            <input
              type="file"
              accept={TYPES.join(',')}
              onChange={(event) => void upload(event.currentTarget.files?.[0])}
            />
          </label>
          {name && (
            <button type="button" class="second" onClick={() => edit(setValue(SITE, ['branding', 'logo'], null))}>
              {say('offer.look.logo.remove')}
            </button>
          )}
        </p>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
      <Faults work={work} file={SITE} path={['branding', 'logo']} />
      <Faults work={work} file={LOGO_FILE} path={['data']} />
      <Faults work={work} file={LOGO_FILE} path={[]} />
      <Origin work={work} file={SITE} path={['branding', 'logo']} />
    </fieldset>
  );
}

interface Pair {
  readonly background: string;
  readonly text: string;
}
interface ColoursProps {
  readonly work: Work;
  readonly name: 'bar' | 'accent';
  readonly usual: Pair;
  readonly label: string;
}

/** A colour and what is written on it, with how well that can be read. */
function Colours({ work, name, usual, label }: ColoursProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const path = ['branding', name];
  const pair = valueAt(files, SITE, path) as unknown as Pair | null | undefined;
  const set = (part: keyof Pair, colour: string) =>
    edit(setValue(SITE, [...path, part], colour), `${SITE}:${path.join('.')}.${part}`);
  const ratio = pair ? contrastOf(pair.background, pair.text) : LEAST_CONTRAST;
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(Math.floor(ratio * 10) / 10);
  return (
    <fieldset data-at={`${SITE}:${path.join('.')}`}>
      <legend>{label}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={Boolean(pair)}
          disabled={isReadOnly}
          onChange={(event) => edit(setValue(SITE, path, event.currentTarget.checked ? { ...usual } : null))}
        />
        <span>{say(`offer.look.${name}.own`)}</span>
      </label>
      {pair && (
        <>
          <div class="row colours">
            {(['background', 'text'] as const).map((part) => (
              <p class="field" key={part}>
                <label for={`${name}-${part}`}>{say(`offer.look.${part}`)}</label>
                <input
                  id={`${name}-${part}`}
                  type="color"
                  value={pair[part]}
                  disabled={isReadOnly}
                  onInput={(event) => set(part, event.currentTarget.value)}
                />
              </p>
            ))}
            <p class="sample" style={{ color: pair.text, background: pair.background }}>
              {say('offer.look.sample')}
            </p>
          </div>
          <p role="status" class={ratio < LEAST_CONTRAST ? 'error' : 'muted'}>
            {say(ratio < LEAST_CONTRAST ? 'offer.look.unreadable' : 'offer.look.readable', { ratio: shown })}
          </p>
          {ratio < LEAST_CONTRAST && !isReadOnly && (
            <button
              type="button"
              class="second"
              onClick={() => set('background', nearestReadable(pair.background, pair.text))}
            >
              {say('offer.look.take-nearest')}
            </button>
          )}
          <Faults work={work} file={SITE} path={[...path, 'background']} />
        </>
      )}
      <Origin work={work} file={SITE} path={path} />
    </fieldset>
  );
}
