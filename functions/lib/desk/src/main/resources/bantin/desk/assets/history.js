// Saved versions of an article: person, action, time, text, differences from the text on the screen, and restoring.
import { admin } from 'desk/api';
import { $, button, confirmed, h, tell } from 'desk/dom';
import { dressed, marked } from 'desk/compare';
import { named } from 'desk/names';
import { blocks, html, parse, plain, rendered } from 'desk/schema';
import { FIELDS, textOf } from 'desk/save';
import { say, when, words } from 'desk/words';

const ACTIONS = ['created', 'saved', 'submitted', 'published', 'scheduled', 'withdrawn', 'deleted'];
const shown = (name, value) => (name === 'body' ? plain(value) : Array.isArray(value) ? value.join(', ') : value);

/**
 * @param read what the form holds
 * @param restore puts a text into the form
 */
export async function showHistory(id, read, restore) {
  const dialog = $('history');
  const list = $('revisions');
  const view = $('revision');
  list.replaceChildren();
  view.replaceChildren(h('p', {}, words.chooseRevision));
  dialog.showModal();
  await more();

  async function more(before) {
    const { revisions, next } = await admin('GET', `/articles/${id}/revisions${before ? '?before=' + before : ''}`);
    list.append(...revisions.map((revision) =>
      h('li', {}, button([
        h('strong', {}, `${revision.version}. ${ACTIONS.includes(revision.action) ? words['did_' + revision.action] : revision.action}`),
        h('span', {}, `${named(revision.savedBy)}, ${when(revision.savedAt)}`),
      ], () => open(revision.version).catch((e) => tell(e.message, true)), { 'data-version': revision.version }))));
    if (next) {
      const item = h('li', {}, button(words.older, async () => {
        item.remove();
        await more(next);
      }));
      list.append(item);
    }
  }

  async function open(version) {
    const revision = await admin('GET', `/articles/${id}/revisions/${version}`);
    for (const row of list.querySelectorAll('button')) row.toggleAttribute('aria-current', row.dataset.version === String(version));
    const then = textOf(revision);
    const now = read();
    const before = html(parse(then.body));
    const changes = FIELDS.filter((name) => shown(name, then[name]) !== shown(name, now[name]));
    // Links and formatting, which the words do not show.
    const other = dressed(blocks(before), blocks(now.body));
    const isOther = before !== now.body;
    view.replaceChildren(...[
      h('h3', { tabindex: '-1' }, say(words.revisionOf, version, named(revision.savedBy), when(revision.savedAt))),
      changes.length || isOther
        ? h('p', {}, words.compareHint)
        : h('p', {}, words.noDifference),
      ...changes.flatMap((name) => [
        h('h4', {}, words[name]),
        h('div', { class: 'version', dir: 'auto' }, ...marked(shown(name, then[name]), shown(name, now[name]))),
      ]),
      other.length > 0 && h('h4', {}, words.dressing),
      ...other.map((pair) => h('div', { class: 'versions pairs' },
        h('div', {}, h('h5', {}, words.inVersion), h('div', { class: 'version dressed', dir: 'auto' }, rendered(pair.before))),
        h('div', {}, h('h5', {}, words.inOpen), h('div', { class: 'version dressed', dir: 'auto' }, rendered(pair.after))))),
      h('details', {}, h('summary', {}, words.wholeText), h('h4', { dir: 'auto' }, then.title), h('p', { dir: 'auto' }, then.lead),
        h('div', { class: 'version', dir: 'auto' }, plain(then.body))),
      h('p', { class: 'acts' }, (changes.length > 0 || isOther) && button(words.restore, async () => {
        if (!(await confirmed(say(words.restoreThis, version), words.restore, words.cancel))) return;
        dialog.close();
        restore(then);
      }, { class: 'button' })),
    ].filter(Boolean));
    view.querySelector('h3').focus();
  }
}
