// The desk's page: the signed-in person, and the open part. The address names the part: #article/…, #desk/LIST/SEARCH,
// #settings, #people, #numbers.
import { admin } from 'desk/api';
import { $, confirmed, h, tell } from 'desk/dom';
import { articleView } from 'desk/article';
import { draftsFrom, showImported } from 'desk/files';
import { isPicture } from 'desk/photos';
import { listView } from 'desk/list';
import { know, named } from 'desk/names';
import { later, laterWhenIdle } from 'desk/parts';
import { expire, person, role, signIn, signInAgain, signOut, start } from 'desk/sign-in';
import { say, words } from 'desk/words';

/** The person's role and the sections; `met` is done once the portal has told them. */
const desk = { role: 'reporter', sections: [], met: Promise.resolve() };
/** Place of fixed pages, which belong to no section. Administrators alone write them. */
const PAGES = 'trang';
/** Places that are loaded when somebody opens them. */
const LATE = ['settings', 'people', 'numbers'];
const VIEWS = ['desk', 'article', ...LATE];
let article;
let list;
/** Late views by their place; null before the first one. */
let views = null;
let who = null;
let open = null;
let asking = false;

async function arrive() {
  who = person();
  $('person').textContent = who;
  $('sign-out').hidden = false;
  $('signed-out').hidden = true;
  desk.role = role();
  // The person and the article are asked for at once; a new article waits for neither.
  desk.met = meet();
  article = articleView(desk, { opened: makeDrafts, expired: tellExpired });
  list = listView(desk, {
    recover(kept) {
      go('article/new');
      showOnly('article');
      open = 'article/new';
      article.recover(kept);
    },
    moved(place) {
      // An answer that comes late finds an article open.
      if (open && !open.startsWith('desk')) return;
      history.replaceState(history.state, '', place ? '#' + place : '/admin');
      open = place;
    },
  });
  desk.met.then(() => article.met());
  window.addEventListener('hashchange', () => route());
  const before = leftAt();
  await route();
  laterWhenIdle();
  if (before?.place === open) {
    await list.fill(before.rows);
    window.scrollTo(0, before.scroll);
  }
}

async function meet() {
  try {
    const me = await admin('GET', '/me');
    desk.role = me.role;
    know(me.people);
    $('person').textContent = named(who);
    desk.sections = me.settings.sections;
  } catch {
    // Without it: what the sign-in says, and the sections that readers see. The server checks each act anyhow.
    desk.sections = await menu().catch(() => []);
  }
  showSections();
  $('role').textContent = words['role_' + desk.role];
  for (const element of document.querySelectorAll('[data-role]')) element.hidden = !element.dataset.role.split(' ').includes(desk.role);
  $('places').hidden = false;
}

/** @param {import('desk/parts').Parts} parts */
function viewsOf({ settingsView, peopleView, numbersView }) {
  views ??= {
    settings: settingsView(({ sections }) => {
      takeSections(sections);
      sectionNews.postMessage(sections);
    }),
    people: peopleView(),
    numbers: numbersView(desk),
  };
  return views;
}

// Sections that a person at this browser has changed are there at once in every tab; others' come when the list is opened.
const sectionNews = new BroadcastChannel('bantin-sections');
sectionNews.addEventListener('message', ({ data }) => takeSections(data));
$('section').addEventListener('focus', async () => {
  try {
    takeSections((await admin('GET', '/settings')).sections);
  } catch {
    // The sections stay as they were.
  }
});

function takeSections(sections) {
  if (JSON.stringify(sections) === JSON.stringify(desk.sections)) return;
  desk.sections = sections;
  showSections();
}

// A section that the site no longer has still stands in the article that is open.
function showSections() {
  const field = $('section');
  const chosen = field.value;
  const places = desk.role === 'administrator' ? [...desk.sections, { name: PAGES, title: words.fixedPage }] : desk.sections;
  field.replaceChildren(field.options[0], ...places.map((section) => h('option', { value: section.name }, section.title)));
  if (chosen && !places.some((section) => section.name === chosen)) field.append(h('option', { value: chosen }, chosen === PAGES ? words.fixedPage : chosen));
  field.value = chosen;
}

// Scroll position to restore in the next page of this tab.
const LEFT_AT = 'bantin-place';
const leftAt = () => JSON.parse(sessionStorage.getItem(LEFT_AT));
window.addEventListener('pagehide', () => {
  if (open !== null) sessionStorage.setItem(LEFT_AT, JSON.stringify({ place: open, scroll: window.scrollY, rows: list.rows }));
});
history.scrollRestoration = 'manual';

async function menu() {
  const front = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  return [...front.querySelectorAll('body > header nav a')]
    .map((link) => ({ name: link.getAttribute('href').slice(1), title: link.textContent }))
    .filter(({ name }) => name && !name.includes('/'));
}

const go = (place) => history.pushState(null, '', place ? '#' + place : '/admin');

function showOnly(name) {
  for (const view of VIEWS) $(view).hidden = view !== name;
  for (const link of $('places').querySelectorAll('a')) {
    link.toggleAttribute('aria-current', link.getAttribute('href') === '#' + (name === 'desk' ? '' : name));
  }
}

