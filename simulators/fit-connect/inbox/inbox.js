// Shows what arrives without a reload: on every change the page's own main part is fetched anew.
const changes = new EventSource('/inbox/api/changes');

changes.addEventListener('change', async () => {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('main');
  const main = document.getElementById('main');
  // An open document would start loading again: it never changes once it is there.
  if (fresh === null || main === null || fresh.innerHTML === main.innerHTML) return;
  main.replaceChildren(...fresh.childNodes);
});
