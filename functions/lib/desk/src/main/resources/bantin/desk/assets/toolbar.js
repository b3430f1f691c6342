// The editor's toolbar: one stop for Tab, arrow keys within (WAI-ARIA Authoring Practices, toolbar).
import { chainCommands, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { TextSelection } from 'prosemirror-state';
import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, isInTable, mergeCells, splitCell, toggleHeaderRow,
} from 'prosemirror-tables';
import { h } from 'desk/dom';
import { gallery } from 'desk/gallery';
import { askAddress } from 'desk/link';
import { schema } from 'desk/schema';
import { words } from 'desk/words';

const { nodes, marks } = schema;

export const mark = (type) => toggleMark(type);

const ICONS = {
  list: 'M8 5h13v2H8zM8 11h13v2H8zM8 17h13v2H8zM3 4.5h3v3H3zM3 10.5h3v3H3zM3 16.5h3v3H3z',
  numbers: 'M9 5h12v2H9zM9 11h12v2H9zM9 17h12v2H9zM3.5 8V4.6L2.6 5V4l1.6-.7h.8V8zM2.5 14v-.9l2-2c.3-.3.3-.9-.3-.9-.4 0-.7.2-1 .5l-.6-.7c.5-.5 1-.8 1.8-.8 1.6 0 2 1.5 1.2 2.3L4.3 13h1.6v1zM2.6 20.1l.5-.7c.7.6 1.8.5 1.8-.1 0-.5-.5-.5-1.2-.5v-.6l.9-.9H2.8v-.9h3.1v.8l-.9.9c.7.2 1 .7 1 1.2 0 1.6-2.2 1.8-3.4.8z',
  quote: 'M5 6h6v6l-3 6H5l2-5H5zM13 6h6v6l-3 6h-3l2-5h-2z',
  link: 'M10.6 13.4a1 1 0 0 1 0-1.4l3.5-3.5a3 3 0 0 1 4.3 4.2L16 15.2l-1.4-1.4 2.4-2.4a1 1 0 0 0-1.4-1.4L12 13.4a1 1 0 0 1-1.4 0zM13.4 10.6a1 1 0 0 1 0 1.4l-3.5 3.5a3 3 0 0 1-4.3-4.2L8 8.8l1.4 1.4L7 12.6a1 1 0 0 0 1.4 1.4L12 10.6a1 1 0 0 1 1.4 0z',
  table: 'M3 4h18v16H3zM5 6v3h6V6zM13 6v3h6V6zM5 11v3h6v-3zM13 11v3h6v-3zM5 16v2h6v-2zM13 16v2h6v-2z',
  photo: 'M3 5h18v14H3zM5 7v8l4-4 3 3 4-5 3 3V7zM8 8.5a1.5 1.5 0 1 1 0 .01z',
  attach: 'M16.5 6v11.5a4 4 0 0 1-8 0V5a2.5 2.5 0 0 1 5 0v10.5a1 1 0 0 1-2 0V6H10v9.5a2.5 2.5 0 0 0 5 0V5a4 4 0 0 0-8 0v12.5a5.5 5.5 0 0 0 11 0V6z',
  gallery: 'M3 3h8v8H3zM5 5v4h4V5zM13 3h8v8h-8zM15 5v4h4V5zM3 13h8v8H3zM5 15v4h4v-4zM13 13h8v8h-8zM15 15v4h4v-4z',
  addRow: 'M3 4h18v7H3zM5 6v3h6V6zM13 6v3h6V6zM11 13h2v3h3v2h-3v3h-2v-3H8v-2h3z',
  addColumn: 'M4 3h7v18H4zM6 5v6h3V5zM6 13v6h3v-6zM13 11h3V8h2v3h3v2h-3v3h-2v-3h-3z',
  addRowAbove: 'M3 13h18v7H3zM5 15v3h6v-3zM13 15v3h6v-3zM11 3h2v3h3v2h-3v3h-2V8H8V6h3z',
  addColumnBefore: 'M13 3h7v18h-7zM15 5v6h3V5zM15 13v6h3v-6zM6 8h2v3h3v2H8v3H6v-3H3v-2h3z',
  mergeCells: 'M3 5h18v14H3zM5 7v10h14V7zM6 11h3V9l3 3-3 3v-2H6zM18 11h-3V9l-3 3 3 3v-2h3z',
  deleteRow: 'M3 4h18v7H3zM5 6v3h6V6zM13 6v3h6V6zM8 15.4 9.4 14l2.6 2.6 2.6-2.6 1.4 1.4-2.6 2.6 2.6 2.6-1.4 1.4-2.6-2.6L9.4 22 8 20.6l2.6-2.6z',
  deleteColumn: 'M4 3h7v18H4zM6 5v6h3V5zM6 13v6h3v-6zM13 9.4 14.4 8l2.6 2.6L19.6 8 21 9.4 18.4 12l2.6 2.6-1.4 1.4-2.6-2.6-2.6 2.6-1.4-1.4 2.6-2.6z',
  headerRow: 'M3 4h18v16H3zM5 11v3h6v-3zM13 11v3h6v-3zM5 16v2h6v-2zM13 16v2h6v-2z',
  deleteTable: 'M3 4h18v16H3zM5 6v12h14V6zM8 9.4 9.4 8l2.6 2.6L14.6 8 16 9.4 13.4 12l2.6 2.6-1.4 1.4-2.6-2.6L9.4 16 8 14.6l2.6-2.6z',
  find: 'M10.5 4a6.5 6.5 0 0 1 5.2 10.4l4.7 4.7-1.4 1.4-4.7-4.7A6.5 6.5 0 1 1 10.5 4zm0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z',
  undo: 'M7.5 5 3 9.5 7.5 14v-3.5H14a3.5 3.5 0 0 1 0 7H8v2h6a5.5 5.5 0 0 0 0-11H7.5z',
  redo: 'M16.5 5 21 9.5 16.5 14v-3.5H10a3.5 3.5 0 0 0 0 7h6v2h-6a5.5 5.5 0 0 1 0-11h6.5z',
};

