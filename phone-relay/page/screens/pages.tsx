import { useState } from 'preact/hooks';
import type { Telephone } from '../model/telephone.ts';
import type { Step } from '../model/view.ts';
import type { Words } from '../words/words.ts';
import { Camera } from './camera.tsx';
import { PhotoInput } from './photo-input.tsx';
import { SentPage } from './sent-page.tsx';
import { UploadLine } from './upload-line.tsx';

interface PagesProps {
  readonly telephone: Telephone;
  readonly step: Extract<Step, { kind: 'pages' }>;
  readonly t: Words;
}

/** There on pages that came by TLS, where the browser has it. */
const hasCamera = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/** Photos in place of the scanner: what is asked for, what is there, what is on its way, and one more. */
export function Pages({ telephone, step, t }: PagesProps) {
  const [isCameraOpen, openCamera] = useState(false);
  const [isLeftOut, setLeftOut] = useState(false);
  const { uploads, pictures } = telephone.view();
  const { pages, most } = step;
  const add = (files: readonly Blob[]) => setLeftOut(telephone.add(files) > 0);
  const hasRoom = telephone.room > 0;
  return (
    <>
      <h1>{step.title}</h1>
      <p>{t('pages.how')}</p>
      <p class="count" role="status" data-testid="count">
        {t('pages.count', { n: pages.length, most })}
      </p>
      <ol class="pages">
        {pages.map((page, at) => (
          <SentPage
            key={page.id}
            page={page}
            at={at}
            isLast={at === pages.length - 1}
            picture={pictures.get(page.id) ?? null}
            telephone={telephone}
            t={t}
          />
        ))}
      </ol>
      {uploads.map((upload) => (
        <UploadLine key={upload.id} upload={upload} onDrop={() => telephone.drop(upload.id)} t={t} />
      ))}
      {isLeftOut && (
        <p class="banner warning" role="alert">
          <span>{t('pages.left-out')}</span>
        </p>
      )}
      {hasRoom ? (
        <div class="actions">
          {hasCamera() ? (
            <button type="button" class="button primary" data-testid="photo" onClick={() => openCamera(true)}>
              {t('pages.photo')}
            </button>
          ) : (
            <PhotoInput kind="primary" isCamera testid="photo-app" onFiles={add} label={t('pages.photo')} />
          )}
          <PhotoInput kind="secondary" testid="choose" onFiles={add} label={t('pages.choose')} />
        </div>
      ) : (
        uploads.length === 0 && <p>{t('pages.full')}</p>
      )}
      {pages.length > 0 && uploads.length === 0 && <p class="done">{t('pages.done')}</p>}
      {isCameraOpen && (
        <Camera telephone={telephone} onPhoto={(photo) => add([photo])} onClose={() => openCamera(false)} t={t} />
      )}
    </>
  );
}
