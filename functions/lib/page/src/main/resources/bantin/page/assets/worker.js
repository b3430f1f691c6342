// Service worker. It keeps articles and lists that were read and the latest front page, and shows them without a network.
const scope = /** @type {any} */ (self);
const PAGES = 'pages';
const FILES = 'files';
const MAX_PAGES = 50;
const MAX_FILES = 150;
const ARTICLE = /^\/[^/]+\/[^/]+-[0-9a-z]{10}$/;
// Sections, tags, authors and the archive. The desk is nothing to keep, and files have a dot.
const LIST = /^\/(?!admin$)([a-z0-9-]*|(tag|tac-gia|luu-tru)(\/[^/.]+)+)$/;
const FILE = /^\/(assets|photos)\//;

const isKept = ({ origin, pathname }) => origin === location.origin && (LIST.test(pathname) || ARTICLE.test(pathname));

// Address that a page is kept under: an older page of a list by its cursor, and no page by its language.
function plain({ origin, pathname, searchParams }) {
  const cursor = searchParams.get('cursor');
  return origin + pathname + (cursor ? '?cursor=' + encodeURIComponent(cursor) : '');
}

// The cache holds its entries in the order of their last write.
async function put(name, max, request, response) {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, response);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - max))) await cache.delete(old);
}

// An article that was withdrawn is not kept any longer, and a secret page never.
async function keep(url, response) {
  if (response.status === 404 || response.status === 410) await (await caches.open(PAGES)).delete(url);
  const isSecret = response.headers.get('Cache-Control')?.includes('no-store');
  if (response.ok && !response.redirected && !isSecret) await put(PAGES, MAX_PAGES, url, response);
}

async function kept(url, error) {
  const found = await caches.match(url, { cacheName: PAGES, ignoreVary: true });
  if (!found) throw error;
  const headers = new Headers(found.headers);
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  const html = await found.text();
  return new Response(html.replace('<body ', `<body data-kept-at="${headers.get('Date')}" `), { headers });
}

async function page(event) {
  const url = new URL(event.request.url);
  const address = plain(url);
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (address === url.origin + url.pathname + url.search) event.waitUntil(keep(address, response.clone()));
    return response;
  } catch (error) {
    return kept(address, error);
  }
}

// The address of a file names its content.
async function file(event) {
  const found = await caches.match(event.request, { cacheName: FILES, ignoreVary: true });
  if (found) return found;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(put(FILES, MAX_FILES, event.request.url, response.clone()));
  return response;
}

scope.addEventListener('install', () => scope.skipWaiting());
scope.addEventListener('activate', (event) => event.waitUntil(
  Promise.all([scope.clients.claim(), scope.registration.navigationPreload?.enable()])));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && isKept(url)) event.respondWith(page(event));
  else if (url.origin === location.origin && FILE.test(url.pathname)) event.respondWith(file(event));
});

// The first page was loaded before the worker came. The browser's own cache holds it and its files.
scope.addEventListener('message', (event) => {
  const old = (url) => fetch(url, { cache: 'force-cache' });
  event.waitUntil(Promise.all(event.data.map(async (address) => {
    const url = new URL(address);
    if (isKept(url)) await keep(plain(url), await old(address));
    else if (FILE.test(url.pathname)) await put(FILES, MAX_FILES, address, await old(address));
  })));
});
