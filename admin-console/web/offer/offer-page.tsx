import { useState } from 'preact/hooks';
import type { SessionView } from '../../contract/access/access.ts';
import { type Desk, may } from '../frame/desk.ts';
import { OneTenant } from '../frame/one-tenant.tsx';
import { LookedAt, Page } from '../frame/page.tsx';
import de from '../locales/de/offer.json' with { type: 'json' };
import en from '../locales/en/offer.json' with { type: 'json' };
import { Preview } from '../preview/preview.tsx';
import { replacePlace } from '../router.ts';
import { addTexts, type ConsoleLanguage, type Say } from '../texts.ts';
import { Beginning } from './beginning.tsx';
import type { Edited, OfferPlace } from './editing.ts';
import { FaultList } from './fault-list.tsx';
import './offer.css';
import './fields/fields.css';
import './fields/lists.css';
import './catalogue/catalogue.css';
import './service/service.css';
import './place/place.css';
import './take-over/take-over.css';
import type { FileSet } from './model/files.ts';
import { serviceOf } from './model/form.ts';
import { wordsFor } from './model/texts.ts';
import { topicsOf } from './model/topics.ts';
import { OfferParts } from './offer-parts.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { ServiceEditor } from './service/service-editor.tsx';
import { Toolbar } from './toolbar.tsx';
import { useEditing } from './use-editing.ts';
import { useShownField } from './use-shown-field.ts';
import { partHref, placeText, type Work } from './work.ts';

addTexts({ de, en });

interface Props {
  readonly desk: Desk;
  /** `?tenant=&place=location:…&service=&part=&at=&from=` */
  readonly query: URLSearchParams;
}

/** What a place offers: chosen, changed by forms, checked as one types. */
export function OfferPage({ desk, query }: Props) {
  const { say } = desk;
  return (
    <Page title={say('page.offer')} class="offer">
      <OneTenant desk={desk} permission="configuration.read">
        {(tenant) => <OfferOf key={tenant.id} desk={desk} query={query} tenant={tenant} />}
      </OneTenant>
    </Page>
  );
}

function OfferOf({ desk, query, tenant }: Props & { readonly tenant: SessionView['tenants'][number] }) {
  const place = placeOfQuery(tenant.id, query.get('place'));
  return (
    <>
      <PlaceChoice
        desk={desk}
        tenant={tenant}
        place={place}
        onPlace={(next) => replacePlace(partHref({ place: next }))}
      />
      <Editor key={placeText(place)} desk={desk} place={place} query={query} />
    </>
  );
}

function placeOfQuery(tenantId: string, text: string | null): OfferPlace {
  const [, scope, scopeId] = /^(location|terminal):(.+)$/.exec(text ?? '') ?? [];
  return scope === 'location' || scope === 'terminal'
    ? { tenantId, scope, scopeId: scopeId ?? '' }
    : { tenantId, scope: 'tenant', scopeId: tenantId };
}

function Editor({ desk, place, query }: Props & { readonly place: OfferPlace }) {
  const { say, language } = desk;
  const [state, editing] = useEditing(place, (released, now) => titleOf(released, now, say, language));
  const [isPreviewed, setPreviewed] = useState(false);
  useShownField(query.get('at'), state.kind === 'there');
  return (
    <LookedAt say={say} looked={state} again={() => editing.load()}>
      {(edited) => {
        const isSubmitted = edited.draft?.state === 'submitted';
        const work: Work = {
          ...{ desk, place, edited },
          files: edited.files,
          isReadOnly: isSubmitted || !may(desk, 'configuration.draft', place.tenantId),
          edit: (edit, tag) => editing.edit(edit, tag),
        };
        return hasOffer(edited) ? (
          <>
            <Toolbar
              work={work}
              editing={editing}
              isPreviewed={isPreviewed}
              onPreview={() => setPreviewed(!isPreviewed)}
            />
            <FaultList work={work} />
            <div class={isPreviewed && edited.draft ? 'beside' : ''}>
              <div>
                <Shown work={work} query={query} />
              </div>
              {isPreviewed && edited.draft && (
                <Preview desk={desk} draftId={edited.draft.id} serviceId={query.get('service') ?? undefined} />
              )}
            </div>
          </>
        ) : (
          <Beginning desk={desk} place={place} begun={() => editing.load()} />
        );
      }}
    </LookedAt>
  );
}

const MOST_NAMES = 2;

/** "Meldebescheinigung, Öffnungszeiten": what a colleague finds the draft by. */
function titleOf(released: FileSet, now: FileSet, say: Say, language: ConsoleLanguage): string {
  const { services, parts } = topicsOf(released, now);
  const names = [
    ...services.map((id) => wordsFor(now, serviceOf(now, id)?.title ?? serviceOf(released, id)?.title, language) || id),
    ...parts.map((part) => say(`offer.part.${part}`)),
  ];
  const named = names.slice(0, MOST_NAMES).join(', ');
  if (names.length > MOST_NAMES) return say('offer.title.more', { names: named });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date());
  return named || say('offer.draft-title', { day });
}

const hasOffer = ({ files }: Edited): boolean => files['site.json'] !== undefined;

function Shown({ work, query }: { readonly work: Work; readonly query: URLSearchParams }) {
  const service = query.get('service');
  if (service !== null) return <ServiceEditor key={service} work={work} id={service} part={query.get('part')} />;
  return <OfferParts work={work} part={query.get('part')} from={query.get('from')} />;
}
