/* global oidc */
// The editors' page: sign in, list, write, publish, withdraw. Tokens stay in memory; what is typed is kept in the tab
// (sessionStorage) until it is saved, so that neither an error nor signing in again loses it.
const $ = (id) => document.getElementById(id);
const words = JSON.parse($('words').textContent);
const lang = document.documentElement.lang;
const form = $('form');
const FIELDS = ['title', 'lead', 'section', 'authors', 'tags', 'source', 'body'];
const LISTS = ['authors', 'tags'];
const UNSAVED = 'unsaved';
let manager;
let token;
let current = {};

function say(text, bad = false) {
  const message = $('message');
  message.textContent = text;
  message.className = bad ? 'bad' : '';
  message.hidden = !text;
  if (bad) message.focus();
}

class Refused extends Error {}

async function api(method, path, { json, etag } = {}) {
  let answer;
  try {
    answer = await fetch('/api/admin/articles' + path, {
      method,
      headers: {
        Authorization: 'Bearer ' + token,
        ...(json && { 'Content-Type': 'application/json' }),
        ...(etag && { 'If-Match': etag }),
      },
      body: json && JSON.stringify(json),
    });
  } catch {
    throw new Refused(words.offline);
  }
  if (answer.ok) return answer.status === 204 ? null : { ...(await answer.json()), etag: answer.headers.get('ETag') };
  if (answer.status === 401) {
    show(null);
    throw new Refused(words.expired);
  }
  const problem = await answer.json().catch(() => ({}));
  throw new Refused([problem.title, problem.detail, problem.savedBy && `${problem.savedBy}, ${when(problem.savedAt)}`].filter(Boolean).join('\n'));
}

