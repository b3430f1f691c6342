// Makes HTML from Word, Google Docs and web pages what its writer meant: headings, lists, tables and emphasis, without their dressing.
import { isAttachment } from 'desk/attachment';
import { take } from 'desk/photos';
import { videoOf } from 'desk/video';

/**
 * @param source HTML as the clipboard gives it
 * @return html, as `lost` the number of pictures that the clipboard did not hold, and as `frames` the hosts of what was embedded
 */
export function clean(source) {
  const page = new DOMParser().parseFromString(inert(source), 'text/html');
  const body = page.body;
  const hosts = frames(body);
  removeUnseen(body);
  removeUnfit(body);
  formulas(body);
  wordLists(body);
  const lost = pictures(body);
  wordTitles(body);
  emphasis(body);
  links(body);
  layoutTables(body);
  lineBreaks(body);
  for (const element of body.querySelectorAll('span, font, o\\:p, center')) unwrap(element);
  for (const element of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) if (isBlank(element)) element.remove();
  spaces(body);
  return { html: body.innerHTML, lost, frames: hosts };
}

/**
 * HTML without scripts and handlers. Style attributes are renamed, so that the policy allows parsing.
 */
export const inert = (source) => source
  .replace(/<(style|script)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
  .replace(/<base\b[^>]*>/gi, '')
  .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])style\s*=/gi, '$1data-style=').replace(/([\s"'/])on[a-z]+\s*=/gi, '$1data-on='));

// Characters that no text of the portal may hold, as bantin.manuscript.Characters has them. Chat programs put some around numbers.
// eslint-disable-next-line no-control-regex -- control characters are the ones to find
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]|(?<!\u{1f3f4}[\u{e0000}-\u{e007f}]*)[\u{e0000}-\u{e007f}]/gu;

/** A text without characters that nobody sees and that a save refuses. */
export const fit = (text) => text.replace(UNFIT, '');

function removeUnfit(body) {
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = fit(texts.currentNode.data);
  for (const element of body.querySelectorAll('[alt], [href], [title]')) {
    for (const name of ['alt', 'href', 'title']) if (element.hasAttribute(name)) element.setAttribute(name, fit(element.getAttribute(name)));
  }
}

function style(element) {
  return (element.getAttribute('data-style') ?? '').toLowerCase().replace(/\s+/g, ' ');
}

function declared(element, property) {
  return style(element).match(new RegExp(`(?:^|[; ])${property} ?: ?([^;]+)`))?.[1].trim() ?? '';
}

const unwrap = (element) => element.replaceWith(...element.childNodes);
const isBlank = (element) => !element.textContent.replace(/\u00a0/g, ' ').trim() && !element.querySelector('img, figure');

function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

// A video's frame becomes a link to it in a figure. Other frames are named, for they cannot stay.
function frames(body) {
  const hosts = new Set();
  for (const frame of body.querySelectorAll('iframe')) {
    const source = (frame.getAttribute('src') ?? '').replace(/^\/\//, 'https://');
    const video = videoOf(source);
    if (video) {
      const figure = body.ownerDocument.createElement('figure');
      const link = figure.appendChild(body.ownerDocument.createElement('a'));
      link.setAttribute('href', video.href);
      link.textContent = video.href;
      frame.replaceWith(figure);
    } else if (/^https?:/i.test(source) && URL.canParse(source)) {
      hosts.add(new URL(source).host);
    }
  }
  return [...hosts];
}

function removeUnseen(body) {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach((comment) => comment.remove());
  body.querySelectorAll('style, script, meta, link, title, xml, template, noscript, iframe, object, svg, button, input, select, textarea, [hidden]').forEach((element) => element.remove());
  for (const element of body.querySelectorAll('[data-style]')) {
    if (/display ?: ?none|mso-hide ?: ?all|visibility ?: ?hidden/.test(style(element))) element.remove();
  }
  // Word's drawings (VML) repeat the picture that stands beside them.
  for (const element of body.querySelectorAll('*')) if (/^(v|w|m|st1):/.test(element.localName)) unwrap(element);
}

// A formula becomes its text. The editor has no formulas, and lists and cells inside one are none of a page.
function formulas(body) {
  body.querySelectorAll('annotation, annotation-xml').forEach((element) => element.remove());
  for (const formula of body.querySelectorAll('math')) formula.replaceWith(formula.textContent);
}

// Word's lists are paragraphs that say in their style which list and level they are of, and carry their marker as text. Word has nine levels.
function wordLists(body) {
  let lists = [];
  let last = null;
  for (const line of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const level = Number(style(line).match(/mso-list ?: ?l\d+ level([1-9])(?!\d)/)?.[1]);
    if (!level || line.closest('li')) continue;
    const marker = [...line.querySelectorAll('[data-style]')].find((span) => /mso-list ?: ?ignore/.test(style(span)));
    const sign = (marker?.textContent ?? '').trim();
    marker?.remove();
    const ordered = /^(\d+|[a-z]|[ivxlcdm]+)[.)]/i.test(sign);
    const item = body.ownerDocument.createElement('li');
    const contained = body.ownerDocument.createElement('p');
    contained.append(...line.childNodes);
    item.append(contained);
    if (!last || !follows(line, last)) lists = [];
    lists.length = Math.min(lists.length, level);
    while (lists.length < level) {
      const list = body.ownerDocument.createElement(ordered ? 'ol' : 'ul');
      const outer = lists.at(-1);
      if (!outer) line.before(list);
      else {
        if (!outer.lastElementChild) outer.append(body.ownerDocument.createElement('li'));
        outer.lastElementChild.append(list);
      }
      lists.push(list);
    }
    if (!lists.at(-1).hasChildNodes() && ordered && parseInt(sign, 10) > 1) lists.at(-1).setAttribute('start', parseInt(sign, 10));
    lists.at(-1).append(item);
    line.remove();
    last = lists[0];
  }
}

function follows(line, list) {
  for (let before = line.previousSibling; before; before = before.previousSibling) {
    if (before === list) return true;
    if (before.nodeType === Node.ELEMENT_NODE ? !isBlank(before) : before.textContent.trim()) return false;
  }
  return false;
}

// A picture that the clipboard holds goes the way of every photo. One of another site stays by its address: that site is asked for it
// only when the editor says so. One that lies in a file of Word's cannot be fetched from here.
function pictures(body) {
  let lost = 0;
  for (const image of body.querySelectorAll('img')) {
    const address = image.getAttribute('src') ?? '';
    const source = address.startsWith(location.origin + '/') ? address.slice(location.origin.length) : address;
    image.setAttribute('src', source);
    if (/^(https?:)?\/\/[^/]/i.test(source)) {
      if (isTracker(image)) image.remove();
      continue;
    }
    if (/^\/photos\/[^/]+\/\d+\.jpg$/.test(source)) continue;
    const figure = body.ownerDocument.createElement('figure');
    const held = source.match(/^data:(image\/(?:jpeg|png|webp|gif|avif));base64,([\s\S]*)$/i);
    const content = held && bytes(held[2]);
    const key = content && take(new File([content], image.getAttribute('alt') || 'pasted', { type: held[1].toLowerCase() }));
    if (key) {
      figure.setAttribute('data-upload', key);
      const block = image.closest('figure, p, div, td');
      if (block && block.localName === 'figure') {
        block.setAttribute('data-upload', key);
        image.remove();
      } else {
        image.replaceWith(figure);
      }
    } else {
      if (!isTracker(image)) lost++;
      image.remove();
    }
  }
  return lost;
}

// The bytes of a picture; null where the address was cut off or is damaged.
function bytes(base64) {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

const isTracker = (image) => Number(image.getAttribute('width')) === 1 || Number(image.getAttribute('height')) === 1;

function wordTitles(body) {
  for (const line of body.querySelectorAll('p.MsoTitle')) rename(line, 'h2');
  for (const line of body.querySelectorAll('p.MsoSubtitle')) rename(line, 'h3');
  for (const line of body.querySelectorAll('p.MsoQuote, p.MsoIntenseQuote')) {
    const quote = rename(line, 'blockquote');
    const inner = body.ownerDocument.createElement('p');
    inner.append(...quote.childNodes);
    quote.append(inner);
  }
}

// Google Docs writes bold as a weight in a span, and wraps the whole in a b that is not bold.
function emphasis(body) {
  for (const wrapper of body.querySelectorAll('b, strong')) if (/^(normal|400)/.test(declared(wrapper, 'font-weight'))) unwrap(wrapper);
  for (const span of body.querySelectorAll('span[data-style], font[data-style]')) {
    const names = [];
    const inHeading = span.closest('h1, h2, h3, h4, h5, h6, th');
    const decoration = declared(span, 'text-decoration') + declared(span, 'text-decoration-line');
    if (/^(bold|[6-9]00)/.test(declared(span, 'font-weight')) && !inHeading) names.push('strong');
    if (/^(italic|oblique)/.test(declared(span, 'font-style')) && !inHeading) names.push('em');
    if (/underline/.test(decoration) && !span.closest('a') && !span.querySelector('a')) names.push('u');
    if (/line-through/.test(decoration)) names.push('s');
    if (/^super/.test(declared(span, 'vertical-align'))) names.push('sup');
    if (/^sub/.test(declared(span, 'vertical-align'))) names.push('sub');
    for (const name of names) {
      const wrapper = body.ownerDocument.createElement(name);
      wrapper.append(...span.childNodes);
      span.append(wrapper);
    }
  }
  // Headings are bold already.
  for (const bold of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6, th) :is(b, strong)')) unwrap(bold);
}

function links(body) {
  for (const link of body.querySelectorAll('a')) {
    let href = (link.getAttribute('href') ?? '').trim();
    const through = href.match(/^https:\/\/www\.google\.com\/url\?(.*)$/);
    if (through) href = new URLSearchParams(through[1]).get('q') ?? href;
    const path = href.startsWith(location.origin + '/') ? href.slice(location.origin.length) : href;
    if (isAttachment(path)) href = path;
    if (isAttachment(href) || /^(https?:\/\/[^\s]+|mailto:|tel:)/i.test(href)) link.setAttribute('href', href);
    else unwrap(link);
  }
}

// A table of one cell is a frame around a text.
function layoutTables(body) {
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const cells = [...table.querySelectorAll('td, th')].filter((cell) => cell.closest('table') === table);
    if (cells.length === 1) table.replaceWith(...cells[0].childNodes);
    else if (table.querySelector('table')) table.replaceWith(...cells.flatMap((cell) => [...cell.childNodes]));
  }
}

// Two line breaks are how some pages end a paragraph.
function lineBreaks(body) {
  for (const line of body.querySelectorAll('p, div')) {
    const first = [...line.querySelectorAll('br')].find((mark) => mark.parentNode === line && nextWritten(mark)?.localName === 'br');
    if (!first || line.querySelector('p, div, ul, ol, table, figure')) continue;
    let part = body.ownerDocument.createElement('p');
    const parts = [part];
    for (const node of [...line.childNodes]) {
      if (node.localName === 'br' && nextWritten(node)?.localName === 'br') {
        part = body.ownerDocument.createElement('p');
        parts.push(part);
      } else if (node.localName !== 'br' || part.textContent.trim()) {
        part.append(node);
      }
    }
    line.replaceWith(...parts.filter((piece) => !isBlank(piece)));
  }
}

function nextWritten(node) {
  let next = node.nextSibling;
  while (next && next.nodeType === Node.TEXT_NODE && !next.textContent.trim()) next = next.nextSibling;
  return next;
}

// No-break spaces hold Word's indents; letters and their marks become one character, as keyboards write them.
function spaces(body) {
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const text = node.data.replace(/[\u00a0\u2007\u202f]/g, ' ').replace(/[\u200b\u2060\ufeff\u00ad]/g, '').normalize('NFC');
    if (text !== node.data) node.data = text;
  }
}
