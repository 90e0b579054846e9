const ruler = document.createElement('canvas').getContext('2d');
/** Share of the field left free beside a caret that was out of sight. */
const BESIDE = 0.2;

/**
 * Brings the caret into sight in a field that is longer than its box. Browsers do so for their own keys only, not for
 * text that a script puts in.
 */
export function revealCaret(input: HTMLInputElement | HTMLTextAreaElement): void {
  if (input instanceof HTMLTextAreaElement) {
    // Lines before the caret, as long as they are: where the text is typed on, the end is what is to be seen.
    if (input.selectionEnd === input.value.length) input.scrollTop = input.scrollHeight;
    return;
  }
  if (ruler === null) return;
  const style = getComputedStyle(input);
  ruler.font = style.font;
  ruler.letterSpacing = style.letterSpacing;
  const at = input.selectionEnd ?? input.value.length;
  const room = input.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  const caret = ruler.measureText(input.value.slice(0, at)).width;
  if (at === input.value.length) input.scrollLeft = input.scrollWidth;
  else if (caret < input.scrollLeft) input.scrollLeft = Math.max(0, caret - room * BESIDE);
  else if (caret > input.scrollLeft + room) input.scrollLeft = caret - room * (1 - BESIDE);
}
