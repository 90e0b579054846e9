/**
 * A DOM element. Properties: `class`, `text`, `on<event>`, `data` (dataset), everything else an attribute;
 * `null` and `false` leave it out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === false || value === undefined) continue;
    if (name === 'text') element.textContent = value;
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A drawing. Only for drawings of this page: never for anything that came over the wire. */
export function drawing(svg) {
  const template = document.createElement('template');
  template.innerHTML = svg.trim();
  const element = template.content.firstElementChild;
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('focusable', 'false');
  return element;
}

/**
 * Brings the children of `parent` in line with `items` without touching those that stay, so that focus and running
 * transitions survive.
 */
export function reconcile(parent, items, keyOf, make) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const after = items.map((item) => {
    const key = keyOf(item);
    const child = before.get(key) ?? make(item);
    child.dataset.key = key;
    return child;
  });
  for (const child of before.values()) if (!after.includes(child)) child.remove();
  after.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
}