function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = svg.appendChild(document.createElementNS(space, 'path'));
  path.setAttribute('d', ICONS[name]);
  path.setAttribute('fill-rule', 'evenodd');
  return svg;
}

const letter = (name, text) => h(name, { 'aria-hidden': 'true' }, text);

/**
 * @param insertPhotos takes files
 * @param insertAttachments takes files
 * @param openFind opens find and replace
 * @return dom, update, focus
 */
export function toolbar(view, insertPhotos, insertAttachments, openFind) {
  const files = h('input', {
    type: 'file', accept: 'image/jpeg,image/png,image/webp,image/gif,image/avif,.heic,.heif', multiple: true, hidden: true, 'aria-label': words.addPhotos,
    change: () => {
      insertPhotos([...files.files]);
      files.value = '';
    },
  });

  const documents = h('input', {
    type: 'file', accept: '.pdf,.docx,.xlsx', multiple: true, hidden: true, 'aria-label': words.attach,
    change: () => {
      insertAttachments([...documents.files]);
      documents.value = '';
    },
  });

  const isOutside = (state) => !isInTable(state);
  const cells = chainCommands(mergeCells, splitCell);

  // Each: name, face, command, whether it is in force (for those that are switched), whether it stands there at all.
  const items = [
    { name: words.addPhotos, face: [icon('photo'), h('span', { class: 'text' }, words.photo)], run: () => files.click() },
    { name: words.heading2, face: letter('b', 'H2'), command: block(nodes.heading, { level: 2 }), on: isBlock(nodes.heading, { level: 2 }), shown: isOutside },
    { name: words.heading3, face: letter('b', 'H3'), command: block(nodes.heading, { level: 3 }), on: isBlock(nodes.heading, { level: 3 }), shown: isOutside },
    { name: words.bold, face: letter('b', 'B'), command: mark(marks.strong), on: isMarked(marks.strong), keys: 'Ctrl+B' },
    { name: words.italic, face: letter('i', 'I'), command: mark(marks.em), on: isMarked(marks.em), keys: 'Ctrl+I' },
    { name: words.underline, face: letter('u', 'U'), command: mark(marks.underline), on: isMarked(marks.underline), keys: 'Ctrl+U' },
    { name: words.bullets, face: icon('list'), command: list(nodes.bullet_list), on: isIn(nodes.bullet_list) },
    { name: words.numbers, face: icon('numbers'), command: list(nodes.ordered_list), on: isIn(nodes.ordered_list) },
    { name: words.quote, face: icon('quote'), command: quote, on: isIn(nodes.blockquote), shown: isOutside },
    { name: words.link, face: icon('link'), run: () => askLink(view), on: isMarked(marks.link), keys: 'Ctrl+K' },
    { name: words.table, face: icon('table'), command: insertTable, shown: isOutside },
    { name: words.gallery, face: icon('gallery'), command: gallery, on: isIn(nodes.gallery), able: gallery, shown: isOutside },
    { name: words.attach, face: icon('attach'), run: () => documents.click(), shown: isOutside },
    { name: words.addRowAbove, face: icon('addRowAbove'), command: addRowBefore, shown: isInTable },
    { name: words.addRow, face: icon('addRow'), command: addRowAfter, shown: isInTable },
    { name: words.addColumnBefore, face: icon('addColumnBefore'), command: addColumnBefore, shown: isInTable },
    { name: words.addColumn, face: icon('addColumn'), command: addColumnAfter, shown: isInTable },
    { name: words.deleteRow, face: icon('deleteRow'), command: deleteRow, shown: isInTable },
    { name: words.deleteColumn, face: icon('deleteColumn'), command: deleteColumn, shown: isInTable },
    { name: words.mergeCells, face: icon('mergeCells'), command: cells, on: (state) => isInTable(state) && splitCell(state), able: cells, shown: isInTable },
    { name: words.headerRow, face: icon('headerRow'), command: toggleHeaderRow, shown: isInTable },
    { name: words.deleteTable, face: icon('deleteTable'), command: deleteTable, shown: isInTable },
    { name: words.findAndReplace, face: icon('find'), run: openFind, keys: 'Ctrl+F' },
    { name: words.undo, face: icon('undo'), command: undo, able: (state) => undoDepth(state) > 0, keys: 'Ctrl+Z' },
    { name: words.redo, face: icon('redo'), command: redo, able: (state) => redoDepth(state) > 0, keys: 'Ctrl+Y' },
  ];

  for (const item of items) {
    item.button = h('button', {
      type: 'button', tabindex: '-1', 'aria-label': item.name, title: item.keys ? `${item.name} (${item.keys})` : item.name,
      'aria-pressed': item.on ? 'false' : null,
      // The selection in the text stays where it is.
      mousedown: (event) => event.preventDefault(),
      click: () => {
        if (item.button.getAttribute('aria-disabled') === 'true') return;
        if (item.run) item.run();
        else {
          item.command(view.state, view.dispatch, view);
          view.focus();
        }
      },
    }, item.face);
  }

  const shown = () => items.map((item) => item.button).filter((control) => !control.hidden);
  const dom = h('div', {
    role: 'toolbar', class: 'toolbar', 'aria-label': words.formatting,
    keydown: (event) => {
      const all = shown();
      const index = all.indexOf(document.activeElement);
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key];
      if (event.key === 'Escape') view.focus();
      else if (to === undefined || index < 0) return;
      else stop(all.at(to % all.length)).focus();
      event.preventDefault();
    },
    focusin: (event) => event.target.matches('button') && stop(event.target),
  }, ...items.map((item) => item.button), files, documents);

  // Tab stops at the one that was used last.
  function stop(at) {
    for (const item of items) item.button.tabIndex = item.button === at ? 0 : -1;
    return at;
  }
  stop(items[0].button);

  return {
    dom,
    focus: () => (shown().find((control) => control.tabIndex === 0) ?? shown()[0]).focus(),
    update() {
      for (const item of items) {
        if (item.on) item.button.setAttribute('aria-pressed', String(item.on(view.state)));
        if (item.able) item.button.setAttribute('aria-disabled', String(!item.able(view.state)));
        if (item.shown) item.button.hidden = !item.shown(view.state);
      }
      if (!shown().some((control) => control.tabIndex === 0)) stop(shown()[0]);
    },
  };
}

