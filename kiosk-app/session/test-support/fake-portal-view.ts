import type { PortalEvent, PortalView, PortalVisit } from '../../portal-view/contract.ts';

export interface FakePortalView extends PortalView {
  /** What was asked of it, in order. */
  readonly acts: string[];
  /** As if it had happened on the page. */
  tell(event: PortalEvent): void;
}

/** A web site without a browser: what is done there is written down, what happens there is said by the test. */
export function createFakePortalView(): FakePortalView {
  const acts: string[] = [];
  let visit: PortalVisit | null = null;
  const act =
    (name: string) =>
    (...values: readonly unknown[]): void => {
      acts.push([name, ...values].join(' '));
    };
  return {
    acts,
    tell: (event) => visit?.onEvent(event),
    open(opened) {
      visit = opened;
      act('open')(opened.portal.start);
    },
    isOpen: () => visit !== null,
    resize: ({ width, height }) => act('resize')(width, height),
    zoom: act('zoom'),
    tap: act('tap'),
    scroll: act('scroll'),
    type: act('type'),
    press: act('press'),
    choose: act('choose'),
    answer: act('answer'),
    giveFile: (name, content) => act('file')(name, Buffer.from(content).subarray(0, 5).toString('latin1')),
    back: act('back'),
    home: act('home'),
    returnTo(url) {
      act('return')(url);
      return true;
    },
    frame: () => null,
    onFrame: () => () => {},
    async close() {
      if (visit) act('close')();
      visit = null;
    },
  };
}
