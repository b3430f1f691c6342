// The desk's lists: by state, by whose they are, by a word of the title.
import { admin } from 'desk/api';
import { $, button, h, tell } from 'desk/dom';
import { drop, left } from 'desk/keep';
import { named } from 'desk/names';
import { say, when, words } from 'desk/words';

const TABS = { mine: 'state=draft&mine=true', submitted: 'state=submitted', scheduled: 'state=scheduled', published: 'state=published', withdrawn: 'state=withdrawn', all: '' };

/**
 * @param recover called with a draft that an earlier tab left and the server never had
 * @param moved called with the place of the list that is shown: desk/published/SEARCH; empty for the first list without a search
 */
export function listView({ recover, moved }) {
  let tab = 'mine';
  let older = null;
  let asked = 0;
  let pause = 0;

  const tabs = Object.keys(TABS).map((name) =>
    h('button', { type: 'button', role: 'tab', id: 'tab-' + name, 'aria-controls': 'list-panel', click: () => choose(name) }, words['tab_' + name]));
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
    for (const one of tabs) {
      const is = one.id === 'tab-' + name;
      one.setAttribute('aria-selected', String(is));
      one.tabIndex = is ? 0 : -1;
    }
    $('list-panel').setAttribute('aria-labelledby', 'tab-' + name);
    return load();
  }

  function row(one) {
    return h('tr', {},
      h('th', { scope: 'row' },
        h('a', { href: '#article/' + one.id, dir: 'auto' }, one.title || words.untitled),
        h('small', {}, one.authors.join(', '))),
      h('td', {}, h('span', { class: 'state ' + one.state }, words['is_' + one.state]),
        (one.state === 'scheduled' || one.state === 'published') && h('small', {}, when(one.publishedAt))),
      h('td', {}, named(one.savedBy), h('small', {}, when(one.savedAt))));
  }

  async function load(before = null) {
    const ask = ++asked;
    const find = $('find').value.trim();
    moved(tab === 'mine' && !find ? '' : ['desk', tab, find && encodeURIComponent(find)].filter(Boolean).join('/'));
    const query = [TABS[tab], find && 'find=' + encodeURIComponent(find), before && 'before=' + encodeURIComponent(before)].filter(Boolean).join('&');
    try {
      const { articles, next } = await admin('GET', '/articles' + (query && '?' + query));
      // An answer to an earlier question comes too late.
      if (ask !== asked) return;
      const rows = articles.map(row);
      const body = $('list');
      if (before) body.append(...rows);
      else body.replaceChildren(...rows);
      $('list-empty').hidden = body.rows.length > 0;
      $('list-empty').textContent = find ? words.noneFound : words.none;
      $('list-table').hidden = body.rows.length === 0;
      older = next;
      $('more').hidden = !next;
      $('more').onclick = () => load(next);
    } catch (refusal) {
      if (ask === asked && refusal.status !== 401) tell(refusal.message, true);
    }
  }

  async function offerLeft() {
    const kept = await left();
    $('left').hidden = !kept.length;
    $('left-list').replaceChildren(...kept.map((one) => h('li', {},
      h('span', { dir: 'auto' }, h('strong', {}, one.text.title || words.untitled), ' ', h('small', {}, say(words.keptAt, when(one.keptAt)))),
      button(words.goOn, () => (one.article ? location.assign('#article/' + one.article) : recover(one)), { class: 'button' }),
      button(words.discard, () => {
        drop(one.key);
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
      const known = Object.hasOwn(TABS, name);
      if (known) $('find').value = decodeURIComponent(search);
      await choose(known ? name : tab);
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