// Again makes a plain paragraph of it.
function block(type, attrs) {
  const isOn = isBlock(type, attrs);
  return (state, dispatch) => (isOn(state) ? setBlockType(nodes.paragraph) : setBlockType(type, attrs))(state, dispatch);
}

function isBlock(type, attrs) {
  return ({ selection: { $from } }) => $from.parent.hasMarkup(type, attrs);
}

function isMarked(type) {
  return ({ doc, storedMarks, selection: { $from, from, to, empty } }) =>
    empty ? !!type.isInSet(storedMarks ?? $from.marks()) : doc.rangeHasMark(from, to, type);
}

function isIn(type) {
  return (state) => ancestor(state, type) !== null;
}

function ancestor({ selection: { $from } }, type) {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return depth;
  return null;
}

// Toggles a list: leaves a list of this type, converts the other type, else wraps.
function list(type) {
  return (state, dispatch) => {
    if (ancestor(state, type) !== null) return liftListItem(nodes.list_item)(state, dispatch);
    const other = type === nodes.bullet_list ? nodes.ordered_list : nodes.bullet_list;
    const depth = ancestor(state, other);
    if (depth === null) return wrapInList(type)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(depth), type));
    return true;
  };
}

function quote(state, dispatch) {
  return ancestor(state, nodes.blockquote) === null ? wrapIn(nodes.blockquote)(state, dispatch) : lift(state, dispatch);
}

