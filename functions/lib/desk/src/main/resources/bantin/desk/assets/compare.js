// Comparison of two texts, word by word, marked with del and ins; and the merge of two changes of one text.
import { diffArrays, diffWordsWithSpace } from 'diff';
import { h } from 'desk/dom';

/** @return nodes: kept text as it is, what went in del, what came in ins */
export function marked(before, after) {
  return diffWordsWithSpace(before, after).map((part) =>
    part.added ? h('ins', {}, part.value) : part.removed ? h('del', {}, part.value) : part.value);
}

/**
 * Merges two changes of a list of blocks. If both changed the same block, mine comes first and theirs after it, so no line is lost.
 * @return blocks, and as `clash` whether there was such a place
 */
export function together(base, mine, theirs) {
  const sides = [mine, theirs].map((side) => changes(base, side));
  const all = sides.flat().sort((a, b) => a.from - b.from || a.to - b.to);
  const blocks = [];
  let clash = false;
  let at = 0;
  for (let i = 0; i < all.length;) {
    const { from } = all[i];
    let { to } = all[i];
    const group = [];
    do {
      group.push(all[i]);
      to = Math.max(to, all[i].to);
      i++;
    } while (i < all.length && all[i].from < to);
    blocks.push(...base.slice(at, from));
    at = to;
    const versions = sides.map((side) => applied(base, side.filter((one) => group.includes(one)), from, to));
    const changedBy = sides.map((side) => side.some((one) => group.includes(one)));
    if (changedBy[0] && changedBy[1] && versions[0].join() !== versions[1].join()) {
      clash = true;
      blocks.push(...versions[0], ...versions[1].filter((block) => !versions[0].includes(block)));
    } else {
      blocks.push(...versions[changedBy[0] ? 0 : 1]);
    }
  }
  blocks.push(...base.slice(at));
  return { blocks, clash };
}

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
  for (const one of changed) {
    result.push(...base.slice(at, one.from), ...one.blocks);
    at = one.to;
  }
  return [...result, ...base.slice(at, to)];
}