async function route() {
  const place = location.hash.slice(1);
  const [view, id, search] = place.split('/');
  // A draft that has just got its id is the one already open.
  if (place === open) return;
  let parts = null;
  if (LATE.includes(view)) {
    try {
      parts = await later();
    } catch (e) {
      // The place before stays open.
      go(open ?? '');
      if (open === null) await route();
      tell(e.message, true, () => {
        go(place);
        route();
      }, words.tryAgain);
      return;
    }
    if (location.hash.slice(1) !== place) return;
  }
  const before = open;
  if (open === 'settings' && views?.settings.dirty) {
    // The address goes back until the person has answered.
    history.pushState(null, '', '#settings');
    if (!(await confirmed(words.leaveSettings, words.discardChanges, words.stay))) return;
    go(place);
  }
  if (open?.startsWith('article')) await article.close();
  open = place;
  tell('');
  try {
    if (view === 'article') {
      const known = await (id === 'new' ? article.create() : article.open(id));
      showImported(known);
      showOnly('article');
      arriveAt(known ? $('article').querySelector('.strip a') : $('title'));
    } else if (parts) {
      // Its buttons work from the moment on at which they are seen.
      await desk.met;
      const shown = viewsOf(parts)[view];
      if (open !== place) return;
      showOnly(view);
      arriveAt($(view).querySelector('h1'));
      await shown.show();
    } else {
      showOnly('desk');
      arriveAt($('desk').querySelector('h1'));
      await list.show(id, search, before);
    }
  } catch (refusal) {
    if (open === place) {
      open = '';
      showOnly('desk');
      list.show();
      tell(refusal.message, true);
    }
  } finally {
    window.dispatchEvent(new Event('arrived'));
  }
}

// The former part of the page is gone, and the focus with it.
function arriveAt(element) {
  window.scrollTo(0, 0);
  element.focus({ preventScroll: true });
}

async function makeDrafts(files) {
  const made = await draftsFrom(files);
  if (made.length === 1) {
    const sentence = $('message-text').textContent;
    const bad = $('message').className === 'bad';
    go('article/' + made[0]);
    await route();
    tell(sentence, bad);
  } else if (!$('desk').hidden) {
    list.show();
  }
}

// The sign-in has expired: the screen stays as it is, and what is written goes on. The message leaves the focus where it is.
function tellExpired() {
  if (!asking && who) tell(words.expired, true, signBackIn, words.signInAgain);
}

async function signBackIn() {
  if (asking) return;
  asking = true;
  try {
    const other = await signInAgain(who);
    if (other) tell(say(words.somebodyElse, other, who), true, signBackIn, words.signInAgain);
    else {
      tell('');
      article.again();
      if (!$('desk').hidden) list.show();
    }
  } catch (e) {
    tell(say(words.signInFailed, e.message), true, signBackIn, words.signInAgain);
  } finally {
    asking = false;
  }
}

let signedIn = false;

function heard(is) {
  signedIn = is;
  $('sign-in-again').hidden = is || !who;
  if (is && !who) arrive().catch(broken);
  else if (is && $('message-text').textContent === words.expired) tell('');
  else if (!is) tellExpired();
}

function broken(e) {
  console.error(e);
  tell(words.failed + '\n' + e.message, true);
}

// The page in the other language opens at the same place, with all that is written.
$('language').addEventListener('click', async (event) => {
  event.preventDefault();
  if (open?.startsWith('article')) await article.saveAll().catch(() => false);
  location.assign($('language').href + location.hash);
});
$('sign-in').addEventListener('click', () => signIn().catch(broken));
$('sign-in-again').addEventListener('click', signBackIn);
$('sign-out').addEventListener('click', async () => {
  const isOpen = open?.startsWith('article');
  if (isOpen && !(await article.saveAll()) && !(await confirmed(words.leaveUnsaved, words.signOut, words.cancel))) return;
  signOut().catch(broken);
});
$('message-close').addEventListener('click', () => tell(''));
$('new').addEventListener('click', () => { location.hash = 'article/new'; });
$('file').addEventListener('change', () => {
  const files = [...$('file').files];
  $('file').value = '';
  makeDrafts(files);
});
$('choose-file').addEventListener('click', () => $('file').click());

// Files dropped beside the editor must not replace the page: an open article takes them in, and on the desk they become drafts.
document.addEventListener('dragover', (event) => {
  if (![...event.dataTransfer.types].includes('Files')) return;
  event.preventDefault();
  document.body.classList.toggle('dropping', !!who && !(event.target instanceof Element && event.target.closest('.ProseMirror')));
});
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.body.classList.remove('dropping');
});
document.addEventListener('drop', (event) => {
  document.body.classList.remove('dropping');
  const files = [...event.dataTransfer.files];
  if (!files.length || event.defaultPrevented) return;
  event.preventDefault();
  if (!who) return;
  if (!$('article').hidden) {
    article.drop(event);
    return;
  }
  const texts = files.filter((file) => !isPicture(file));
  if (texts.length) makeDrafts(texts);
  else tell(words.dropInText, true);
});

start(heard).then((isPopup) => {
  if (isPopup) return;
  if (!signedIn) $('signed-out').hidden = false;
}, (e) => {
  expire();
  $('signed-out').hidden = false;
  broken(e);
});