function insertTable(state, dispatch) {
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(table);
    let at = null;
    tr.mapping.maps.at(-1)?.forEach((from, to, start, end) => tr.doc.nodesBetween(start, end, (node, pos) => {
      if (at === null && node.type === nodes.table_header) at = pos + 1;
    }));
    // The caret goes into the first cell.
    if (at !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(at)));
    dispatch(tr.scrollIntoView());
  }
  return true;
}

/** Asks for an address or an own article; an empty address takes the link away. */
export async function askLink(view) {
  const { state } = view;
  const { $from, from, to, empty } = state.selection;
  const before = marks.link.isInSet($from.marks()) ?? $from.nodeAfter?.marks.find((candidate) => candidate.type === marks.link);
  const { answer, href, title } = await askAddress(before?.attrs.href ?? '');
  if (answer) {
    const tr = view.state.tr;
    const [start, end] = empty && before ? around($from, before) : [from, to];
    tr.removeMark(start, end, marks.link);
    if (href && answer === 'set') {
      if (start === end) tr.insert(start, schema.text(title || href, [marks.link.create({ href })]));
      else tr.addMark(start, end, marks.link.create({ href }));
    }
    view.dispatch(tr);
  }
  view.focus();
}

function around($from, link) {
  let start = $from.start();
  let found = null;
  $from.parent.forEach((node) => {
    const end = start + node.nodeSize;
    if (link.isInSet(node.marks)) found = found && found[1] === start ? [found[0], end] : (start <= $from.pos && end >= $from.pos) ? [start, end] : found;
    start = end;
  });
  return found ?? [$from.pos, $from.pos];
}
