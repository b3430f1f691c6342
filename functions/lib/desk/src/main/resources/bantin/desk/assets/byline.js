// The authors, in the order of the byline: a line each, moved by buttons or Alt with the arrow keys.
import { $, button, h } from 'desk/dom';
import { admin } from 'desk/api';
import { say, words } from 'desk/words';

/** @param changed called after each change */
export function byline(changed) {
  const list = $('authors');
  const status = $('authors-said');
  let suggested = false;

  function line(name = '') {
    const input = h('input', {
      value: name, list: 'bylines', dir: 'auto', autocomplete: 'off', 'aria-label': words.author, maxlength: '100',
      input: changed,
      focus: suggest,
      keydown: (event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          if (input.value.trim()) add(item);
        } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
          event.preventDefault();
          move(item, event.key === 'ArrowUp' ? -1 : 1);
          input.focus();
        } else if (event.key === 'Backspace' && !input.value && list.children.length > 1) {
          event.preventDefault();
          remove(item);
        }
      },
    });
    const step = (face, label, by) => button(face, (event) => {
      move(item, by);
      event.currentTarget.focus();
    }, { 'aria-label': label, title: label });
    const item = h('li', {}, input, step('↑', words.up, -1), step('↓', words.down, 1),
      button('×', () => remove(item), { 'aria-label': words.removeAuthor, title: words.removeAuthor }));
    return item;
  }

  function add(after) {
    const item = line();
    if (after) after.after(item);
    else list.append(item);
    item.querySelector('input').focus();
  }

  function move(item, by) {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(item);
    else other.after(item);
    const name = item.querySelector('input').value;
    status.textContent = say(words.authorAt, name, [...list.children].indexOf(item) + 1);
    changed();
  }

  function remove(item) {
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    if (next) next.querySelector('input').focus();
    else add();
    changed();
  }

  // Names from earlier bylines, fetched when first needed.
  async function suggest() {
    if (suggested) return;
    suggested = true;
    try {
      const { authors } = await admin('GET', '/bylines');
      $('bylines').replaceChildren(...authors.map((name) => h('option', { value: name })));
    } catch {
      suggested = false;
    }
  }

  $('add-author').addEventListener('click', () => add());
  return {
    get names() { return [...list.querySelectorAll('input')].map((input) => input.value.trim()).filter(Boolean); },
    set names(names) { list.replaceChildren(...(names.length ? names : ['']).map(line)); },
  };
}
