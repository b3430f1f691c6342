// Changes that come from outside into a text that is being written: the caret stays, and passages with two versions are marked.
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { diffArrays } from 'diff';
import { html, parse } from 'desk/schema';

const KEY = new PluginKey('clash');

/** Marks the passages with two versions, as long as a question about them is open. */
export const clashing = new Plugin({
  key: KEY,
  state: {
    init: () => [],
    apply(tr, before) {
      const { add = [], remove = null } = tr.getMeta(KEY) ?? {};
      const move = ({ from, to }) => ({ from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) });
      const kept = tr.docChanged ? before.map((clash) => ({ ...clash, mine: move(clash.mine), theirs: move(clash.theirs) })) : before;
      return [...kept.filter((clash) => clash.key !== remove), ...add];
    },
  },
  props: {
    decorations(state) {
      const found = [];
      for (const clash of KEY.getState(state)) {
        for (const side of ['mine', 'theirs']) {
          const { from, to } = clash[side];
          if (from < to) state.doc.nodesBetween(from, to, (node, pos) => {
            if (pos >= from && pos + node.nodeSize <= to) found.push(Decoration.node(pos, pos + node.nodeSize, { class: 'clash-' + side }));
            return false;
          });
        }
      }
      return DecorationSet.create(state.doc, found);
    },
  },
});

/** Blocks of a document that are part of its body, with their places: [{ pos, end, node, html }]. */
function blocksOf(doc) {
  const found = [];
  doc.forEach((node, pos) => {
    const source = html(doc.type.create(null, node));
    if (source) found.push({ pos, end: pos + node.nodeSize, node, html: source });
  });
  return found;
}

/** Turns the text into another one, block by block, so that the caret stays where it is. */
export function patch(view, body) {
  const { doc, tr } = view.state;
  const now = blocksOf(doc);
  const next = blocksOf(parse(body));
  let at = 0;
  let to = 0;
  let gone = [];
  const changes = [];
  const flush = (come) => {
    if (gone.length || come.length) changes.push({ from: gone[0]?.pos ?? now[at]?.pos ?? now.at(-1)?.end ?? 0, to: gone.at(-1)?.end, gone, come });
    gone = [];
  };
  for (const part of diffArrays(now.map((block) => block.html), next.map((block) => block.html))) {
    if (part.removed) {
      gone = now.slice(at, at + part.value.length);
      at += part.value.length;
    } else if (part.added) {
      flush(next.slice(to, to + part.value.length));
      to += part.value.length;
    } else {
      flush([]);
      at += part.value.length;
      to += part.value.length;
    }
  }
  flush([]);
  for (const { from, to: end = from, gone: before, come } of changes.reverse()) {
    const [block] = before;
    if (before.length === 1 && come.length === 1 && block.node.isTextblock && block.node.sameMarkup(come[0].node)) narrow(tr, block, come[0].node);
    else if (come.length) tr.replaceWith(from, end, come.map(({ node }) => node));
    else tr.delete(from, end);
  }
  if (tr.docChanged) view.dispatch(tr);
}

// Within a line only the words that differ are changed.
function narrow(tr, { pos, node }, next) {
  const start = node.content.findDiffStart(next.content);
  if (start === null) return;
  let { a, b } = node.content.findDiffEnd(next.content);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  tr.replaceWith(pos + 1 + start, pos + 1 + a, next.content.cut(start, b));
}

/**
 * Marks passages that hold both versions, mine before theirs.
 * @param clashes as merge of desk/conflict counts them
 * @return the passages: { mine, theirs, keep('mine' | 'theirs' | 'both') }, the versions as HTML
 */
export function passages(view, clashes) {
  const all = blocksOf(view.state.doc);
  const span = (some) => ({ from: some[0].pos, to: some.at(-1).end });
  const add = clashes
    .map(({ at, mine, theirs }) => ({ key: crypto.randomUUID(), own: all.slice(at, at + mine), other: all.slice(at + mine, at + mine + theirs) }))
    .filter(({ own, other }) => own.length && other.length)
    .map((clash) => ({ ...clash, mine: span(clash.own), theirs: span(clash.other) }));
  view.dispatch(view.state.tr.setMeta(KEY, { add }));
  return add.map(({ key, own, other }) => ({
    mine: own.map((block) => block.html).join('\n'),
    theirs: other.map((block) => block.html).join('\n'),
    keep(side) {
      const place = KEY.getState(view.state).find((clash) => clash.key === key);
      const tr = view.state.tr.setMeta(KEY, { remove: key });
      const drop = side === 'mine' ? place?.theirs : side === 'theirs' ? place?.mine : null;
      if (drop && drop.from < drop.to) tr.delete(drop.from, drop.to);
      view.dispatch(tr);
    },
  }));
}
