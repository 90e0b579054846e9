import { z } from 'zod';
import { PORTAL_KEYS } from '../../portal-view/words.ts';
import { MAX_TYPED } from './characters.ts';
import { SIGNATURE_LIMITS } from './signature.ts';

const Pixels = z.number().min(0).max(10_000);
const Distance = z.number().min(-10_000).max(10_000);
const Id = z.string().min(1).max(64);
const Digits = (min: number, max: number) => z.string().regex(new RegExp(`^\\d{${min},${max}}$`));

/**
 * What a citizen can want. Which of them is possible now is the session's decision, not the UI's: one that does not
 * fit the screen is refused with `not-possible-now`.
 */
export const Intent = z.discriminatedUnion('name', [
  /** `service`: the tile that was touched; it opens once the language is chosen. */
  z.strictObject({ name: z.literal('start'), service: Id.optional() }),
  z.strictObject({ name: z.literal('choose-language'), language: z.string().max(10) }),
  z.strictObject({
    name: z.literal('set-display'),
    contrast: z.enum(['normal', 'high']).optional(),
    text: z.enum(['normal', 'large']).optional(),
    reach: z.enum(['normal', 'low']).optional(),
  }),
  z.strictObject({ name: z.literal('continue') }),
  z.strictObject({ name: z.literal('back') }),
  z.strictObject({ name: z.literal('search'), query: z.string().max(60) }),
  /** `null`: back to the home page of the catalogue. */
  z.strictObject({ name: z.literal('choose-category'), category: z.string().max(40).nullable() }),
  z.strictObject({ name: z.literal('choose-service'), service: Id }),
  /** On the service page: begin the service. */
  z.strictObject({ name: z.literal('begin') }),
  z.strictObject({ name: z.literal('toggle-optional-right'), right: z.string().max(40) }),
  z.strictObject({ name: z.literal('consent') }),
  z.strictObject({ name: z.literal('enter-secret'), digits: Digits(5, 10) }),
  /** "I have no PIN / it is not activated / I do not have the card with me" – a main path, measured with its reason. */
  z.strictObject({ name: z.literal('no-eid'), reason: z.enum(['no-card', 'no-pin', 'not-activated', 'not-wanted']) }),
  /** Where there is more than one: how to identify. */
  z.strictObject({ name: z.literal('choose-way'), way: z.enum(['card', 'wallet', 'typed']) }),
  /** Back to that choice. */
  z.strictObject({ name: z.literal('other-way') }),
  /** From where a PIN was missing to the service that sets one. */
  z.strictObject({ name: z.literal('set-pin') }),
  /** From where an identification is not possible to an appointment for the same thing. */
  z.strictObject({ name: z.literal('book-appointment') }),
  /** Which PIN the card has now: that of the letter (5 digits), an own one (6), or one that nobody knows any more. */
  z.strictObject({ name: z.literal('choose-old-pin'), pin: z.enum(['transport-pin', 'pin', 'none']) }),
  z.strictObject({ name: z.literal('edit-field'), field: Id, value: z.string().max(MAX_TYPED) }),
  z.strictObject({ name: z.literal('leave-field'), field: Id }),
  /** To a signature: one more stroke, the last one away, all of them, or a typed name instead of drawing (and back). */
  z.strictObject({ name: z.literal('add-stroke'), field: Id, stroke: z.string().max(SIGNATURE_LIMITS.stroke) }),
  z.strictObject({ name: z.literal('undo-stroke'), field: Id }),
  z.strictObject({ name: z.literal('clear-strokes'), field: Id }),
  z.strictObject({ name: z.literal('sign-by-name'), field: Id, on: z.boolean() }),
  /** Entries of a repeated page: one more, one to look at, one away, and that one back. */
  z.strictObject({ name: z.literal('add-entry') }),
  z.strictObject({ name: z.literal('open-entry'), entry: Id }),
  z.strictObject({ name: z.literal('remove-entry'), entry: Id }),
  z.strictObject({ name: z.literal('restore-entry') }),
  z.strictObject({ name: z.literal('scan') }),
  z.strictObject({ name: z.literal('stop-scan') }),
  z.strictObject({ name: z.literal('delete-page'), page: Id }),
  z.strictObject({ name: z.literal('restore-page') }),
  z.strictObject({ name: z.literal('rescan-page'), page: Id }),
  /** To a page that looks blank: use it all the same. */
  z.strictObject({ name: z.literal('keep-page'), page: Id }),
  z.strictObject({ name: z.literal('move-page'), page: Id, to: z.int().min(0).max(100) }),
  /** From the review back to one step; "continue" there returns to the review. */
  z.strictObject({ name: z.literal('change'), block: Id }),
  z.strictObject({ name: z.literal('confirm') }),
  z.strictObject({ name: z.literal('pay') }),
  /** On one's own telephone. */
  z.strictObject({ name: z.literal('pay-online') }),
  z.strictObject({ name: z.literal('abort-payment') }),
  z.strictObject({ name: z.literal('retry') }),
  z.strictObject({ name: z.literal('print-again') }),
  /** What is told here on paper. */
  z.strictObject({ name: z.literal('print-sheet') }),
  /** A copy on paper of what was sent, where the receipt screen offers it. */
  z.strictObject({ name: z.literal('print-copy') }),
  z.strictObject({ name: z.literal('stop-copy') }),
  /** The citizen's own telephone: show a code for it, say whether it shows the same number, end the link. */
  z.strictObject({ name: z.literal('use-phone') }),
  z.strictObject({ name: z.literal('confirm-phone'), same: z.boolean() }),
  z.strictObject({ name: z.literal('stop-phone') }),
  /** The files of this screen onto it. */
  z.strictObject({ name: z.literal('take-along') }),
  z.strictObject({ name: z.literal('finish') }),
  /** To an interrupted payment: somebody else's. */
  z.strictObject({ name: z.literal('not-mine') }),
  z.strictObject({ name: z.literal('catalogue') }),
  z.strictObject({ name: z.literal('cancel') }),
  z.strictObject({ name: z.literal('confirm-cancel'), sure: z.boolean() }),
  z.strictObject({ name: z.literal('more-time') }),
  z.strictObject({ name: z.literal('cover') }),
  z.strictObject({ name: z.literal('uncover') }),
  /** On the cover: whoever reads this did not begin here. Ends and wipes at once, without showing anything. */
  z.strictObject({ name: z.literal('someone-else') }),
  /** To the bills that are to be paid: one more, not this one, the last one after all. */
  z.strictObject({ name: z.literal('add-bill') }),
  z.strictObject({ name: z.literal('remove-bill'), reference: Id }),
  z.strictObject({ name: z.literal('restore-bill') }),
  z.strictObject({ name: z.literal('call-help') }),
  z.strictObject({ name: z.literal('end-help') }),
  /** Of a web site. Places are CSS pixels of its picture, from its left upper corner. */
  z.strictObject({ name: z.literal('portal-size'), width: Pixels, height: Pixels }),
  z.strictObject({ name: z.literal('portal-tap'), x: Pixels, y: Pixels }),
  z.strictObject({ name: z.literal('portal-scroll'), x: Pixels, y: Pixels, dx: Distance, dy: Distance }),
  z.strictObject({ name: z.literal('portal-type'), text: z.string().min(1).max(20) }),
  z.strictObject({ name: z.literal('portal-key'), key: z.enum(PORTAL_KEYS) }),
  z.strictObject({ name: z.literal('portal-choose'), index: z.int().min(0).max(1000) }),
  /** To what the page asks. */
  z.strictObject({ name: z.literal('portal-answer'), agreed: z.boolean() }),
  z.strictObject({ name: z.literal('portal-home') }),
  /** Everything on the page one step larger, and from the largest back to the smallest. */
  z.strictObject({ name: z.literal('portal-zoom') }),
  /** To what we have said. */
  z.strictObject({ name: z.literal('portal-ok') }),
  z.strictObject({ name: z.literal('portal-print') }),
  z.strictObject({ name: z.literal('portal-more-time') }),
  z.strictObject({ name: z.literal('choose-situation'), situation: z.string().max(40) }),
  /** Services from A to Z; `null`: of all letters. */
  z.strictObject({ name: z.literal('choose-letter'), letter: z.string().min(1).max(2).nullable() }),
  /** On the last screen: how it was. Nobody has to. */
  z.strictObject({ name: z.literal('rate'), rating: z.enum(['good', 'middling', 'bad']) }),
  /** More of a list that is longer than what is shown. */
  z.strictObject({ name: z.literal('show-more') }),
]);
export type Intent = z.infer<typeof Intent>;
export type IntentName = Intent['name'];
