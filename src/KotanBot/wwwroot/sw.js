// Opens the page without network. Only the page's own files are kept, never an answer of the server or a token.

// Put in by the server: it names the content of everything below
const version = '{version}';
const files = ['/chat.js', '/icon.svg'];

addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(version);
  await cache.addAll(files);
  // By the address it was opened with, so that it comes from the browser's own cache.
  const open = (await clients.matchAll({ includeUncontrolled: true })).find(client => new URL(client.url).pathname === '/');
  const page = await fetch(open ? open.url : '/');
  const text = await page.text();
  // An older page would name a script that is not kept.
  if (!page.ok || !text.includes(files[0])) throw new Error(page.status);
  // Anew, for that one remembers its address with an invitation's code.
  await cache.put('/', new Response(text, { headers: page.headers }));
  skipWaiting();
})()));

addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
  await clients.claim();
})()));

addEventListener('fetch', event => {
  const { pathname, search } = new URL(event.request.url);
  if (event.request.method !== 'GET' || !(pathname === '/' || files.includes(pathname + search))) return;
  const kept = () => caches.match(pathname === '/' ? '/' : event.request);
  event.respondWith(search.startsWith('?k=') ? fetch(event.request).catch(kept) : kept().then(found => found || fetch(event.request)));
});
