// Views of photos, attachments and videos in the editor: their attributes, their place in the text, and their end.

import { closeHistory } from 'prosemirror-history';
import { NodeSelection } from 'prosemirror-state';

export class BlockView {
  constructor(node, view, getPos) {
    this.node = node;
    this.view = view;
    this.getPos = getPos;
    this.deaf = () => {};
    /** @type {HTMLElement} */
    this.dom = null;
  }

  /** Draws the node; each kind draws its own. */
  show() {}

  change(attrs, remembered = true) {
    const pos = this.getPos();
    if (pos == null) return;
    const transaction = this.view.state.tr.setNodeMarkup(pos, null, { ...this.node.attrs, ...attrs });
    if (!remembered) transaction.setMeta('addToHistory', false);
    this.view.dispatch(transaction);
  }

  move(by) {
    const { state } = this.view;
    const from = this.getPos();
    const $from = state.doc.resolve(from);
    const index = $from.index();
    const neighbour = $from.parent.maybeChild(index + by);
    if (!neighbour) return;
    const to = by < 0 ? from - neighbour.nodeSize : from + neighbour.nodeSize;
    const focused = document.activeElement?.textContent;
    const node = state.doc.nodeAt(from);
    const transaction = state.tr.delete(from, from + node.nodeSize).insert(to, node);
    this.view.dispatch(transaction.setSelection(NodeSelection.create(transaction.doc, to)).scrollIntoView());
    // Drawn anew at its new place: the button under the finger stays the same one.
    const moved = this.view.nodeDOM(to);
    [...(moved?.querySelectorAll?.('button') ?? [])].find((control) => control.textContent === focused)?.focus();
    moved?.scrollIntoView?.({ block: 'nearest' });
  }

  remove() {
    const from = this.getPos();
    this.view.dispatch(closeHistory(this.view.state.tr.delete(from, from + this.node.nodeSize)));
    this.view.focus();
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  selectNode() { this.dom.classList.add('selected'); }

  deselectNode() { this.dom.classList.remove('selected'); }

  destroy() { this.deaf(); }
}
