import { useEffect, useState } from 'preact/hooks';
import { faultWords } from '../../../config/check/fault-words.ts';
import type { ConfigurationDraft } from '../../contract/configuration/configuration.ts';
import type { PreviewAct, PreviewView } from '../../contract/configuration/previews.ts';
import { ROUTES } from '../../contract/routes.ts';
import { problemOf } from '../asking.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import de from '../locales/de/preview.json' with { type: 'json' };
import en from '../locales/en/preview.json' with { type: 'json' };
import { addTexts } from '../texts.ts';
import { DeviceControls } from './device-controls.tsx';
import { DisplayControls } from './display-controls.tsx';
import { PlaceControls } from './place-controls.tsx';
import { type Orientation, ScreenFrame } from './screen-frame.tsx';
import { isEnded, type PreviewHook, usePreview } from './use-preview.ts';
import './preview.css';

addTexts({ de, en });

interface Props {
  readonly desk: Desk;
  readonly draftId: string;
  /** Of the service that is being edited: it is opened at once. */
  readonly serviceId?: string | undefined;
}

/** The citizen's real screen as this draft would make it, to click through; it follows the draft as it changes. */
export function Preview({ desk, draftId, serviceId }: Props) {
  const { say, tenant } = desk;
  const [draft, look] = useLook<ConfigurationDraft>(ROUTES.configuration.draft(tenant, encodeURIComponent(draftId)));
  return (
    <section class="draft-preview" aria-label={say('preview.title')}>
      <LookedAt say={say} looked={draft} again={look}>
        {({ id, tenantId }) => <Of key={id} desk={desk} tenantId={tenantId} draftId={id} serviceId={serviceId} />}
      </LookedAt>
    </section>
  );
}

function Of({ desk, tenantId, draftId, serviceId }: Props & { readonly tenantId: string }) {
  const { say } = desk;
  const preview = usePreview(tenantId, draftId);
  const { state } = preview;
  switch (state.kind) {
    case 'starting':
      return (
        <p class="page-state loading" role="status">
          {say('preview.starting')}
        </p>
      );
    case 'refused':
      return <Over desk={desk} text={problemOf(state.answer, say)} again={preview.again} />;
    case 'gone':
      return <Over desk={desk} text={say('preview.ended.gone')} again={preview.again} />;
    case 'there':
      if (isEnded(state.view)) {
        return <Over desk={desk} text={say(`preview.ended.${state.view.state}`)} again={preview.again} />;
      }
      return <Running desk={desk} preview={preview} view={state.view} serviceId={serviceId} />;
  }
}

interface OverProps {
  readonly desk: Desk;
  readonly text: string;
  readonly again: () => void;
}

const Over = ({ desk: { say }, text, again }: OverProps) => (
  <section class="page-state" role="alert" data-testid="preview-over">
    <h2>{say('preview.over')}</h2>
    <p>{text}</p>
    <button type="button" onClick={again}>
      {say('preview.again')}
    </button>
  </section>
);

interface RunningProps extends Pick<Props, 'desk' | 'serviceId'> {
  readonly preview: PreviewHook;
  readonly view: PreviewView;
}

/** The others are in the list of the page on which they are mended. */
const SENTENCES = 3;

function Running({ desk: { say, language }, preview, view, serviceId }: RunningProps) {
  const [orientation, setOrientation] = useState<Orientation>('portrait');
  const [problem, setProblem] = useState('');
  const { screen, faults } = view;
  const wrong = [...new Set(faults.map((fault) => faultWords(fault, language).wrong))];
  const act = async (wanted: PreviewAct) => {
    const answer = await preview.act(wanted);
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
  };
  const isOffered = screen?.services.some(({ id }) => id === serviceId) ?? false;
  useEffect(() => {
    if (serviceId !== undefined && isOffered && screen?.serviceId !== serviceId) void act({ kind: 'begin', serviceId });
  }, [serviceId, isOffered]);
  return (
    <>
      {faults.length > 0 && (
        <div class="notice" role="status" data-testid="preview-faults">
          <p>{say.count(screen ? 'preview.faults.kept' : 'preview.faults.none', faults.length)}</p>
          <ul>
            {wrong.slice(0, SENTENCES).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {wrong.length > SENTENCES && <li>{say('preview.faults.more', { n: wrong.length - SENTENCES })}</li>}
          </ul>
        </div>
      )}
      <p class="error" role="alert">
        {problem}
      </p>
      <div class={`preview-desk ${orientation}`}>
        {(screen || faults.length === 0) && (
          <ScreenFrame
            say={say}
            orientation={orientation}
            session={screen?.session ?? null}
            address={preview.address}
          />
        )}
        {screen && (
          <div class="preview-controls">
            <PlaceControls say={say} screen={screen} serviceId={serviceId} act={act} />
            <DisplayControls
              say={say}
              screen={screen}
              orientation={orientation}
              onOrientation={setOrientation}
              act={act}
            />
            <DeviceControls say={say} screen={screen} act={act} />
            <button type="button" class="second" onClick={() => void preview.end()}>
              {say('preview.end')}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
