/** Does something at the counter. @returns null, or the reason why not */
export async function act(device, action, args = {}) {
  try {
    const answer = await fetch(`/api/${device}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return answer.ok ? null : (await answer.json()).type;
  } catch {
    return 'no-connection';
  }
}

export const links = async () => (await fetch('/api/links')).json();

/** @param onDevice called with a device's id and its whole state @param onLive called with true or false */
export function listen(onDevice, onLive) {
  const source = new EventSource('/api/events');
  source.addEventListener('device', ({ data }) => {
    const { id, state } = JSON.parse(data);
    onDevice(id, state);
  });
  source.addEventListener('open', () => onLive(true));
  source.addEventListener('error', () => onLive(false));
}
