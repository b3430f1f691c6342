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

// The answer to a hit carries the numbers, with this view in them. Without it they are asked for alone.
async function send(kind) {
  last = Date.now();
  try {
    const body = JSON.stringify({ session: session(), article: dataset.article, kind, token: await token(), numbers: true });
    const answer = await fetch('/api/hits',
      { method: 'POST', body, keepalive: true, headers: { 'Content-Type': 'application/json' } });
    if (answer.status === 200) return await answer.json();
  } catch {}
  return get('/api/visits' + (dataset.article ? '?article=' + dataset.article : ''));
}

async function get(url) {
  const answer = await fetch(url, { cache: 'no-cache' });
  return answer.ok ? answer.json() : {};
}

// A visit is counted within minutes. Until then the numbers do not fall below those that this tab was shown.
function kept(numbers) {
  try {
    const shown = JSON.parse(sessionStorage.getItem('numbers')) ?? {};
    const fresh = Date.now() - shown.at < 3 * MINUTE;
    const missing = fresh ? Math.max(0, shown.all - numbers.all) : 0;
    for (const name of ['today', 'week', 'all']) numbers[name] += missing;
    const ahead = fresh && shown.article === dataset.article && shown.views > numbers.views;
    if (ahead) numbers.views = shown.views;
    const at = missing || ahead ? shown.at : Date.now();
    sessionStorage.setItem('numbers', JSON.stringify({ ...numbers, article: dataset.article, at }));
  } catch {}
  return numbers;
}

async function report(kind) {
  const box = document.getElementById('visits');
  let whole = false;
  try {
    const numbers = kept(await send(kind));
    for (const place of document.querySelectorAll('[data-count]')) {
      const number = numbers[place.dataset.count];
      if (Number.isFinite(number)) place.textContent = number.toLocaleString(lang === 'vi' ? 'vi-VN' : lang);
      const views = place.closest('.views');
      if (views) views.hidden = !Number.isFinite(number);
    }
    whole = ['online', 'today', 'week', 'all'].every((name) => Number.isFinite(numbers[name]));
  } catch {}
  if (box) box.hidden = !whole;
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
  report('view');
}

function beat() {
  if (!counted || document.visibilityState !== 'visible' || Date.now() - last < 3.9 * MINUTE) return;
  report('beat');
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
const mostRead = document.getElementById('most-read');
// Beside a text the box stands on wide screens alone. Others are not asked to load it.
if (mostRead && (!('wide' in mostRead.dataset) || matchMedia('(min-width: 64rem)').matches)) showMostRead();
// A table wider than the screen scrolls, by keyboard too.
for (const table of document.querySelectorAll('.body table')) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}
