// Reports views and shows the numbers. It never delays the page, and readers never see it fail.
const { dataset } = document.body;
const lang = document.documentElement.lang;
const MINUTE = 60_000;
const MAX_LATE = 100;
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

// A token's first part is the hour of its page. A tab that slept, and a late hit, ask the page for a new one.
async function freshToken(token, page) {
  if (Date.now() / 36e5 - parseInt(token, 36) < 44) return token;
  const html = await (await fetch(page, { cache: 'no-cache' })).text();
  return html.match(/hit-token" content="([^"]+)/)?.[1] ?? '';
}

const post = (hit) => fetch('/api/hits',
  { method: 'POST', body: JSON.stringify(hit), keepalive: true, headers: { 'Content-Type': 'application/json' } });

// A site that is busy takes the hit later.
const isBusy = ({ status }) => status === 429 || status >= 500;

// The answer to a hit carries the numbers, with this view in them. Without it they are asked for alone.
async function send(kind, useful) {
  last = Date.now();
  const meta = document.querySelector('[name=hit-token]');
  const hit = { session: session(), article: dataset.article, kind, useful };
  try {
    meta.content = await freshToken(meta.content, location.href);
    const answer = await post({ ...hit, token: meta.content, numbers: true });
    if (isBusy(answer)) throw answer;
    sendLate();
    if (answer.status === 200) return await answer.json();
  } catch {
    if (kind === 'view') keepLate([...late(), { ...hit, token: meta.content, at: new Date(last), page: location.pathname }]);
  }
  return get('/api/visits' + (dataset.article ? '?article=' + dataset.article : ''));
}

// Views without a network wait here. A hit that is sent twice counts once.
function late() {
  try { return JSON.parse(localStorage.late ?? '[]'); } catch { return []; }
}

function keepLate(hits) {
  try {
    if (hits.length) localStorage.late = JSON.stringify(hits.slice(-MAX_LATE));
    else localStorage.removeItem('late');
  } catch {}
}

async function sendLate() {
  try {
    for (const { page, token, ...hit } of late()) {
      const answer = await post({ ...hit, token: await freshToken(token, page) });
      if (!isBusy(answer)) keepLate(late().filter((entry) => entry.at !== hit.at));
    }
  } catch {}
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

async function report(kind, useful) {
  const box = document.getElementById('visits');
  let whole = false;
  try {
    const numbers = kept(await send(kind, useful));
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

async function showMostRead(box) {
  try {
    const periods = await get('/api/most-read?period=both');
    let shown = '';
    for (const period of ['day', 'week']) {
      const articles = periods[period].slice(0, 5);
      const addresses = String(articles.map(({ url }) => url));
      // On a Monday, and on a small portal, both lists may be the same.
      if (addresses === shown) continue;
      shown = addresses;
      const heading = document.createElement('h3');
      heading.textContent = box.dataset[period];
      const list = document.createElement('ol');
      list.append(...articles.map(mostReadItem));
      box.append(heading, list);
    }
    box.hidden = !box.querySelector('li');
  } catch {}
}

function mostReadItem({ url, title }) {
  const link = document.createElement('a');
  link.href = new URL(url, location.origin).pathname;
  link.textContent = title;
  link.dir = 'auto';
  const item = document.createElement('li');
  item.append(link);
  return item;
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
addEventListener('online', sendLate);
addEventListener('pageshow', ({ persisted }) => {
  // A page restored from the back/forward cache reports its view again.
  if (persisted) counted = false;
  showTextSize();
  awake();
});

// The script in the head set the text size before the first paint.
function showTextSize() {
  const root = document.documentElement.dataset;
  try { root.text = localStorage.text ?? 0; } catch {}
  for (const button of document.querySelectorAll('[data-size]')) {
    button.setAttribute('aria-pressed', button.dataset.size === (root.text ?? '0'));
  }
}

// Android writes vi_VN.
const voice = () => speechSynthesis.getVoices().find((candidate) => /^vi(\b|_)/i.test(candidate.lang));

// Voices come late in some browsers.
function offerVoice() {
  if (voice()) document.querySelector('.listen').setAttribute('data-voice', '');
}

document.querySelector('.reading')?.addEventListener('click', async ({ target }) => {
  const { act, done, script, size } = target.dataset;
  const url = document.querySelector('[rel=canonical]').href;
  try {
    if (act === 'print') print();
    // A reader who closes the sheet again lets it fail.
    if (act === 'share') await navigator.share({ title: document.title, url });
    if (act === 'copy') {
      await navigator.clipboard.writeText(url);
      target.textContent = done;
    }
    if (act === 'listen') {
      // Some browsers let a page speak later only where it speaks within a click.
      speechSynthesis.speak(new SpeechSynthesisUtterance(''));
      (await import(script)).listen(target, voice());
    }
    if (size) {
      document.documentElement.dataset.text = size;
      localStorage.text = size;
    }
  } catch {}
  if (size) showTextSize();
});

// Until the tab is closed, the page shows what its reader answered. Another answer takes its place.
function showOpinion() {
  const question = document.querySelector('.useful');
  let opinion;
  try { opinion = sessionStorage.getItem('useful ' + dataset.article); } catch {}
  for (const button of question?.querySelectorAll('button') ?? []) button.setAttribute('aria-pressed', button.dataset.useful === opinion);
  if (opinion) {
    const thanks = question?.querySelector('.thanks');
    if (thanks) thanks.textContent = thanks.dataset.thanks;
  }
}

document.querySelector('.useful')?.addEventListener('click', ({ target }) => {
  const { useful } = target.dataset;
  if (!useful || target.getAttribute('aria-pressed') === 'true') return;
  try { sessionStorage.setItem('useful ' + dataset.article, useful); } catch {}
  showOpinion();
  report('view', useful === 'true');
});

setInterval(beat, 4 * MINUTE);
awake();
showTextSize();
showOpinion();
const mostRead = document.querySelector('.side > .most-read');
// The box beside a text or a list is shown on wide screens only. Others do not load it.
if (mostRead && matchMedia('(min-width: 64rem)').matches) showMostRead(mostRead);
if ('speechSynthesis' in window && document.querySelector('.listen')) {
  offerVoice();
  speechSynthesis.onvoiceschanged = offerVoice;
}
// Time of a kept page in the site's zone, as all times of its pages.
function keptTime() {
  const time = new Date(dataset.keptAt);
  const locale = lang === 'vi' ? 'vi-VN' : 'en-GB';
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { hour: '2-digit', minute: '2-digit', day: 'numeric', month: lang === 'vi' ? 'numeric' : 'long', year: 'numeric' };
  try {
    return time.toLocaleString(locale, { ...parts, timeZone: dataset.zone }).replace(' at ', ', ');
  } catch {
    // A browser that does not know the zone names the one that it uses.
    return time.toLocaleString(locale, { ...parts, timeZoneName: 'short' });
  }
}

if (dataset.keptAt) {
  const line = document.createElement('p');
  const time = keptTime();
  line.className = 'notice kept';
  line.textContent = dataset.kept.replace('{0}', time);
  document.querySelector('main').prepend(line);
}

// Once the page stands, the browser gets what it needs to open it without a network, and to install the site.
async function settle() {
  const { serviceWorker } = navigator;
  const isFirst = !serviceWorker.controller;
  await serviceWorker.register(dataset.worker, { scope: '/', updateViaCache: 'all' });
  if (isFirst) {
    const files = performance.getEntriesByType('resource').map(({ name }) => name);
    (await serviceWorker.ready).active.postMessage([location.href, ...files]);
  } else {
    // A reader of one page is not asked to load it.
    const link = document.createElement('link');
    link.rel = 'manifest';
    link.href = '/manifest.webmanifest';
    document.head.append(link);
  }
}

if ('serviceWorker' in navigator) {
  addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(() => settle().catch(() => {})));
}
// A table wider than the screen scrolls, by keyboard too.
for (const table of document.querySelectorAll('.body table')) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}
