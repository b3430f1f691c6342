// Galleries: photos that stand together, made of photos next to each other and taken apart again.
import { Plugin, TextSelection } from 'prosemirror-state';
import { Fragment } from 'prosemirror-model';
import { schema } from 'desk/schema';

const { nodes } = schema;

const isPhoto = (node) => node?.type === nodes.figure || node?.type === nodes.gallery;
const isBlankLine = (node) => node.type === nodes.paragraph && !node.content.size;

/** Depth of the gallery around a place; -1 where there is none. */
export function galleryDepth($place) {
  for (let depth = $place.depth; depth > 0; depth--) if ($place.node(depth).type === nodes.gallery) return depth;
  return -1;
}

/** Takes the gallery of the caret apart; else makes one of the chosen photos, or of the photo with its neighbours. */
export function gallery(state, dispatch) {
  return dissolve(state, dispatch) || join(state, dispatch);
}

function dissolve(state, dispatch) {
  const { $from, $to, node } = state.selection;
  const isChosen = node?.type === nodes.gallery;
  const depth = galleryDepth($from);
  if (!isChosen && (depth < 0 || $to.pos > $from.end(depth))) return false;
  if (!dispatch) return true;
  const pos = isChosen ? $from.pos : $from.before(depth);
  const { content, nodeSize } = isChosen ? node : $from.node(depth);
  const tr = state.tr.replaceWith(pos, pos + nodeSize, content);
  // The caret stays in its caption: what stood around the photos took one place.
  const caret = isChosen ? pos + 1 : $from.pos - 1;
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(caret))).scrollIntoView());
  return true;
}

function join(state, dispatch) {
  const { $from, $to } = state.selection;
  let depth = $from.sharedDepth($to.pos);
  while (depth > 0 && ($from.node(depth).isTextblock || isPhoto($from.node(depth)))) depth--;
  const parent = $from.node(depth);
  let first = $from.index(depth);
  let end = $to.indexAfter(depth);
  if (end - first === 1 && isPhoto(parent.child(first))) {
    while (first > 0 && isPhoto(parent.child(first - 1))) first--;
    while (isPhoto(parent.maybeChild(end))) end++;
  }
  const chosen = [];
  for (let index = first; index < end; index++) chosen.push(parent.child(index));
  if (!chosen.every((node) => isPhoto(node) || isBlankLine(node)) || chosen.filter(isPhoto).length < 2) return false;
  if (!dispatch) return true;
  const figures = chosen.filter(isPhoto).flatMap((node) => (node.type === nodes.gallery ? [...node.children] : [node]));
  const from = $from.posAtIndex(first, depth);
  const tr = state.tr.replaceWith(from, $from.posAtIndex(end, depth), nodes.gallery.create(null, Fragment.from(figures)));
  dispatch(tr.setSelection(TextSelection.create(tr.doc, from + 2)).scrollIntoView());
  return true;
}

/** A gallery with one photo left is that photo. */
export const lonely = new Plugin({
  appendTransaction(transactions, before, state) {
    if (!transactions.some((transaction) => transaction.docChanged)) return null;
    const found = [];
    state.doc.descendants((node, pos) => {
      if (node.type === nodes.gallery && node.childCount === 1) found.push({ node, pos });
      return !node.isTextblock;
    });
    const { tr } = state;
    for (const { node, pos } of found.reverse()) tr.replaceWith(pos, pos + node.nodeSize, node.content);
    return found.length ? tr : null;
  },
});
