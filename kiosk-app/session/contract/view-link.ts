/** Values of the link between session and page. They stand apart from the schemas, which stay out of the page's script. */
/** Raised on any incompatible change; the UI refuses to show another version. */
export const VIEW_VERSION = 1;
export const VIEW_PATH = '/view';
/** Codes with which the session closes the WebSocket. */
export const CLOSE = { unauthorised: 4401, replaced: 4409, ended: 4410, badMessage: 4400 } as const;
