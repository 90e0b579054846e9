/**
 * Every delay of a session, in milliseconds unless the name says otherwise. Nothing else in this room holds a number
 * of seconds. WCAG 2.2, success criterion 2.2.1, asks for at least 20 s of warning and at least ten extensions.
 *
 * | name | what waits | what happens then |
 * | --- | --- | --- |
 * | tick | the presence clock counts in these steps | – |
 * | idle | no touch, no key, the machine is not at work | warning |
 * | warning | "are you still there?" stands on the screen | cover, grace begins |
 * | grace | covered after an ignored warning | wiped |
 * | coverDrawn | the page has not said that its cover stands | the window covers it, hung as it may be |
 * | presenceGrace | covered because nobody stands there any more | wiped |
 * | privacyGrace | covered because the citizen asked for it | wiped |
 * | helpPause | help was called: no clock runs for so long at most | help ends, idle begins anew |
 * | eidSilence | the eID client has been told something and says nothing | "failed: timeout", can be retried |
 * | eidGreeting | the greeting with the name just read | on |
 * | takeCard | the card lies on the reader after identification | on; the farewell reminds once more |
 * | scan | a running scan has not ended | fault "gone" |
 * | paidShown | "paid" stands on the screen | on |
 * | acknowledgement | the authority's signed event has not come | "safely kept, will be delivered" |
 * | print | the printer says neither printed nor fault | fault "not-confirmed" |
 * | copy | the page printer says neither printed nor fault; its driver ends a job by itself long before | withdrawn, fault "not-confirmed" |
 * | phoneJoins | a code for the telephone stands there | withdrawn, "no telephone has opened it" |
 * | takeAlong | files are on their way to the telephone | "did not arrive", and the link is over: the next attempt has a new code |
 * | photo | a picture from a telephone is opened | its process is killed: "broken" |
 * | farewell | "take your things" stands on the screen | wiped |
 * | interruptedShown | "a payment was interrupted" stands on the screen, and nothing new is known | closed: nobody was there |
 * | call | a question to the terminal or the device host has no answer | refused "no-answer" |
 * | attendedRetry | the device host does not listen (yet) | tried again |
 * | attendedPatience | the device host was not reached at the start | the session starts without it |
 * | prepare | the session is ready and nobody has touched it yet | what the sealing will need is loaded and compiled |
 * | portalMinute | a web site is looked at | one minute of its time is over |
 * | portalOpening | the web site has been asked for and does not say that it has loaded | it is shown as far as it is |
 * | portalWithdrawn | a web site's identification was broken off, and the eID client has not said where to go on | back to the page as it was |
 * | closing | the pages were told that it is over | the process ends |
 */
export const delays = {
  tick: 1_000,
  idle: 60_000,
  warning: 30_000,
  grace: 30_000,
  coverDrawn: 500,
  presenceGrace: 60_000,
  privacyGrace: 120_000,
  helpPause: 600_000,
  eidSilence: 60_000,
  eidGreeting: 2_500,
  takeCard: 30_000,
  scan: 240_000,
  paidShown: 2_500,
  acknowledgement: 45_000,
  print: 60_000,
  copy: 900_000,
  phoneJoins: 180_000,
  takeAlong: 120_000,
  photo: 30_000,
  farewell: 15_000,
  interruptedShown: 180_000,
  call: 30_000,
  attendedRetry: 100,
  attendedPatience: 5_000,
  prepare: 1_500,
  portalMinute: 60_000,
  portalOpening: 25_000,
  portalWithdrawn: 5_000,
  closing: 300,
} as const;

/** How often a warning may be answered with "more time" before the citizen has to touch something else. */
export const EXTENSIONS = 10;
