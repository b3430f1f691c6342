// The body's editor: ProseMirror with the desk's schema, its keys, its toolbar, and photos dropped or pasted into the text.
import { EditorState, NodeSelection, Plugin, Selection, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import { Fragment } from 'prosemirror-model';
import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import { closeHistory, history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { addRowAfter, goToNextCell, isInTable, tableEditing } from 'prosemirror-tables';
import { draft, html, parse, pending, schema } from 'desk/schema';
import { clean, fit, inert } from 'desk/paste';
import { AttachmentView } from 'desk/attachment';
import { FigureView } from 'desk/figure';
import { galleryDepth, lonely } from 'desk/gallery';
import { withLater } from 'desk/parts';
import { isDroppedAttachment, isPicture, listen, photo, refusal, refusedAttachment, take, takeAttachment } from 'desk/photos';
import { askLink, mark, toolbar } from 'desk/toolbar';
import { h, tell } from 'desk/dom';
import { frameAddress, VideoView, videoOf } from 'desk/video';
import { say, words } from 'desk/words';

/**
 * @param place an empty element for toolbar and text
 * @param labelledBy the id of what names it
 * @param changed called after each change of the text
 * @param opened called with files that are no photos: Word, Markdown, HTML
 */
export function createEditor({ place, labelledBy, changed = () => {}, opened = null }) {
  const { nodes, marks } = schema;
  let view = null;

  const keys = {
    'Mod-z': undo,
    'Mod-y': redo,
    'Shift-Mod-z': redo,
    'Mod-b': mark(marks.strong),
    'Mod-i': mark(marks.em),
    'Mod-u': mark(marks.underline),
    'Mod-k': () => { askLink(view); return true; },
    'Mod-]': sinkListItem(nodes.list_item),
    'Mod-[': liftListItem(nodes.list_item),
    'Mod-f': () => { openFind(false); return true; },
    'Mod-h': () => { openFind(true); return true; },
    Enter: chainCommands(leaveFigure, videoLine, splitListItem(nodes.list_item)),
    Backspace: chainCommands(removeChosen, selectEmptyFigure),
    Delete: removeChosen,
    'Shift-Enter': chainCommands(exitCode, (state, dispatch) => {
      dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
      return true;
    }),
    // The browser's own selection stops at the first photo.
    'Mod-Home': selectAt(Selection.atStart),
    'Mod-End': selectAt(Selection.atEnd),
    // Tab leads out, as everywhere on the page. Before that it goes from a caption to the photo's other words, from cell to cell, and indents lists.
    Tab: chainCommands((state) => {
      const { $from } = state.selection;
      if ($from.parent.type !== nodes.figure) return false;
      view.nodeDOM($from.before()).querySelector('input[name=credit]').focus();
      return true;
    }, goToNextCell(1), cellInNewRow, sinkListItem(nodes.list_item)),
    'Shift-Tab': chainCommands(goToNextCell(-1), outdent),
    // From a caption to its photo, which Delete removes.
    Escape: (state, dispatch) => {
      const { $from } = state.selection;
      if ($from.parent.type !== nodes.figure) return false;
      dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before())));
      return true;
    },
    'Alt-F10': () => { bar.focus(); return true; },
  };

  const rules = inputRules({
    rules: [
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*[-+*]\s$/, nodes.bullet_list),
      wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, (match) => ({ start: +match[1] }),
        (match, node) => node.childCount + node.attrs.start === +match[1]),
      textblockTypeInputRule(/^(#{2,4})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
    ],
  });

  const plugins = [
    rules, keymap(keys), keymap(baseKeymap), history(), dropCursor({ class: 'drop-cursor', color: false }), gapCursor(), tableEditing(), lonely, lastLine, current,
  ];

  const stateOf = (body) => {
    const state = EditorState.create({ doc: parse(body), plugins });
    // The plugins see the change this way.
    return state.apply(state.tr);
  };

  const content = document.createElement('div');
  view = new EditorView({ mount: content }, {
    state: stateOf(''),
    attributes: ({ doc }) => ({
      class: isBlank(doc) ? 'body blank' : 'body', 'data-hint': words.bodyBlank, role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': labelledBy, dir: 'auto',
    }),
    nodeViews: {
      figure: (node, itsView, getPos) => new FigureView(node, itsView, getPos),
      video: (node, itsView, getPos) => new VideoView(node, itsView, getPos),
      attachment: (node, itsView, getPos) => new AttachmentView(node, itsView, getPos),
    },
    handleClickOn: (itsView, at, node, pos, event, direct) => {
      if (!direct || node.type !== nodes.figure || !(event.target instanceof HTMLImageElement)) return false;
      itsView.dispatch(itsView.state.tr.setSelection(NodeSelection.create(itsView.state.doc, pos)));
      return true;
    },
    // Letters typed at a selected photo are its caption's; they do not take its place.
    handleTextInput: (itsView, from, to, text) => {
      const { selection, tr } = itsView.state;
      if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.figure) return false;
      const end = selection.to - 1;
      itsView.dispatch(tr.insertText(text, end).setSelection(TextSelection.create(tr.doc, end + text.length)));
      return true;
    },
    transformPastedHTML: (source) => {
      // HTML copied from this editor is clean, and keeps the places of its cuts.
      if (source.includes('data-pm-slice')) return fit(inert(source));
      const pasted = clean(source);
      const told = [pasted.lost > 0 && say(words.picturesLost, pasted.lost), pasted.frames.length > 0 && say(words.framesLost, pasted.frames.join(', '))];
      if (told.some(Boolean)) tell(told.filter(Boolean).join('\n'), true);
      return pasted.html;
    },
    transformPastedText: fit,
    handlePaste: (itsView, event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Word and Excel add a picture of the text: there the text is meant.
      const copied = event.clipboardData?.getData('text/plain').trim();
      if (files.length > 0 && !copied) return insertFiles(files);
      return pasteAddress(copied ?? '');
    },
    handleDrop: (itsView, event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      // A photo of the text that is moved comes as a file, too.
      if (!files.length || itsView.dragging) return false;
      event.preventDefault();
      return insertFiles(files, placeOf(event));
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      bar.update();
      find?.update();
      if (transaction.docChanged) changed();
    },
  });

  // An address over words links them; on an empty line that of a video becomes the video; else it becomes a link.
  function pasteAddress(text) {
    const { state } = view;
    const { $from, from, to, empty } = state.selection;
    const embedded = frameAddress(text);
    const address = embedded ?? text;
    if (!/^https?:\/\/[^\s"<>]+$/i.test(address) || !URL.canParse(address)) return false;
    const video = videoOf(address);
    const isBlankLine = $from.parent.type === nodes.paragraph && !$from.parent.content.size;
    if (video && empty && (embedded || isBlankLine) && replaceLine(state, view.dispatch, video)) return true;
    if (embedded && !video) {
      tell(say(words.framesLost, new URL(address).host), true);
      return true;
    }
    if (!$from.parent.inlineContent || !$from.parent.type.allowsMarkType(marks.link)) return false;
    const link = marks.link.create({ href: address });
    const tr = empty ? state.tr.replaceSelectionWith(schema.text(address, [...$from.marks(), link]), false) : state.tr.removeMark(from, to, marks.link).addMark(from, to, link);
    view.dispatch(tr.removeStoredMark(marks.link).scrollIntoView());
    return true;
  }

  /** The position under the pointer: the end of the text below it, null beside and above it. */
  function placeOf({ clientX, clientY }) {
    const isBelow = clientY > content.getBoundingClientRect().bottom;
    return isBelow ? view.state.doc.content.size : view.posAtCoords({ left: clientX, top: clientY })?.pos ?? null;
  }

  function insertFiles(files, pos = null) {
    const pictures = files.filter(isPicture);
    const documents = files.filter(isDroppedAttachment);
    const others = files.filter((file) => !isPicture(file) && !isDroppedAttachment(file));
    insertPhotos(pictures, pos);
    insertAttachments(documents, pos);
    if (others.length) {
      if (opened) opened(others);
      else tell(say(words.photoType, others[0].name), true);
    }
    return true;
  }

  /** Inserts photos at once, each in its place; a message names refused ones. */
  function insertPhotos(files, pos = null) {
    const refused = files.map(refusal).filter(Boolean);
    if (refused.length) tell(refused.join('\n'), true);
    const figures = files.map(take).filter(Boolean).map((key) => nodes.figure.create({ upload: key, file: photo(key).name }));
    if (!figures.length) return;
    const { doc, tr } = view.state;
    const $at = doc.resolve(Math.min(pos ?? view.state.selection.to, doc.content.size));
    const line = $at.depth ? $at.node(1) : null;
    const isEmpty = line?.type === nodes.paragraph && !line.content.size;
    const depth = galleryDepth($at);
    // Photos that come into a gallery stand behind the photo there.
    const within = depth < 0 ? null : depth < $at.depth ? $at.after(depth + 1) : $at.pos;
    const [from, to] = within !== null ? [within, within] : !line ? [$at.pos, $at.pos] : isEmpty ? [$at.before(1), $at.after(1)] : [$at.after(1), $at.after(1)];
    tr.replaceWith(from, to, Fragment.from(figures));
    // The cursor goes into the first caption: that is what is written next.
    tr.setSelection(TextSelection.create(tr.doc, from + 1)).scrollIntoView();
    view.dispatch(tr);
    view.focus();
  }

  /** Inserts attachments at once, each in its place; a message names refused ones. */
  function insertAttachments(files, pos = null) {
    const refused = files.map(refusedAttachment).filter(Boolean);
    if (refused.length) tell(refused.join('\n'), true);
    const attachments = files.map(takeAttachment).filter(Boolean)
      .map((key) => nodes.attachment.create({ upload: key, file: photo(key).name, name: photo(key).name }));
    if (!attachments.length) return;
    const { doc, tr } = view.state;
    const $at = doc.resolve(Math.min(pos ?? view.state.selection.to, doc.content.size));
    const line = $at.depth ? $at.node(1) : null;
    const isEmpty = line?.type === nodes.paragraph && !line.content.size;
    const [from, to] = !line ? [$at.pos, $at.pos] : isEmpty ? [$at.before(1), $at.after(1)] : [$at.after(1), $at.after(1)];
    const added = Fragment.from(attachments);
    tr.replaceWith(from, to, added);
    if (!tr.doc.nodeAt(from + added.size)) tr.insert(from + added.size, nodes.paragraph.create());
    tr.setSelection(Selection.near(tr.doc.resolve(from + added.size))).scrollIntoView();
    view.dispatch(tr);
    view.focus();
  }

  // The bar to find and replace is loaded when somebody asks for it.
  /** @type {ReturnType<import('desk/parts').Parts['findBar']>} */
  let find = null;
  const openFind = (replacing) => withLater(({ findBar, finding }) => {
    if (!find) {
      adopt(finding);
      find = findBar(view);
      bar.dom.after(find.dom);
    }
    find.open(replacing);
  });

  /** Adds a plugin that was loaded late. */
  function adopt(plugin) {
    if (plugins.includes(plugin)) return;
    plugins.push(plugin);
    view.updateState(view.state.reconfigure({ plugins }));
  }

  const bar = toolbar(view, insertPhotos, insertAttachments, () => openFind(true));
  // A photo that arrives while its view is gone (cut, undone) must still be saved.
  const deaf = listen(() => changed());
  place.replaceChildren(h('div', { class: 'tools' }, bar.dom), content);
  bar.update();

  // Puts photos that have not arrived at the end. Undo does not take them out.
  function append(figures) {
    if (figures.length) view.dispatch(view.state.tr.insert(view.state.doc.content.size, figures).setMeta('addToHistory', false));
  }

  return {
    view,
    insertPhotos,
    html: () => html(view.state.doc),
    /** The body with the photos that have not arrived; null where all have. */
    waiting: () => (pending(view.state.doc).length ? draft(view.state.doc) : null),
    /** @param keep leaves the photos that have not arrived in the text, at its end */
    set(body, { keep = false } = {}) {
      const open = keep ? unsent(view.state.doc) : [];
      view.updateState(stateOf(body));
      append(open);
      bar.update();
      find?.update();
    },
    /** Puts the photos of a kept body that have not arrived at the end. */
    add: (body) => append(unsent(parse(body))),
    adopt,
    /** Address of the chosen lead photo, else of the first photo; '' where there is none. */
    cover() {
      const photos = [];
      view.state.doc.descendants(({ attrs }) => {
        if (attrs.src) photos.push(attrs);
      });
      return (photos.find(({ lead }) => lead) ?? photos[0])?.src ?? '';
    },
    focus: () => view.focus(),
    /** Takes in files that were dropped on the page, outside the text or on a field of a photo. */
    drop: (event) => insertFiles([...event.dataTransfer.files], placeOf(event)),
    /** The nth photo, from 1: selected, in sight, its first empty field focused. 0 stands for an attachment that has not arrived. */
    showPhoto(n) {
      const failed = n ? null : content.querySelector('figure.attachment[data-failed]');
      failed?.scrollIntoView({ block: 'center' });
      failed?.querySelector('button').focus();
      const figure = n ? content.querySelectorAll('figure.photo')[n - 1] : null;
      figure?.scrollIntoView({ block: 'center' });
      const alt = figure?.querySelector('input[name=alt]');
      if (alt && !alt.value.trim()) alt.focus();
      else if (figure) caretIn(figure);
    },
    destroy() {
      deaf();
      view.destroy();
    },
  };

  function caretIn(figure) {
    const pos = view.posAtDOM(figure.querySelector('figcaption'), 0);
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos))));
    view.focus();
  }
}

