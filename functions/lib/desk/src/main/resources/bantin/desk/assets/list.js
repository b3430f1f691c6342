// The desk's lists: by state, by whose they are, by a word of the title.
import { admin, api } from 'desk/api';
import { $, button, h, tell } from 'desk/dom';
import { drop, left } from 'desk/keep';
import { named } from 'desk/names';
import { restore } from 'desk/publish';
import { pending } from 'desk/schema';
import { number, say, when, words } from 'desk/words';

const TABS = { mine: 'state=draft&mine=true', submitted: 'state=submitted', scheduled: 'state=scheduled', published: 'state=published', withdrawn: 'state=withdrawn', all: '', trash: 'state=trash' };

/**
 * @param desk who is here: sections, and the promise that they are known
 * @param recover called with a draft that an earlier tab left and the server never had
 * @param moved called with the place of the list that is shown: desk/published/SEARCH; empty for the first list without a search
 */
export function listView(desk, { recover, moved }) {
  let tab = 'mine';
  let older = null;
  let asked = 0;
  let pause = 0;

  const tabs = Object.keys(TABS).map((name) =>
    h('button', { type: 'button', role: 'tab', id: 'tab-' + name, 'aria-controls': 'list-panel', click: () => choose(name) }, words['tab_' + name], h('small', {})));
  $('tabs').append(...tabs);
  $('tabs').addEventListener('keydown', (event) => {
    const index = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || index < 0) return;
    event.preventDefault();
    const next = tabs.at(to % tabs.length);
    next.focus();
    next.click();
  });
  $('find').addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => load(), 250);
  });
  $('find-form').addEventListener('submit', (event) => {
    event.preventDefault();
    load();
  });

  function choose(name) {
    tab = name;
    for (const item of tabs) {
      const is = item.id === 'tab-' + name;
      item.setAttribute('aria-selected', String(is));
      item.tabIndex = is ? 0 : -1;
    }
    $('list-panel').setAttribute('aria-labelledby', 'tab-' + name);
    return load();
  }

  const sectionTitle = (name) => desk.sections.find((section) => section.name === name)?.title ?? (name === 'trang' ? words.fixedPage : name);

  // Covers of public articles, as the readers' lists show them; drafts have none in the lists.
  const covers = new Map();

  function thumb(id) {
    const cover = covers.get(id);
    return cover ? h('img', { class: 'thumb', src: cover.url, srcset: cover.srcset, sizes: '72px', alt: '', loading: 'lazy' }) : h('span', { class: 'thumb', 'data-article': id });
  }

  async function showCovers() {
    try {
      const { articles } = await api('GET', '/api/articles?limit=50', { open: true });
      for (const article of articles) if (article.cover) covers.set(article.id, article.cover);
      for (const place of $('list').querySelectorAll('[data-article]')) if (covers.has(place.dataset.article)) place.replaceWith(thumb(place.dataset.article));
    } catch {
      // The lists serve without pictures.
    }
  }

  function row(article) {
    const from = [sectionTitle(article.section), article.authors.join(', ')].filter(Boolean).join(' · ');
    return h('tr', {},
      h('th', { scope: 'row' }, h('div', { class: 'piece' },
        thumb(article.id),
        article.state === 'trash'
          ? h('span', { dir: 'auto' }, article.title || words.untitled)
          : h('a', { href: '#article/' + article.id, dir: 'auto' }, article.title || words.untitled),
        h('small', {}, from || named(article.createdBy)))),
      h('td', {}, h('span', { class: 'state ' + article.state }, words['is_' + article.state]),
        (article.state === 'scheduled' || article.state === 'published') && h('small', {}, when(article.publishedAt)),
        article.state === 'trash' && button(words.restoreDeleted, () => restore(article.id, article.version), { 'aria-label': say(words.restoreNamed, article.title || words.untitled) })),
      h('td', {}, named(article.savedBy), h('small', {}, when(article.savedAt))));
  }

  async function load(before = null) {
    const ask = ++asked;
    const find = $('find').value.trim();
    moved(tab === 'mine' && !find ? '' : ['desk', tab, find && encodeURIComponent(find)].filter(Boolean).join('/'));
    const query = [TABS[tab], find && 'find=' + encodeURIComponent(find), before && 'before=' + encodeURIComponent(before)].filter(Boolean).join('&');
    try {
      const [{ articles, next }] = await Promise.all([admin('GET', '/articles' + (query && '?' + query)), desk.met]);
      // An answer to an earlier question comes too late.
      if (ask !== asked) return;
      const rows = articles.map(row);
      const body = $('list');
      if (before) body.append(...rows);
      else body.replaceChildren(...rows);
      $('list-empty').hidden = body.rows.length > 0;
      if (!before) $('list-empty').replaceChildren(...emptiness(find));
      if (!find) showCount(tab, body.rows.length, next);
      $('list-table').hidden = body.rows.length === 0;
      older = next;
      $('more').hidden = !next;
      $('more').onclick = () => load(next);
    } catch (refusal) {
      if (ask === asked && refusal.status !== 401) tell(refusal.message, true);
    }
  }

  // An empty list says what to do.
  function emptiness(find) {
    if (find) return [h('strong', {}, words.noneFound), h('p', {}, words.noneFoundHint)];
    const writes = tab === 'mine' || tab === 'all';
    return [
      h('strong', {}, words['empty_' + tab]),
      h('p', {}, words[`empty_${tab}_do`]),
      writes && button(words.newArticle, () => $('new').click()),
    ].filter(Boolean);
  }

  // Names of the photos that a kept text waits for.
  const notArrived = (draft) => draft && say(words.photosNotArrived, pending(draft).map(({ file }) => file).join(', '));

  // Rows of a list, beside its name; the first page alone is counted.
  function showCount(name, rows, more) {
    tabs.find((item) => item.id === 'tab-' + name).querySelector('small').textContent = rows ? number(rows) + (more ? '+' : '') : '';
  }

  // Articles that wait for an editor are counted before anybody looks at them.
  async function countSubmitted() {
    try {
      const { articles, next } = await admin('GET', '/articles?' + TABS.submitted);
      showCount('submitted', articles.length, next);
    } catch {
      // The list itself tells why it cannot be read.
    }
  }

  async function offerLeft() {
    const kept = (await left()).filter((entry) => entry.text);
    $('left').hidden = !kept.length;
    $('left-list').replaceChildren(...kept.map((entry) => h('li', {},
      h('span', { dir: 'auto' }, h('strong', {}, entry.text.title || words.untitled), ' ', h('small', {}, [say(words.keptAt, when(entry.keptAt)), notArrived(entry.draft)].filter(Boolean).join(' · '))),
      button(words.goOn, () => (entry.article ? location.assign('#article/' + entry.article) : recover(entry)), { class: 'button' }),
      button(words.discard, () => {
        drop(entry.key);
        offerLeft();
      }))));
  }

  return {
    /**
     * @param name of a list, else the one shown last
     * @param search as an address holds it
     * @param from the place one comes back from, such as article/ID: there the focus goes on
     */
    async show(name = '', search = '', from = null) {
      offerLeft();
      if (name !== 'submitted') countSubmitted();
      const known = Object.hasOwn(TABS, name);
      if (known) $('find').value = decodeURIComponent(search);
      await choose(known ? name : tab);
      showCovers();
      if (from) $('list').querySelector(`a[href="#${CSS.escape(from)}"]`)?.focus();
    },
    get rows() { return $('list').rows.length; },
    /** As many rows as were there before, where there are as many. */
    async fill(rows) {
      while (older && $('list').rows.length < rows) {
        const count = $('list').rows.length;
        await load(older);
        if ($('list').rows.length === count) return;
      }
    },
  };
}
