// The stable page around the current session's frame. Does what its server says, decides nothing, keeps nothing.
const REDIAL_MS = 500;
const waiting = document.querySelector('main');
const cover = document.querySelector('#cover');

function clear() {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
  waiting.hidden = false;
  setCover(false);
}

function show(url) {
  clear();
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts allow-same-origin';
  frame.referrerPolicy = 'no-referrer';
  frame.title = document.title;
  frame.src = url;
  document.body.append(frame);
  waiting.hidden = true;
  frame.addEventListener('load', () => frame.contentWindow?.focus());
}

function setCover(on) {
  cover.hidden = !on;
  document.body.classList.toggle('covered', on);
}

function setIdle(words) {
  for (const part of waiting.children) part.hidden = part.dataset.words !== words;
}

function dial() {
  const socket = new WebSocket(`ws://${location.host}/frames`);
  socket.addEventListener('message', ({ data }) => {
    const order = JSON.parse(data);
    if (order.type === 'show') show(order.url);
    if (order.type === 'cover') setCover(order.on);
    if (order.type === 'idle') setIdle(order.words);
    if (order.type === 'clear') {
      clear();
      socket.send(JSON.stringify({ type: 'cleared', id: order.id }));
    }
  });
  socket.addEventListener('close', () => {
    clear();
    setTimeout(dial, REDIAL_MS);
  });
}

dial();
