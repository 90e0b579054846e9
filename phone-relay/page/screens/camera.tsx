import { useEffect, useRef, useState } from 'preact/hooks';
import type { Telephone } from '../model/telephone.ts';
import type { Sheet } from '../photo/find-sheet.ts';
import { type Photographed, photograph } from '../photo/photograph.ts';
import { useCamera } from '../photo/use-camera.ts';
import type { Words } from '../words/words.ts';
import { PhotoInput } from './photo-input.tsx';
import { useAddress } from './use-address.ts';

interface CameraProps {
  readonly telephone: Telephone;
  readonly onPhoto: (photo: Blob) => void;
  readonly onClose: () => void;
  readonly t: Words;
}

/** The camera's picture with the edges of the sheet in it; a photo is looked at before it is sent. */
export function Camera({ telephone, onPhoto, onClose, t }: CameraProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [still, setStill] = useState<Photographed | null>(null);
  const [isSheet, showSheet] = useState(true);
  const [isTaking, setTaking] = useState(false);
  const shown = still && ((isSheet && still.sheet) || still.whole);
  const address = useAddress(shown);
  const { state, sheet } = useCamera(video, still === null);
  useEffect(() => dialog.current?.showModal(), []);
  // Whoever moves the telephone until the sheet is in the picture is busy with it.
  useEffect(() => telephone.here(), [sheet === null, sheet?.isWhole]);

  async function take(): Promise<void> {
    setTaking(true);
    const photo = video.current && (await photograph(video.current));
    setTaking(false);
    showSheet(true);
    setStill(photo);
  }
  function use(photo: Blob): void {
    onPhoto(photo);
    onClose();
  }

  const hint = sheet === null ? 'camera.look' : sheet.isWhole ? 'camera.found' : 'camera.cut';
  return (
    <dialog class="camera" ref={dialog} aria-label={t('camera.title')} onCancel={onClose} data-camera={state}>
      {still ? (
        <>
          {address !== undefined && <img class="view" src={address} alt={t('camera.still')} />}
          <p>{t('camera.check')}</p>
        </>
      ) : (
        <>
          <div class="view">
            <video ref={video} muted autoPlay playsInline aria-label={t('camera.title')} />
            {sheet && <Edges sheet={sheet} />}
          </div>
          <p role="status" data-testid="camera-hint">
            {state === 'open' ? t(hint) : t(state === 'fault' ? 'camera.fault' : 'camera.start')}
          </p>
        </>
      )}
      <div class="actions">
        {still && shown && (
          <>
            <button type="button" class="button primary" data-testid="use-photo" onClick={() => use(shown)}>
              {t('camera.use')}
            </button>
            {still.sheet && (
              <button type="button" class="button secondary" data-testid="cut" onClick={() => showSheet(!isSheet)}>
                {t(isSheet ? 'camera.whole' : 'camera.sheet')}
              </button>
            )}
            <button type="button" class="button secondary" data-testid="again" onClick={() => setStill(null)}>
              {t('camera.again')}
            </button>
          </>
        )}
        {!still && state === 'open' && (
          <button type="button" class="button primary" data-testid="take" disabled={isTaking} onClick={take}>
            {t('camera.take')}
          </button>
        )}
        {state === 'fault' && (
          <PhotoInput
            kind="primary"
            isCamera
            testid="photo-app"
            label={t('camera.app')}
            onFiles={([photo]) => photo && use(photo)}
          />
        )}
        {!still && (
          <button type="button" class="button secondary" data-testid="close-camera" onClick={onClose}>
            {t('camera.close')}
          </button>
        )}
      </div>
    </dialog>
  );
}

function Edges({ sheet: { corners, isWhole } }: { readonly sheet: Sheet }) {
  const points = corners.map(({ x, y }) => `${(x * 100).toFixed(1)},${(y * 100).toFixed(1)}`).join(' ');
  return (
    <svg class="edges" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" data-whole={isWhole}>
      <polygon points={points} />
    </svg>
  );
}
