import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Screen } from '../../session/contract/snapshot.ts';
import { useView } from '../view.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Message } from './message.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { Steps } from './steps.tsx';

export interface PageProps {
  readonly kind: Screen['kind'];
  /** State of the screen, for tests and journeys; the kind itself where it has none. */
  readonly phase?: string;
  readonly title: string;
  readonly lead?: ComponentChildren;
  /**
   * `plain`: one column that scrolls. `split`: a picture with words on one side, what to do on the other (above and
   * below in portrait). `hero`: one picture and few words in the middle.
   */
  readonly layout?: 'plain' | 'split' | 'hero';
  readonly picture?: ComponentChildren;
  /** Stays in sight above what scrolls. */
  readonly toolbar?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** The way on, in the footer. */
  readonly actions?: ComponentChildren;
  readonly keyboard?: ComponentChildren;
}

/** The frame of every screen between the start and the end of a visit. */
export function Page(props: PageProps) {
  const { snapshot, words } = useView();
  const { kind, phase = kind, title, layout = 'plain', keyboard } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // After the screen is drawn: nobody sees the focus of a heading, and nobody shall wait for it.
  useEffect(() => {
    // A field that took the focus by itself keeps it; everything else starts at the heading, which is then read out.
    if (!document.activeElement?.matches('input, textarea')) heading.current?.focus({ preventScroll: true });
  }, [phase]);
  return (
    <div class="frame" data-keyboard={keyboard ? 'open' : undefined}>
      <Header />
      {snapshot.journey && <Steps journey={snapshot.journey} />}
      <main
        class={`page page-${layout} page-${kind}`}
        aria-labelledby="page-title"
        data-testid={`screen-${kind}`}
        data-phase={phase}
      >
        <div class="page-main">
          {layout !== 'hero' && <Head title={title} lead={props.lead} heading={heading} />}
          {props.toolbar && <div class="page-toolbar">{props.toolbar}</div>}
          <ScrollArea>
            {props.picture && <div class="page-picture">{props.picture}</div>}
            <div class="page-body">
              {layout === 'hero' && <Head title={title} lead={props.lead} heading={heading} />}
              {snapshot.notice && (
                <Message tone="warning" urgent testid="notice">
                  <p>{words.t(`notice.${snapshot.notice.reason}`)}</p>
                </Message>
              )}
              {props.children}
            </div>
          </ScrollArea>
        </div>
        {keyboard && <div class="page-keyboard">{keyboard}</div>}
      </main>
      <Footer actions={props.actions} />
    </div>
  );
}

interface HeadProps {
  readonly title: string;
  readonly lead: ComponentChildren;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

function Head({ title, lead, heading }: HeadProps) {
  return (
    <div class="page-head">
      <h1 id="page-title" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {lead !== undefined && <p class="lead">{lead}</p>}
    </div>
  );
}
