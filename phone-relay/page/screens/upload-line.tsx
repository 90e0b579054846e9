import type { Upload } from '../model/view.ts';
import type { Words } from '../words/words.ts';
import { Icon } from './icon.tsx';

interface UploadLineProps {
  readonly upload: Upload;
  readonly onDrop: () => void;
  readonly t: Words;
}

/** A photo on its way: how far it is, or why the terminal does not take it. */
export function UploadLine({ upload: { picture, state }, onDrop, t }: UploadLineProps) {
  if (state.kind === 'refused')
    return (
      <div class="banner danger" role="alert" data-testid={`refused-${state.reason}`}>
        <Icon name="error" />
        <div>
          <p>
            <strong>{t('refused.title')}</strong>
          </p>
          <p>{t(`refused.${state.reason}`)}</p>
          <button type="button" class="button quiet" data-testid="read" onClick={onDrop}>
            {t('upload.read')}
          </button>
        </div>
      </div>
    );
  const percent = state.kind === 'sending' ? state.percent : undefined;
  const words = state.kind === 'sending' ? t('upload.sending', { percent: state.percent }) : t(`upload.${state.kind}`);
  return (
    <div class="page upload" data-testid="upload" data-state={state.kind}>
      {picture ? <img src={picture} alt="" /> : <Icon name="phone" />}
      <div>
        <p>{words}</p>
        <progress max={100} {...(percent === undefined ? {} : { value: percent })} aria-label={words} />
        {state.kind !== 'judged' && (
          <button type="button" class="button quiet" data-testid="stop" onClick={onDrop}>
            {t('upload.stop')}
          </button>
        )}
      </div>
    </div>
  );
}
