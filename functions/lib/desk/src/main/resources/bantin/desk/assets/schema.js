// Schema of a body: exactly the elements that edit-articles accepts, so that the saved text is the text on the screen.
import { DOMParser as Parser, DOMSerializer, Fragment, Schema } from 'prosemirror-model';
import { tableNodes } from 'prosemirror-tables';
import { arrivedAs, isAttachment } from 'desk/attachment';
import { classesOf, pointOf } from 'desk/focus';
import { photo } from 'desk/photos';
import { videoOf } from 'desk/video';
import { words } from 'desk/words';

const MAX_SPAN = 100;

/** @return {{ parseDOM: any[], toDOM: (node: any) => any }} a node or mark that is an element without attributes */
const plainElement = (tag, rules = [{ tag }]) => ({ parseDOM: rules, toDOM: () => [tag, 0] });

/** @type {Record<string, import('prosemirror-model').NodeSpec>} */
const nodes = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*', ...plainElement('p', [{ tag: 'p' }, { tag: 'caption' }, { tag: 'figcaption' }]) },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { default: 2 } },
    // The page's own title is its h1.
    parseDOM: Object.entries({ h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 }).map(([tag, level]) => ({ tag, attrs: { level } })),
    toDOM: (node) => ['h' + node.attrs.level, 0],
  },
  blockquote: { group: 'block', content: 'block+', defining: true, ...plainElement('blockquote') },
  bullet_list: { group: 'block', content: 'list_item+', ...plainElement('ul') },
  ordered_list: {
    group: 'block',
    content: 'list_item+',
    attrs: { start: { default: 1 } },
    parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ start: parseInt(dom.getAttribute('start'), 10) || 1 }) }],
    toDOM: (node) => ['ol', node.attrs.start === 1 ? {} : { start: node.attrs.start }, 0],
  },
  list_item: { content: 'paragraph block*', defining: true, ...plainElement('li') },
  definitions: { group: 'block', content: '(term | meaning)+', ...plainElement('dl') },
  term: { content: 'inline*', ...plainElement('dt') },
  meaning: { content: 'inline*', ...plainElement('dd') },
  preformatted: {
    group: 'block', content: 'text*', marks: '', code: true, defining: true, ...plainElement('pre', [{ tag: 'pre', preserveWhitespace: 'full' }]),
  },
  rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  // Its content is the caption. Readers load it with a click.
  video: {
    group: 'block',
    content: 'inline*',
    isolating: true,
    attrs: { href: {} },
    parseDOM: [{ tag: 'figure', getAttrs: readVideo, contentElement: (dom) => dom.querySelector('figcaption') ?? document.createElement('figcaption') }],
    toDOM: writeVideo,
  },
  // A file for download. While it is under way, `upload` says which; its address comes when it has arrived.
  attachment: {
    group: 'block',
    draggable: true,
    attrs: { href: { default: '' }, name: { default: '' }, about: { default: '' }, upload: { default: null }, file: { default: '' } },
    parseDOM: [{ tag: 'figure', getAttrs: readAttachment }],
    toDOM: writeAttachment,
  },
  // Photos that stand together, each with its own caption. Readers see a grid.
  gallery: {
    group: 'block',
    content: 'figure+',
    isolating: true,
    parseDOM: [{ tag: 'figure', getAttrs: (dom) => (photosIn(dom) > 1 ? null : false) }],
    toDOM: () => ['figure', 0],
  },
  // Its content is the caption. While a photo is under way, `upload` says which; its address comes when it has arrived. A picture of
  // another site has no `src` but `elsewhere`, its address there: it is a link until it is taken in.
  figure: {
    group: 'block',
    content: 'inline*',
    isolating: true,
    draggable: true,
    attrs: { src: { default: '' }, alt: { default: '' }, width: { default: null }, height: { default: null }, focus: { default: '' }, lead: { default: false }, credit: { default: '' }, upload: { default: null }, file: { default: '' }, elsewhere: { default: '' } },
    parseDOM: [
      { tag: 'figure', getAttrs: readFigure, contentElement: caption },
      { tag: 'img[src]', getAttrs: (dom) => readImage(dom) },
    ],
    toDOM: writeFigure,
  },
  text: { group: 'inline' },
  hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  ...tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} }),
};
/** @type {(tag: string, ...rest: any[]) => [string, ...any[]]} */
const element = (tag, ...rest) => [tag, ...rest];
nodes.table_cell.toDOM = (node) => element('td', spans(node), 0);
nodes.table_header.toDOM = (node) => element('th', spans(node), 0);
for (const cell of [nodes.table_cell, nodes.table_header]) {
  cell.parseDOM = cell.parseDOM.map((rule) => ({ ...rule, getAttrs: (dom) => ({ colspan: readSpan(dom, 'colspan'), rowspan: readSpan(dom, 'rowspan') }) }));
}
nodes.table.toDOM = () => element('table', ['tbody', 0]);