function unsent(doc) {
  const found = [];
  doc.descendants((node) => {
    const isUpload = node.type === schema.nodes.figure || node.type === schema.nodes.attachment;
    if (isUpload && pending(doc.type.create(null, node)).length) found.push(node);
  });
  return found;
}

const isBlank = (doc) => doc.childCount === 1 && doc.firstChild.type === schema.nodes.paragraph && doc.firstChild.content.size === 0;

function selectAt(place) {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(place(state.doc)).scrollIntoView());
    return true;
  };
}

// Enter in a caption goes on below the photo, or below its gallery.
function leaveFigure(state, dispatch) {
  const { $from } = state.selection;
  if ($from.parent.type !== schema.nodes.figure && $from.parent.type !== schema.nodes.video) return false;
  const depth = galleryDepth($from);
  const after = depth < 0 ? $from.after() : $from.after(depth);
  const tr = state.tr;
  const next = tr.doc.nodeAt(after);
  if (!(next?.type === schema.nodes.paragraph && !next.content.size)) tr.insert(after, schema.nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
}

// The line of the caret becomes a video, or the video comes below it; the caret goes into its caption.
function replaceLine(state, dispatch, { href }) {
  const { $from } = state.selection;
  if (!$from.depth) return false;
  const isBlankLine = $from.depth === 1 && $from.parent.type === schema.nodes.paragraph;
  const [from, to] = isBlankLine ? [$from.before(), $from.after()] : [$from.after(1), $from.after(1)];
  const tr = state.tr.replaceWith(from, to, [schema.nodes.video.create({ href }), schema.nodes.paragraph.create()]);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from + 1)).scrollIntoView());
  return true;
}

