// Elements without a framework.
import { words } from 'desk/words';

/** @type {(id: string) => any} the element's type is known to the page alone */
export const $ = (id) => document.getElementById(id);

// h('button', { type: 'button', click: save }, 'Save'): functions listen, true and false set or leave out, all else is an attribute.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export const button = (text, click, attributes = {}) => h('button', { type: 'button', click, ...attributes }, text);

// The ring on title, lead and text is for people who move with the keyboard. It comes when a key has moved the focus, and goes with a
// click or a typed letter.
const root = document.documentElement;
let byKeys = false;
document.addEventListener('keydown', () => { byKeys = true; }, true);
document.addEventListener('pointerdown', () => {
  byKeys = false;
  delete root.dataset.keys;
}, true);
document.addEventListener('focusin', () => { if (byKeys) root.dataset.keys = ''; });
document.addEventListener('beforeinput', () => { delete root.dataset.keys; }, true);

const SEEN = 10000;
let fading = 0;

// Messages: visible at any scroll position and above dialogs, read out by screen readers. Good news disappears by
// itself. Messages do not take the focus.
/**
 * @param {string} text
 * @param {boolean} [bad]
 * @param {() => void} [act] what the message's button does
 * @param {string} [name] of the button
 */
export function tell(text, bad = false, act = null, name = words.undo) {
  const message = $('message');
  const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
  const place = dialog ?? $('content');
  if (message.parentNode !== place) place.prepend(message);
  if (dialog) dialog.addEventListener('close', () => $('content').prepend(message), { once: true });
  $('message-text').textContent = text;
  message.className = bad ? 'bad' : '';
  message.hidden = !text;
  $('message-act').hidden = !act;
  $('message-act').textContent = name;
  $('message-act').onclick = act;
  clearTimeout(fading);
  if (bad && !document.activeElement?.matches('input, textarea, select, [contenteditable="true"]')) $('message-text').focus();
  else if (text && !bad) fading = setTimeout(tell, act ? 2 * SEEN : SEEN, '');
}

// Messages never cover the focused element (WCAG 2.2, 2.4.11).
document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof Element)) return;
  const above = $('message').getBoundingClientRect();
  const at = target.getBoundingClientRect();
  const isBeneath = at.bottom > above.top && at.top < above.bottom && at.right > above.left && at.left < above.right;
  if (isBeneath && at.height < above.top && !$('message').contains(target)) window.scrollBy(0, at.bottom - above.top + 8);
});

// A question in a dialog of the page. Resolves with the value of the button pressed, or '' when it is closed.
export function ask(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });
}

let questions = 0;

/**
 * @param answers [value, text] of each button, the likeliest first
 * @param about lines beneath the question
 * @return the value of the one pressed, '' where the dialog is closed without
 */
export async function choice(question, answers, about = []) {
  const name = `question-${++questions}`;
  const dialog = h('dialog', { 'aria-labelledby': name },
    h('form', { method: 'dialog' },
      h('p', { id: name }, question),
      about.length > 0 && h('ul', { class: 'about' }, about.map((line) => h('li', {}, line))),
      h('p', { class: 'acts' }, answers.map(([value, text], i) => h('button', { value, class: i === 0 && 'button' }, text)))));
  document.body.append(dialog);
  const answer = await ask(dialog);
  dialog.remove();
  return answer;
}

export const confirmed = async (question, yes, no) => (await choice(question, [['yes', yes], ['', no]])) === 'yes';
