// Elements without a framework.
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

// What is told to everybody: seen at the top of the page, read out by screen readers.
export function tell(text, bad = false) {
  const message = $('message');
  message.textContent = text;
  message.className = bad ? 'bad' : '';
  message.hidden = !text;
  if (bad) message.focus();
}

// A question in a dialog of the page. Resolves with the value of the button pressed, or '' when it is closed.
export function ask(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });
}

let questions = 0;

export async function confirmed(question, yes, no) {
  const name = `question-${++questions}`;
  const dialog = h('dialog', { 'aria-labelledby': name },
    h('form', { method: 'dialog' },
      h('p', { id: name }, question),
      h('p', { class: 'acts' }, h('button', { value: 'yes', class: 'button' }, yes), h('button', { value: '' }, no))));
  document.body.append(dialog);
  const answer = await ask(dialog);
  dialog.remove();
  return answer === 'yes';
}
