import { useMemo } from 'preact/hooks';
import type { KeptFile } from '../model/view.ts';
import type { Words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { useAddress } from './use-address.ts';

/** What the terminal gave: each is saved by the person, or gone with the page. */
export function Files({ files, t }: { readonly files: readonly KeptFile[]; readonly t: Words }) {
  return (
    <section class="files" aria-labelledby="files-title">
      <h2 id="files-title">{t('files.title')}</h2>
      <p>{t('files.text')}</p>
      <ul>
        {files.map((file) => (
          <li key={file.id} data-testid="file">
            <Icon name="document" />
            <span>{file.title}</span>
            {file.bytes ? <Save file={file} bytes={file.bytes} t={t} /> : <p role="status">{t('files.coming')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SaveProps {
  readonly file: KeptFile;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly t: Words;
}

function Save({ file, bytes, t }: SaveProps) {
  const content = useMemo(() => new Blob([bytes], { type: file.type }), [bytes, file.type]);
  const address = useAddress(content);
  return (
    <a class="button primary" href={address ?? ''} download={file.name} data-testid={`save-${file.name}`}>
      {t('files.save')}
      <span class="unseen"> {file.title}</span>
    </a>
  );
}
