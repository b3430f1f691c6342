// Find and replace in the text: all places are marked, one of them is the current one.
import { Plugin, PluginKey, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { closeHistory } from 'prosemirror-history';
import { button, h } from 'desk/dom';
import { number, say, words } from 'desk/words';

const KEY = new PluginKey('find');
const NOTHING = { query: '', loose: false, places: [], at: -1 };

/**
 * A text in small letters, with the place of each letter in the text.
 * @param {string} text
 * @param {boolean} loose whether marks do not matter: "duong" is "đường"
 */
function folded(text, loose) {
  let out = '';
  const at = [];
  for (let i = 0; i < text.length; i++) {
    let letter = text[i].toLowerCase();
    if (loose) letter = letter.normalize('NFD').replace(/\p{M}/gu, '').replace('đ', 'd');
    out += letter;
    for (let n = 0; n < letter.length; n++) at.push(i);
  }
  at.push(text.length);
  return { out, at };
}

/** Places of some words in a document: [{ from, to }]. */
export function placesOf(doc, query, loose) {
  const wanted = folded(query.normalize('NFC'), loose).out;
  const places = [];
  if (!wanted) return places;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    // A line break or another part without text counts as one place, as in the document.
    const { out, at } = folded(node.textBetween(0, node.content.size, null, '\ufffc'), loose);
    for (let found = out.indexOf(wanted); found >= 0; found = out.indexOf(wanted, found + wanted.length)) {
      places.push({ from: pos + 1 + at[found], to: pos + 1 + at[found + wanted.length] });
    }
    return false;
  });
  return places;
}

/** Marks the places that are looked for. */
export const finding = new Plugin({
  key: KEY,
  state: {
    init: () => NOTHING,
    apply(tr, before) {
      const change = tr.getMeta(KEY);
      if (!change && !(tr.docChanged && before.query)) return before;
      const { query, loose, at } = { ...before, ...change };
      const places = placesOf(tr.doc, query, loose);
      return { query, loose, places, at: places.length ? Math.min(Math.max(at, 0), places.length - 1) : -1 };
    },
  },
  props: {
    decorations(state) {
      const { places, at } = KEY.getState(state);
      return places.length
        ? DecorationSet.create(state.doc, places.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === at ? 'found current' : 'found' })))
        : DecorationSet.empty;
    },
  },
});

/**
 * The bar for it.
 * @param view the editor
 * @return dom, open, update
 */
export function findBar(view) {
  const find = h('input', { type: 'search', 'aria-label': words.findInText, placeholder: words.findInText, dir: 'auto', autocomplete: 'off', input: () => look(true) });
  const instead = h('input', { 'aria-label': words.replaceWith, placeholder: words.replaceWith, dir: 'auto', autocomplete: 'off' });
  const loose = h('input', { type: 'checkbox', change: () => look(true) });
  const count = h('output', { 'aria-live': 'polite' });
  const acts = [
    button('↑', () => go(-1), { 'aria-label': words.findPrevious, title: words.findPrevious }),
    button('↓', () => go(1), { 'aria-label': words.findNext, title: words.findNext }),
  ];
  const replace = button(words.replaceOne, replaceOne);
  const all = button(words.replaceAll, replaceAll);
  const dom = h('div', {
    class: 'find', role: 'search', 'aria-label': words.findAndReplace, hidden: true,
    keydown: (event) => {
      if (event.key === 'Escape') close();
      else if (event.key === 'Enter' && event.target === find) go(event.shiftKey ? -1 : 1);
      else if (event.key === 'Enter' && event.target === instead) replaceOne();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  }, h('p', {}, find, count, acts, button('×', close, { 'aria-label': words.close, title: words.close })),
  h('p', {}, instead, replace, all, h('label', {}, loose, words.findLoosely)));

  const state = () => KEY.getState(view.state);

  // Begins at the place after the caret.
  function look(fromCaret) {
    const { from } = view.state.selection;
    const places = placesOf(view.state.doc, find.value, loose.checked);
    const next = places.findIndex((place) => place.from >= from);
    view.dispatch(view.state.tr.setMeta(KEY, { query: find.value, loose: loose.checked, ...(fromCaret && { at: Math.max(next, 0) }) }));
    show();
  }

  function go(step) {
    const { places, at } = state();
    if (!places.length) return;
    view.dispatch(view.state.tr.setMeta(KEY, { at: (at + step + places.length) % places.length }));
    show();
  }

  // The current place comes into sight, and the caret goes with it.
  function show() {
    const { places, at } = state();
    if (at < 0) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, places[at].from, places[at].to)));
    view.dom.querySelector('.found.current')?.scrollIntoView({ block: 'center' });
  }

  function replaceOne() {
    const { places, at } = state();
    if (at < 0) return;
    const { from, to } = places[at];
    view.dispatch(closeHistory(view.state.tr).insertText(instead.value, from, to));
    // The next place is the first one behind the new words.
    const behind = state().places.findIndex((place) => place.from >= from + instead.value.length);
    view.dispatch(view.state.tr.setMeta(KEY, { at: Math.max(behind, 0) }));
    show();
  }

  function replaceAll() {
    const { places } = state();
    if (!places.length) return;
    const tr = closeHistory(view.state.tr);
    for (const { from, to } of [...places].reverse()) tr.insertText(instead.value, from, to);
    view.dispatch(tr);
    count.textContent = say(words.replaced, number(places.length));
  }

  function close() {
    dom.hidden = true;
    view.dispatch(view.state.tr.setMeta(KEY, NOTHING));
    view.focus();
  }

  return {
    dom,
    /** @param {boolean} [replacing] */
    open(replacing = false) {
      const { from, to } = view.state.selection;
      const selected = view.state.doc.textBetween(from, to, '\n', '\n');
      if (selected && !selected.includes('\n')) find.value = selected;
      dom.hidden = false;
      look(true);
      const first = replacing && find.value ? instead : find;
      first.focus();
      first.select();
    },
    update() {
      if (dom.hidden) return;
      const { places, at } = state();
      count.textContent = find.value ? say(words.findCount, number(at + 1), number(places.length)) : '';
      const buttons = [...acts, replace, all];
      const isLost = !places.length && buttons.some((act) => act === document.activeElement);
      for (const act of buttons) act.disabled = !places.length;
      // A disabled button takes no keys, so Escape would not close the bar.
      if (isLost) find.focus();
    },
  };
}
