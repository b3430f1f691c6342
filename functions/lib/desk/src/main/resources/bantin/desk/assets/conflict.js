// Conflict with another person's save: the former text, theirs and mine side by side for each field, and the merged text.
import { $, ask, button, h } from 'desk/dom';
import { marked, together } from 'desk/compare';
import { createEditor } from 'desk/editor';
import { blocks, plain } from 'desk/schema';
import { say, when, words } from 'desk/words';

const LISTS = ['authors', 'tags'];
const LONG = ['title', 'lead'];

const equal = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const shown = (name, value) => (name === 'body' ? plain(value) : LISTS.includes(name) ? value.join(', ') : value);

/** The fields that they changed. */
export const changedBy = (base, theirs) => Object.keys(base).filter((name) => !equal(base[name], theirs[name]));

/**
 * Shows the fields that they changed; the others stay mine. Where both changed the body, both changes are in what is proposed; where
 * both changed a line, the person must choose.
 * @return the text that shall stand
 */
export async function resolve({ base, theirs, mine, by, at }) {
  const dialog = $('conflict');
  $('conflict-about').textContent = say(words.conflictAbout, by, when(at));
  const merged = { ...mine };
  const editors = [];
  const open = new Set();
  const save = dialog.querySelector('button[value=save]');
  const chosen = (name) => {
    open.delete(name);
    save.disabled = open.size > 0;
    $('conflict-open').hidden = !save.disabled;
  };
  const fields = changedBy(base, theirs).map((name) => {
    const bothChanged = !equal(mine[name], base[name]) && !equal(mine[name], theirs[name]);
    let note = bothChanged ? words.bothChanged : words.onlyTheirs;
    if (!bothChanged) {
      merged[name] = theirs[name];
    } else if (name === 'body') {
      const both = together(...[base, mine, theirs].map((text) => blocks(text.body)));
      merged.body = both.blocks.join('\n');
      note = both.clash ? words.bothBelow : words.bothTogether;
    } else {
      open.add(name);
    }
    const result = resultField(name, merged, editors, () => chosen(name));
    const version = (title, before, after) =>
      h('div', {}, h('h3', {}, title), h('div', { class: 'version', dir: 'auto', tabindex: '0', role: 'group', 'aria-label': title }, ...marked(before, after)));
    const was = shown(name, base[name]);
    return h('fieldset', {},
      h('legend', {}, words[name], ' ', h('small', {}, note)),
      h('div', { class: 'versions' },
        version(words.itWas, was, was),
        version(say(words.theirs, by), was, shown(name, theirs[name])),
        version(words.mine, was, shown(name, mine[name]))),
      h('p', { class: 'acts' },
        button(words.takeMine, () => result.set(mine[name])),
        button(words.takeTheirs, () => result.set(theirs[name]))),
      result.dom);
  });
  $('conflict-fields').replaceChildren(...fields);
  chosen();
  const stay = (event) => event.preventDefault();
  dialog.addEventListener('cancel', stay);
  await ask(dialog);
  dialog.removeEventListener('cancel', stay);
  editors.forEach((one) => one.finish());
  $('conflict-fields').replaceChildren();
  return merged;
}

// Merged text, which the person may edit.
function resultField(name, merged, editors, chosen) {
  const id = `merged-${name}`;
  const label = `${words[name]}: ${words.result}`;
  if (name === 'body') {
    const place = h('div', { class: 'editor' });
    const editor = createEditor({ place, labelledBy: id });
    editor.set(merged.body);
    editors.push({
      finish() {
        merged.body = editor.html();
        editor.destroy();
      },
    });
    return { dom: h('div', {}, h('p', { id, class: 'label' }, label), place), set: (value) => editor.set(value) };
  }
  const write = () => {
    chosen();
    merged[name] = LISTS.includes(name) ? input.value.split(',').map((one) => one.trim()).filter(Boolean) : input.value;
  };
  let input;
  if (name === 'section') {
    input = $('section').cloneNode(true);
    input.id = id;
    input.addEventListener('change', write);
  } else {
    // Enter in a field does not save.
    input = h(LONG.includes(name) ? 'textarea' : 'input', { id, dir: 'auto', input: write, keydown: (event) => { if (event.key === 'Enter') event.preventDefault(); } });
  }
  const set = (value) => {
    input.value = shown(name, value);
    write();
  };
  input.value = shown(name, merged[name]);
  return { dom: h('p', {}, h('label', { for: id }, label), input), set };
}
