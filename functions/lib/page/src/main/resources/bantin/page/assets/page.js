// Reports views and shows the numbers. It never delays the page, and readers never see it fail.
const { dataset } = document.body;
const lang = document.documentElement.lang;
const MINUTE = 60_000;
let own;
let counted = false;
let last = 0;

function session() {
  // If storage is blocked, the session lasts as long as the page.
  try { own ??= sessionStorage.getItem('session'); } catch {}
  if (!/^[\w-]{22}$/.test(own ?? '')) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    own = btoa(String.fromCharCode(...bytes)).slice(0, 22).replaceAll('+', '-').replaceAll('/', '_');
    try { sessionStorage.setItem('session', own); } catch {}
  }
  return own;
}

// The token's first part is the hour of the page. A tab that slept asks its page for a new one.
async function token() {
  const meta = document.querySelector('[name=hit-token]');
  if (Date.now() / 36e5 - parseInt(meta.content, 36) > 44) {
    const page = await (await fetch(location.href, { cache: 'no-cache' })).text();
    meta.content = page.match(/hit-token" content="([^"]+)/)[1];
  }
  return meta.content;
}

async function send(kind) {
  try {
    last = Date.now();
    const body = JSON.stringify({ session: session(), article: dataset.article, kind, token: await token() });
    navigator.sendBeacon('/api/hits', new Blob([body], { type: 'application/json' }));
  } catch {}
}

async function get(url) {
  const answer = await fetch(url, { cache: 'no-cache' });
  return answer.ok ? answer.json() : {};
}

async function show() {
  const box = document.getElementById('visits');
  let whole = false;
  let numbers = {};
  try {
    numbers = await get('/api/visits' + (dataset.article ? '?article=' + dataset.article : ''));
    for (const place of document.querySelectorAll('[data-count]')) {
      const number = numbers[place.dataset.count];
      if (Number.isFinite(number)) place.textContent = number.toLocaleString(lang === 'vi' ? 'vi-VN' : lang);
      const views = place.closest('.views');
      if (views) views.hidden = !Number.isFinite(number);
    }
    whole = ['online', 'today', 'week', 'all'].every((name) => Number.isFinite(numbers[name]));
  } catch {}
  if (box) box.hidden = !whole;
  return JSON.stringify(numbers);
}

// Counting takes a moment: the numbers are asked for again until they change, three times at most.
async function showUntilCounted() {
  const before = await show();
  setTimeout(async () => { if (await show() === before) setTimeout(show, 4000); }, 1600);
}

async function showMostRead() {
  const box = document.getElementById('most-read');
  try {
    const { articles } = await get('/api/most-read?period=week');
    const items = articles.slice(0, 6).map(({ url, title }) => {
      const link = document.createElement('a');
      link.href = new URL(url, location.origin).pathname;
      link.textContent = title;
      link.dir = 'auto';
      const item = document.createElement('li');
      item.append(link);
      return item;
    });
    box.querySelector('ol').replaceChildren(...items);
    box.hidden = !items.length;
  } catch {}
}

function view() {
  if (counted || document.prerendering || document.visibilityState !== 'visible') return;
  counted = true;
  send('view');
  setTimeout(showUntilCounted, 600);
}

function beat() {
  if (!counted || document.visibilityState !== 'visible' || Date.now() - last < 3.9 * MINUTE) return;
  send('beat');
  setTimeout(show, 2400);
}

function awake() {
  view();
  beat();
}

document.addEventListener('visibilitychange', awake);
document.addEventListener('prerenderingchange', awake);
addEventListener('pageshow', ({ persisted }) => {
  // A page restored from the back/forward cache reports its view again.
  if (persisted) counted = false;
  awake();
});
setInterval(beat, 4 * MINUTE);
awake();
if (document.getElementById('most-read')) showMostRead();
// A table wider than the screen scrolls, by keyboard too.
for (const table of document.querySelectorAll('.body table')) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}