/** @type {Record<string, import('prosemirror-model').MarkSpec>} */
const marks = {
  link: {
    attrs: { href: {}, title: { default: null } },
    inclusive: false,
    parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => ({ href: dom.getAttribute('href'), title: dom.getAttribute('title') }) }],
    toDOM: ({ attrs }) => ['a', attrs.title ? attrs : { href: attrs.href }, 0],
  },
  strong: plainElement('strong', [{ tag: 'strong' }, { tag: 'b' }]),
  em: plainElement('em', [{ tag: 'em' }, { tag: 'i' }]),
  underline: plainElement('u', [{ tag: 'u' }, { tag: 'ins' }]),
  strike: plainElement('s', [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }]),
  sub: { excludes: 'sup', ...plainElement('sub') },
  sup: { excludes: 'sub', ...plainElement('sup') },
  small: plainElement('small'),
  mark: plainElement('mark'),
  cite: plainElement('cite'),
  quotation: plainElement('q'),
  code: plainElement('code'),
  abbreviation: {
    attrs: { title: { default: null } },
    parseDOM: [{ tag: 'abbr', getAttrs: (dom) => ({ title: dom.getAttribute('title') }) }],
    toDOM: ({ attrs }) => ['abbr', attrs.title ? attrs : {}, 0],
  },
};

export const schema = new Schema({ nodes, marks });
const parser = Parser.fromSchema(schema);
const serializer = DOMSerializer.fromSchema(schema);

function spans({ attrs }) {
  return { ...(attrs.colspan > 1 && { colspan: attrs.colspan }), ...(attrs.rowspan > 1 && { rowspan: attrs.rowspan }) };
}

// The editor keeps a map of all columns and rows of a table. It fails where a span is no number or leaves the table, and a billion
// columns end the tab.
function readSpan(dom, name) {
  const rows = [...(dom.closest('tr')?.parentNode.children ?? [])];
  const left = name === 'rowspan' ? rows.length - rows.indexOf(dom.closest('tr')) : MAX_SPAN;
  return Math.max(Math.min(parseInt(dom.getAttribute(name), 10) || 1, left, MAX_SPAN), 1);
}

function readVideo(dom) {
  const link = dom.querySelector(':scope > a[href]:first-child');
  const video = link && !dom.querySelector('img') ? videoOf(link.getAttribute('href')) : null;
  return video ? { href: video.href } : false;
}

function writeVideo(node) {
  const figure = document.createElement('figure');
  const link = figure.appendChild(document.createElement('a'));
  link.setAttribute('href', node.attrs.href);
  link.textContent = node.attrs.href;
  if (node.content.size) figure.appendChild(document.createElement('figcaption')).append(serializer.serializeFragment(node.content));
  return figure;
}

function readAttachment(dom) {
  const link = dom.querySelector(':scope > a[href]:first-child');
  const href = link?.getAttribute('href');
  if (isAttachment(href)) return { href, name: link.textContent, about: dom.querySelector('figcaption')?.textContent ?? '' };
  const upload = dom.getAttribute('data-attachment');
  return upload ? { upload, file: dom.getAttribute('data-file') ?? '', name: dom.getAttribute('data-name') ?? '' } : false;
}

