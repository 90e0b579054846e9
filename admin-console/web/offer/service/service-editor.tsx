import type { ComponentType } from 'preact';
import { Empty } from '../../frame/page.tsx';
import { Faults, Origin } from '../fields/labelled.tsx';
import { placeOfFault } from '../model/fault-places.ts';
import { serviceFile } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import { partHref, type Work } from '../work.ts';
import { CopiedTexts } from './copied-texts.tsx';
import { Delivery } from './delivery.tsx';
import { Description } from './description.tsx';
import { Evidence } from './evidence.tsx';
import { Fee } from './fee.tsx';
import { FimNotes } from './fim-notes.tsx';
import { FormPart } from './form-part.tsx';
import { Identification } from './identification.tsx';
import type { PartProps } from './part-props.ts';

const PARTS: Readonly<Record<string, ComponentType<PartProps>>> = {
  description: Description,
  identification: Identification,
  form: FormPart,
  evidence: Evidence,
  fee: Fee,
  delivery: Delivery,
};

interface Props {
  readonly work: Work;
  readonly id: string;
  readonly part: string | null;
}

/** Everything about one service, in parts. */
export function ServiceEditor({ work, id, part }: Props) {
  const { files, desk, edited } = work;
  const { say, language } = desk;
  const service = serviceOf(files, id);
  const file = serviceFile(id);
  const open = part !== null && Object.hasOwn(PARTS, part) ? part : 'description';
  const Shown = PARTS[open];
  const faulty = new Set(
    edited.faults.filter((fault) => fault.file === file).map((fault) => placeOfFault(files, fault)?.part),
  );
  if (!service || !Shown)
    return (
      <Empty title={say('offer.gone')} text={say('offer.gone.text')}>
        <a href={partHref(work)}>{say('offer.back')}</a>
      </Empty>
    );
  return (
    <section class="service-editor" aria-labelledby="service-title">
      <p>
        <a href={partHref(work)}>{say('offer.back')}</a>
      </p>
      <h2 id="service-title">{wordsFor(files, service.title, language) || id}</h2>
      <p class="muted">
        {say(edited.released[file] === undefined ? 'offer.version.new' : 'offer.version', { n: service.version })}{' '}
        <Origin work={work} file={file} path={[]} />
      </p>
      <Faults work={work} file={file} path={[]} />
      <FimNotes work={work} id={id} />
      <CopiedTexts work={work} id={id} />
      <nav class="parts" aria-label={say('offer.parts')}>
        {Object.keys(PARTS).map((name) => (
          <a
            key={name}
            href={partHref(work, { service: id, part: name })}
            aria-current={name === open ? 'page' : undefined}
          >
            {say(`offer.part.${name}`)}
            {faulty.has(name) && <span class="pill bad">{say('offer.part.faulty')}</span>}
          </a>
        ))}
      </nav>
      <div class="panel">
        <Shown work={work} id={id} file={file} />
      </div>
    </section>
  );
}
