// What changed between two texts, word by word, marked as HTML marks it.
import { diffWordsWithSpace } from 'diff';
import { h } from 'desk/dom';

/** @return nodes: kept text as it is, what went in del, what came in ins */
export function marked(before, after) {
  return diffWordsWithSpace(before, after).map((part) =>
    part.added ? h('ins', {}, part.value) : part.removed ? h('del', {}, part.value) : part.value);
}
