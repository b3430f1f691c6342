// Comparison of two texts, word by word, marked with del and ins; and the merge of two changes of one text.
import { diffArrays, diffWordsWithSpace } from 'diff';
import { h } from 'desk/dom';

/** @type {{ touching?: boolean, within?: (base: string[], mine: string[], theirs: string[]) => string[] | null }} */
const NO_OPTIONS = {};

/** @return nodes: kept text as it is, what went in del, what came in ins */
export function marked(before, after) {
  return diffWordsWithSpace(before, after).map((part) =>
    part.added ? h('ins', {}, part.value) : part.removed ? h('del', {}, part.value) : part.value);
}

/**
 * Merges two changes of a list of blocks. If both changed the same block, mine comes first and theirs after it, so no line is lost.
 * @param options touching: changes that meet at one place clash; within: merges the block itself, or returns null
 * @return blocks, and such places as `clashes`: [{ at, mine, theirs }], counted in blocks
 */
export function together(base, mine, theirs, options = NO_OPTIONS) {
  const { touching, within } = options;
  const sides = [mine, theirs].map((side) => changes(base, side));
  const all = sides.flat().sort((a, b) => a.from - b.from || a.to - b.to);
  const blocks = [];
  const clashes = [];
  let at = 0;
  for (let i = 0; i < all.length;) {
    const { from } = all[i];
    let { to } = all[i];
    const group = [];
    do {
      group.push(all[i]);
      to = Math.max(to, all[i].to);
      i++;
    } while (i < all.length && (all[i].from < to || (touching && all[i].from === to)));
    blocks.push(...base.slice(at, from));
    at = to;
    const versions = sides.map((side) => applied(base, side.filter((change) => group.includes(change)), from, to));
    const changedBy = sides.map((side) => side.some((change) => group.includes(change)));
    if (changedBy[0] && changedBy[1] && versions[0].join() !== versions[1].join()) {
      const merged = within?.(base.slice(from, to), versions[0], versions[1]);
      const others = versions[1].filter((block) => !versions[0].includes(block));
      if (!merged) clashes.push({ at: blocks.length, mine: versions[0].length, theirs: others.length });
      blocks.push(...(merged ?? [...versions[0], ...others]));
    } else {
      blocks.push(...versions[changedBy[0] ? 0 : 1]);
    }
  }
  blocks.push(...base.slice(at));
  return { blocks, clashes };
}

const PIECES = /(<[^>]*>|\s+)/;

/** Merges two changes of a line word by word; null where both changed the same words. */
export function wordsTogether(base, mine, theirs, touching) {
  const [was, own, other] = [base, mine, theirs].map((text) => text.split(PIECES).filter(Boolean));
  const { blocks, clashes } = together(was, own, other, { touching });
  return clashes.length ? null : blocks.join('');
}

/** Blocks with the same words that differ in links or formatting: [{ before, after }], each as HTML. */
export function dressed(base, side) {
  const pairs = [];
  let gone = [];
  for (const part of diffArrays(base, side)) {
    if (part.removed) gone = [...part.value];
    else if (!part.added) gone = [];
    else {
      for (const after of part.value) {
        const at = gone.findIndex((before) => wordsOf(before) === wordsOf(after));
        if (at >= 0) pairs.push({ before: gone.splice(at, 1)[0], after });
      }
    }
  }
  return pairs;
}

const wordsOf = (block) => new DOMParser().parseFromString(block, 'text/html').body.textContent;

// Changed stretches of the base, with their new text.
function changes(base, side) {
  const found = [];
  let at = 0;
  let open = null;
  for (const part of diffArrays(base, side)) {
    if (!part.added && !part.removed) {
      at += part.value.length;
      open = null;
      continue;
    }
    if (!open) found.push(open = { from: at, to: at, blocks: [] });
    if (part.removed) open.to = at += part.value.length;
    else open.blocks.push(...part.value);
  }
  return found;
}

function applied(base, changed, from, to) {
  const result = [];
  let at = from;
  for (const change of changed) {
    result.push(...base.slice(at, change.from), ...change.blocks);
    at = change.to;
  }
  return [...result, ...base.slice(at, to)];
}
