/** World of our script in each page: it sees the document, and the page's own scripts do not see it. */
export const WORLD = 'buerger-terminal';
/** What it calls to tell us. */
export const BINDING = 'tellTerminal';

/**
 * In our world of each frame: tells which field has the focus, shows lists on our screen instead of the browser's own
 * popup (which no picture of the page contains), and hands on the wish to print.
 */
export const OWN_WORLD = `(() => {
  const tell = (message) => globalThis.${BINDING}(JSON.stringify(message));
  const TYPES = { email: 'email', tel: 'phone', number: 'number', date: 'number', time: 'number', month: 'number' };
  const NOT_TYPED = new Set(['button','checkbox','color','file','hidden','image','radio','range','reset','submit']);
  const fieldOf = (element) => {
    if (!element || !element.isConnected) return null;
    if (element instanceof HTMLSelectElement) {
      if (element.disabled) return null;
      return { kind: 'choice', options: [...element.options].map((o) => o.label || o.text), chosen: element.selectedIndex };
    }
    if (element instanceof HTMLTextAreaElement || element.isContentEditable) return { kind: 'text', type: 'text' };
    if (element instanceof HTMLInputElement && !NOT_TYPED.has(element.type) && !element.readOnly && !element.disabled)
      return { kind: 'text', type: TYPES[element.type] || 'text' };
    return null;
  };
  const inner = () => { let e = document.activeElement; while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement; return e; };
  let last = 'null';
  let list = null;
  const look = () => {
    const field = fieldOf(inner());
    const said = JSON.stringify(field);
    if (said === last) return;
    last = said;
    if (field && field.kind === 'choice') list = inner();
    tell({ what: 'field', field });
    if (field && field.kind === 'text') setTimeout(() => inner()?.scrollIntoView({ block: 'center' }), 250);
  };
  addEventListener('focusin', look, true);
  addEventListener('focusout', () => setTimeout(look, 0), true);
  addEventListener('change', look, true);
  addEventListener('mousedown', (event) => {
    const target = event.composedPath()[0];
    const select = target instanceof Element ? target.closest('select') : null;
    if (!select || !event.isTrusted) return;
    event.preventDefault();
    select.focus();
    last = 'null';
    look();
  }, true);
  addEventListener('terminal-print', () => tell({ what: 'print' }), true);
  globalThis.terminalChoose = (index) => {
    const select = list;
    list = null;
    if (!select || !select.isConnected || !select.options[index] || select.options[index].disabled) return;
    select.selectedIndex = index;
    select.dispatchEvent(new Event('input', { bubbles: true }));
    select.dispatchEvent(new Event('change', { bubbles: true }));
    select.blur();
  };
})();`;

/** In the page's own world: its wish to print becomes ours, and it finds no service worker to leave behind. */
export const PAGE_WORLD = `(() => {
  const print = () => { dispatchEvent(new Event('terminal-print')); };
  Object.defineProperty(window, 'print', { value: print, configurable: false, writable: false });
  delete Navigator.prototype.serviceWorker;
})();`;