// Enter behind a video's address that stands alone on its line.
function videoLine(state, dispatch) {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || $from.depth !== 1 || parent.type !== schema.nodes.paragraph || $from.parentOffset !== parent.content.size) return false;
  const video = /^\S+$/.test(parent.textContent) ? videoOf(parent.textContent) : null;
  return !!video && replaceLine(state, dispatch, video);
}

// Backspace in an empty caption does not reach into the photo: its own button removes it.
function selectEmptyFigure(state) {
  const { $from, empty } = state.selection;
  return empty && ($from.parent.type === schema.nodes.figure || $from.parent.type === schema.nodes.video) && $from.parentOffset === 0;
}

// Behind the last cell a table grows by a row, as in Word. Alt+F10 and Tab lead out of it.
function cellInNewRow(state, dispatch, view) {
  if (!isInTable(state)) return false;
  if (dispatch) {
    addRowAfter(state, dispatch);
    goToNextCell(1)(view.state, dispatch);
  }
  return true;
}

// An item that lies in another item moves out by one level; others stay, and Shift+Tab leads out.
function outdent(state, dispatch) {
  const { $from } = state.selection;
  const isNested = $from.depth > 3 && $from.node(-1).type === schema.nodes.list_item && $from.node(-3).type === schema.nodes.list_item;
  return isNested && liftListItem(schema.nodes.list_item)(state, dispatch);
}

// One undo brings back the photo alone, and leaves what was typed just before.
function removeChosen(state, dispatch) {
  if (!(state.selection instanceof NodeSelection)) return false;
  dispatch?.(closeHistory(state.tr.deleteSelection().scrollIntoView()));
  return true;
}

// Marks the photo whose caption holds the caret.
const current = new Plugin({
  props: {
    decorations: ({ doc, selection: { $from } }) => {
      if ($from.parent.type !== schema.nodes.figure) return null;
      return DecorationSet.create(doc, [Decoration.node($from.before(), $from.after(), { class: 'current' })]);
    },
  },
});

// Below a photo, a table or a quote at the end there is always a line to go on.
const lastLine = new Plugin({
  appendTransaction(transactions, before, state) {
    const last = state.doc.lastChild;
    const isText = last.type === schema.nodes.paragraph || last.type === schema.nodes.heading || last.type.name.endsWith('_list');
    return isText ? null : state.tr.insert(state.doc.content.size, schema.nodes.paragraph.create()).setMeta('addToHistory', false);
  },
});