// Every act of the editor runs through here: one at a time, and an error is a sentence.
async function act(done, work) {
  const buttons = document.querySelectorAll('main button');
  buttons.forEach((button) => { button.disabled = true; });
  try {
    await work();
    say(done);
  } catch (e) {
    say(words.failed + '\n' + (e instanceof Refused ? e.message : e), true);
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

const when = (time) => (time ? new Date(time).toLocaleString(lang === 'vi' ? 'vi-VN' : lang, { dateStyle: 'short', timeStyle: 'short' }) : '');
const split = (text) => text.split(',').map((one) => one.trim()).filter(Boolean);

// Plain text becomes paragraphs; anything with a tag in it is taken as HTML (and sanitised by the server).
function html(text) {
  if (/<\/?[a-z][^>]*>/i.test(text)) return text;
  const escape = (part) => part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean)
    .map((part) => `<p>${escape(part).replaceAll('\n', '<br>')}</p>`).join('\n');
}

function typed() {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
}

function fill(values) {
  for (const name of FIELDS) form.elements[name].value = values[name] ?? '';
}

function article() {
  const values = typed();
  for (const name of LISTS) values[name] = split(values[name]);
  return { ...values, body: html(values.body) };
}

function take(answer) {
  current = { id: answer.id, etag: answer.etag ?? `"${answer.version}"`, state: answer.state };
  fill({ ...answer, ...Object.fromEntries(LISTS.map((name) => [name, (answer[name] ?? []).join(', ')])) });
  sessionStorage.removeItem(UNSAVED);
  shape(answer.url);
}

function shape(url) {
  const isPublic = current.state === 'published' || current.state === 'scheduled';
  $('withdrawal').hidden = !isPublic;
  $('open').hidden = !(url && current.state === 'published');
  if (url) $('open').href = url;
}

async function list() {
  const { articles } = await api('GET', '?state=' + $('state').value);
  const items = articles.map((one) => {
    const title = Object.assign(document.createElement('strong'), { textContent: one.title || words.untitled, dir: 'auto' });
    const about = Object.assign(document.createElement('span'), { textContent: `${one.savedBy ?? ''} · ${when(one.publishedAt ?? one.savedAt)}` });
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.append(title, about);
    button.addEventListener('click', () => mayLeave() && act('', async () => take(await api('GET', '/' + one.id))));
    const item = document.createElement('li');
    item.append(button);
    return item;
  });
  if (!items.length) items.push(Object.assign(document.createElement('li'), { textContent: words.none }));
  $('list').replaceChildren(...items);
}

const mayLeave = () => !sessionStorage.getItem(UNSAVED) || confirm(words.unsaved);

async function save() {
  const json = article();
  take(current.id ? await api('PUT', '/' + current.id, { json, etag: current.etag }) : await api('POST', '', { json }));
}

// What is on the screen is what is handed in or published.
async function saveIfTyped() {
  if (!current.id || sessionStorage.getItem(UNSAVED)) await save();
}

async function change(method, part, json) {
  await saveIfTyped();
  take(await api(method, `/${current.id}/${part}`, { json, etag: current.etag }));
  await list();
}

function publishAt() {
  const at = $('at').value;
  return at ? { at: new Date(at).toISOString() } : {};
}

function keep() {
  sessionStorage.setItem(UNSAVED, JSON.stringify({ current, typed: typed() }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(UNSAVED) ?? 'null');
  if (kept) {
    current = kept.current;
    fill(kept.typed);
    shape();
    say(words.restored);
  }
}

function show(user) {
  token = user?.access_token;
  $('signed-in').hidden = !token;
  $('signed-out').hidden = !!token;
  $('sign-out').hidden = !token;
  $('person').textContent = user?.profile?.preferred_username ?? user?.profile?.['cognito:username'] ?? user?.profile?.sub ?? '';
  // Editors at work are no readers: the count leaves them out.
  if (token) document.cookie = 'staff=1; SameSite=Strict; Path=/; Max-Age=43200';
}

async function suggestSections() {
  const front = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  $('sections').replaceChildren(...[...front.querySelectorAll('body > header nav a')]
    .map((link) => ({ value: link.getAttribute('href').slice(1), label: link.textContent }))
    .filter(({ value }) => value)
    .map((option) => Object.assign(document.createElement('option'), option)));
}

async function start() {
  const { issuer, clientId, scope } = await (await fetch('/api/sign-in')).json();
  manager = new oidc.UserManager({
    authority: issuer,
    client_id: clientId,
    scope: 'openid ' + scope,
    redirect_uri: location.origin + '/admin',
    // Only what a sign-in under way needs (state, PKCE verifier) is in the tab's storage; tokens are not.
    userStore: new oidc.WebStorageStateStore({ store: new oidc.InMemoryWebStorage() }),
    stateStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    // The library renews in a frame where there is no refresh token; the page's policy allows none.
    silentRequestTimeoutInSeconds: 5,
  });
  manager.events.addUserLoaded(show);
  manager.events.addAccessTokenExpired(() => { show(null); say(words.expired, true); });
  const query = new URLSearchParams(location.search);
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    const back = location.href;
    history.replaceState(null, '', '/admin');
    show(await manager.signinRedirectCallback(back));
    restore();
    await Promise.all([list(), suggestSections()]);
  } else {
    show(null);
  }
}

$('sign-in').addEventListener('click', () => act('', () => manager.signinRedirect()));
$('sign-out').addEventListener('click', async () => {
  if (!mayLeave()) return;
  sessionStorage.removeItem(UNSAVED);
  fill({});
  await manager.removeUser();
  show(null);
});
$('state').addEventListener('change', () => act('', list));
$('new').addEventListener('click', () => {
  if (!mayLeave()) return;
  sessionStorage.removeItem(UNSAVED);
  current = {};
  fill({});
  shape();
  say('');
  $('title').focus();
});
form.addEventListener('input', (event) => { if (FIELDS.includes(event.target.name)) keep(); });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  act(words.saved, async () => { await save(); await list(); });
});
$('submit').addEventListener('click', () => act(words.handedIn, () => change('PUT', 'submission')));
$('publish').addEventListener('click', () => act(words.isPublished, () => change('PUT', 'publication', publishAt())));
$('withdraw').addEventListener('click', () => act(words.isWithdrawn, () => change('DELETE', 'publication', { notice: $('notice').value })));

start().catch((e) => {
  show(null);
  say(words.failed + '\n' + e.message, true);
});