function writeAttachment(node) {
  const { href, name, about, upload, file } = node.attrs.href ? node.attrs : { ...node.attrs, ...arrivedAs(node.attrs) };
  const figure = document.createElement('figure');
  if (href) {
    const link = figure.appendChild(document.createElement('a'));
    link.setAttribute('href', href);
    link.textContent = name.trim() || about;
    figure.appendChild(document.createElement('figcaption')).textContent = about;
  } else {
    for (const [key, value] of Object.entries({ attachment: upload, file, name })) figure.setAttribute('data-' + key, value ?? '');
  }
  return figure;
}

const photosIn = (figure) => [...figure.children].filter((child) => child.matches('figure, picture, img[src]')).length;

// Class of the photo that lists and the front page show, as the server reads it.
const LEAD = 'lead-photo';

function readImage(dom) {
  const size = (name) => parseInt(dom.getAttribute(name), 10) || null;
  const src = dom.getAttribute('src') ?? '';
  const alt = dom.getAttribute('alt') ?? '';
  if (/^(https?:)?\/\//i.test(src)) return { elsewhere: src.replace(/^\/\//, 'https://'), alt };
  const lead = dom.classList.contains(LEAD);
  const focus = classesOf(...pointOf(dom.className.replace(LEAD, '').trim()));
  return { src, alt, width: size('width'), height: size('height'), lead, focus };
}

// A link alone in a figure, as writeFigure and the server write it.
function readLink(link) {
  const elsewhere = link.getAttribute('href');
  const host = ` (${hostOf(elsewhere)})`;
  const text = link.textContent;
  return { elsewhere, alt: text === elsewhere ? '' : text.endsWith(host) ? text.slice(0, -host.length) : text };
}

const hostOf = (address) => (URL.canParse(address) ? new URL(address).host : '');

function readFigure(dom) {
  const image = dom.querySelector('img[src]');
  const upload = dom.getAttribute('data-upload');
  const link = image ? null : dom.querySelector(':scope > a[href^="http"]');
  if (!image && !upload && !link) return false;
  const credit = dom.querySelector('figcaption > small:last-child')?.textContent.trim() ?? '';
  const file = dom.getAttribute('data-file') ?? '';
  const alt = dom.getAttribute('data-alt');
  return { ...(image && readImage(image)), ...(link && readLink(link)), ...(alt && { alt }), upload, file, credit };
}

function caption(dom) {
  const from = dom.querySelector('figcaption')?.cloneNode(true) ?? document.createElement('figcaption');
  from.querySelector(':scope > small:last-child')?.remove();
  return from;
}

function writeFigure(node) {
  const { alt, credit, upload, elsewhere } = node.attrs;
  const { src, width, height } = node.attrs.src ? node.attrs : { ...node.attrs, ...photo(upload) };
  const figure = document.createElement('figure');
  if (src) {
    const image = figure.appendChild(document.createElement('img'));
    const classes = [node.attrs.lead && LEAD, node.attrs.focus].filter(Boolean).join(' ');
    for (const [name, value] of Object.entries({ src, alt, width, height, class: classes || null })) if (value != null) image.setAttribute(name, value);
  } else if (elsewhere) {
    const link = figure.appendChild(document.createElement('a'));
    link.setAttribute('href', elsewhere);
    link.textContent = alt.trim() ? `${alt} (${hostOf(elsewhere)})` : elsewhere;
  } else if (upload) {
    figure.setAttribute('data-upload', upload);
    figure.setAttribute('data-file', node.attrs.file);
    if (alt) figure.setAttribute('data-alt', alt);
  }
  const text = document.createElement('figcaption');
  text.append(serializer.serializeFragment(node.content));
  if (credit) {
    if (node.content.size) text.append(' ');
    text.appendChild(document.createElement('small')).textContent = credit;
  }
  if (text.hasChildNodes()) figure.append(text);
  return figure;
}

/**
 * A document of the editor.
 * @param source a body's HTML
 */
export function parse(source) {
  const page = new DOMParser().parseFromString(source, 'text/html');
  // A caption stands in the table; here it goes before it.
  for (const node of page.querySelectorAll('table > caption')) {
    const line = page.createElement('p');
    line.append(...node.childNodes);
    node.parentNode.before(line);
    node.remove();
  }
  return parser.parse(page.body);
}

/** Photos and attachments of a document that have not arrived, with their places in the body: [{ upload, file }]. */
export function pending(source) {
  const doc = typeof source === 'string' ? parse(source) : source;
  const found = [];
  doc.descendants((node) => {
    const { upload, src, href } = node.attrs;
    if (upload && !src && !href && !photo(upload)?.src) found.push(node.attrs);
  });
  return found;
}

/** A document of the editor with the places of photos that have not arrived, as the browser keeps it. */
export function draft(doc) {
  const page = document.createElement('div');
  page.append(serializer.serializeFragment(doc.content));
  return page.innerHTML;
}

/** HTML of blocks that do not change: while somebody writes, only the block of the caret is written anew. */
const written = new WeakMap();

/** A body's HTML from a document of the editor: no empty paragraphs, and none around what stands alone in a list or a table. */
export function html(doc) {
  const found = [];
  doc.forEach((node) => {
    const source = written.get(node) ?? blockHtml(node);
    if (!written.has(node) && !hasUpload(node)) written.set(node, source);
    if (source) found.push(source);
  });
  return found.join('\n');
}

// The address of a photo under way comes without a change of its block.
function hasUpload(block) {
  let found = !!block.attrs.upload;
  block.descendants((inner) => {
    found ||= !!inner.attrs.upload;
    return !found && !inner.isTextblock;
  });
  return found;
}

function blockHtml(block) {
  const page = document.createElement('div');
  page.append(serializer.serializeFragment(Fragment.from(block)));
  for (const figure of page.querySelectorAll('figure[data-attachment]')) figure.remove();
  for (const figure of page.querySelectorAll('figure[data-upload]')) {
    // A photo still under way is not there yet; what was written beneath it is. In a gallery that stands behind the photos.
    const line = document.createElement('p');
    line.append(...(figure.querySelector('figcaption')?.childNodes ?? []));
    const group = figure.parentElement.closest('figure');
    if (!group) {
      figure.replaceWith(line);
      continue;
    }
    let last = group;
    while (last.nextElementSibling?.hasAttribute('data-behind')) last = last.nextElementSibling;
    line.setAttribute('data-behind', '');
    last.after(line);
    figure.remove();
    if (!photosIn(group)) group.remove();
  }
  for (const line of page.querySelectorAll('[data-behind]')) line.removeAttribute('data-behind');
  for (const figure of page.querySelectorAll('figure > figure:only-child')) figure.parentElement.replaceWith(figure);
  for (const line of page.querySelectorAll(':is(li, td, th) > p:first-child')) {
    if (line.parentNode.querySelectorAll(':scope > p').length === 1) line.replaceWith(...line.childNodes);
  }
  for (const line of page.querySelectorAll('p, h2, h3, h4')) {
    if (!line.textContent.trim() && !line.querySelector('img')) line.remove();
  }
  for (const quote of page.querySelectorAll('blockquote')) if (!quote.textContent.trim() && !quote.querySelector('img')) quote.remove();
  return [...page.childNodes].map((node) => (node instanceof Element ? node.outerHTML : node.textContent)).join('\n');
}

/** Its blocks, each as HTML. */
export function blocks(body) {
  return [...new DOMParser().parseFromString(body, 'text/html').body.children].map((block) => block.outerHTML);
}

/** A body as nodes of a page, to be looked at. */
export const rendered = (body) => serializer.serializeFragment(parse(body).content);

/** Plain text for comparisons, one line for each block. */
export function plain(body) {
  const lines = [];
  parse(body).descendants((node) => {
    if (node.type === schema.nodes.figure) lines.push(`[${node.attrs.src.split('/')[2] ?? node.attrs.elsewhere}] ${node.textContent} ${node.attrs.credit} (${node.attrs.alt})`);
    else if (node.type === schema.nodes.video) lines.push(`[${node.attrs.href}] ${node.textContent}`);
    else if (node.type === schema.nodes.attachment) lines.push(`[${words.attachment}: ${node.attrs.name || node.attrs.file}]`);
    else if (node.type === schema.nodes.gallery) lines.push(`[${words.gallery}: ${node.childCount}]`);
    else if (node.isTextblock) lines.push(node.textBetween(0, node.content.size, ' ', ' '));
    return !node.isTextblock;
  });
  return lines.join('\n');
}
