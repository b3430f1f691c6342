// Merge with another save of the same article. Both changes stand where they can. Where both changed the same words, a small
// question stands beside the text, and writing goes on.
import { $, button, h } from 'desk/dom';
import { marked, together, wordsTogether } from 'desk/compare';
import { blocks, html, parse, plain } from 'desk/schema';
import { say, words } from 'desk/words';

const LISTS = ['authors', 'tags'];
/** Fields of which one version or the other stands, never a mixture. */
const WHOLE = ['section', 'slug'];

const equal = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The fields that they changed. */
export const changedBy = (base, theirs) => Object.keys(base).filter((name) => !equal(base[name], theirs[name]));

/**
 * Merges two changes of a text.
 * @return `merged`, `fields` and `clashes`. `fields` are the names of lines of which mine stands although they changed the same words.
 *     `clashes` are the places of the merged body where both versions stand: [{ at, mine, theirs }], counted in blocks.
 */
export function merge({ base, theirs, mine }) {
  const merged = { ...mine };
  const fields = [];
  let clashes = [];
  for (const name of changedBy(base, theirs)) {
    if (equal(mine[name], base[name])) {
      merged[name] = theirs[name];
    } else if (name === 'body') {
      const both = together(blocks(base.body), blocks(mine.body), blocks(theirs.body), { within });
      merged.body = both.blocks.join('\n');
      clashes = both.clashes.filter((clash) => clash.mine && clash.theirs);
    } else if (LISTS.includes(name)) {
      const kept = mine[name].filter((entry) => theirs[name].includes(entry) || !base[name].includes(entry));
      merged[name] = [...kept, ...theirs[name].filter((entry) => !kept.includes(entry) && !base[name].includes(entry))];
    } else if (!equal(mine[name], theirs[name])) {
      const both = WHOLE.includes(name) ? null : wordsTogether(base[name], mine[name], theirs[name], true);
      if (both === null) fields.push(name);
      else merged[name] = both;
    }
  }
  return { merged, fields, clashes };
}

// Merges two changes of one block; null if they touch the same words or make no valid block.
function within(base, mine, theirs) {
  if ([base, mine, theirs].some((side) => side.length !== 1)) return null;
  const both = wordsTogether(base[0], mine[0], theirs[0], false);
  return both !== null && html(parse(both)) === both ? [both] : null;
}

// Another person, or another window of the same person, changed the same line or passage.
function sentence({ isLine, by }) {
  if (by) return isLine ? words.clashLine : words.clashBody;
  return isLine ? words.clashLineOwn : words.clashBodyOwn;
}

/** The questions of an article, one at a time. */
export function questions() {
  const place = $('clashes');
  let open = [];
  let done = null;

  // The question about a line must be answered before the next save: the line holds one version alone.
  const settle = (answered) => {
    if (!done || (answered && open.some((question) => question.isLine))) return;
    done(answered);
    done = null;
  };

  function show() {
    const [question] = open;
    place.hidden = !question;
    if (!question) {
      place.replaceChildren();
      return;
    }
    const answer = (chosen) => button(chosen.text, () => {
      open = open.filter((other) => other !== question);
      chosen.run();
      show();
      settle(true);
    });
    const version = (title, nodes) => h('div', {}, h('strong', {}, title), h('p', { dir: 'auto' }, ...nodes));
    place.replaceChildren(
      h('p', { id: 'clash-name', role: 'status' }, say(sentence(question), words[question.name], question.by),
        open.length > 1 && h('small', {}, ' ' + say(words.clashesLeft, open.length))),
      version(question.by ? words.mine : words.thisWindow, [question.mine]),
      version(question.by ? say(words.theirs, question.by) : words.otherWindow, marked(question.mine, question.theirs).filter((part) => part.localName !== 'del')),
      h('p', { class: 'acts' }, ...question.answers.map(answer)));
  }

  return {
    get open() { return open.length > 0; },
    /**
     * @param list [{ name, by, mine, theirs, isLine, answers: [{ text, run }] }]
     * @return whether every line has its answer: false where the article was left first
     */
    ask(list) {
      open.push(...list);
      show();
      if (!open.some((question) => question.isLine)) return Promise.resolve(true);
      return new Promise((resolve) => { done = resolve; });
    },
    dismiss() {
      open = [];
      show();
      settle(false);
    },
  };
}

const keepMine = (by) => (by ? words.takeMine : words.takeThisWindow);
const takeTheirs = (by) => (by ? say(words.takeTheirs, by) : words.takeOtherWindow);

/**
 * The question about a line.
 * @param by name of the other person; null where it is another tab of the same one
 */
export function aboutLine(name, by, mine, theirs, take) {
  return { name, by, mine, theirs, isLine: true, answers: [{ text: keepMine(by), run() {} }, { text: takeTheirs(by), run: take }] };
}

/** The question about a passage of the text, which holds both versions. */
export function aboutPassage(by, passage) {
  return {
    name: 'body', by, mine: plain(passage.mine), theirs: plain(passage.theirs), isLine: false,
    answers: [
      { text: keepMine(by), run: () => passage.keep('mine') },
      { text: takeTheirs(by), run: () => passage.keep('theirs') },
      { text: words.keepBoth, run: () => passage.keep('both') },
    ],
  };
}
