// The dialog of a link: an address, or an article of this portal by words of its title.
import { admin, api } from 'desk/api';
import { $, ask, button, h, tell } from 'desk/dom';
import { slugOf } from 'desk/card';
import { say, words } from 'desk/words';

const PAUSE = 250;
const SHOWN = 8;
/** Pages of the public list that are read for people who may not list all articles. */
const PAGES = 4;

/**
 * Asks for a link.
 * @param {string} before the address that stands there
 * @return {Promise<{ answer: string, href: string, title: string }>} the button that was pressed, the address, and the title of a chosen article
 */
export async function askAddress(before) {
  const input = $('link-address');
  const dialog = $('link-dialog');
  let title = '';
  let asked = 0;
  let timer = 0;
  let newest = null;

  async function choose(article) {
    try {
      // Its address is the one that readers know.
      input.value = (await api('GET', '/api/articles/' + article.id, { open: true })).url;
      title = article.title;
      dialog.close('set');
    } catch (refusal) {
      tell(refusal.message, true);
    }
  }

  // The desk's list knows all articles that a person may edit; the public one holds everybody's.
  async function found(text) {
    newest ??= publicOnes();
    const edited = admin('GET', `/articles?state=published&limit=${SHOWN}&find=${encodeURIComponent(text)}`).catch(() => ({ articles: [] }));
    const folded = slugOf(text);
    const all = [...(await edited).articles, ...(await newest).filter((article) => slugOf(article.title).includes(folded))];
    return [...new Map(all.map((article) => [article.id, article])).values()].slice(0, SHOWN);
  }

  async function search() {
    const text = input.value.trim();
    const mine = ++asked;
    const articles = isAddress(text) || !slugOf(text) ? [] : await found(text);
    if (mine !== asked) return;
    $('link-found').replaceChildren(...articles.map((article) => h('li', {}, button(article.title, () => choose(article), { dir: 'auto' }))));
    $('link-said').textContent = !text || isAddress(text) ? '' : articles.length ? say(words.articlesFound, articles.length) : words.noneFound;
  }

  const typed = () => {
    title = '';
    clearTimeout(timer);
    timer = setTimeout(() => search().catch(() => {}), PAUSE);
  };
  // Words are no address: Enter goes to what they found.
  const submitted = (event) => {
    if (event.submitter?.value !== 'set' || !input.value.trim() || isAddress(input.value.trim())) return;
    event.preventDefault();
    $('link-said').textContent = words.chooseOrAddress;
    ($('link-found').querySelector('button') ?? input).focus();
  };
  const moved = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...$('link-found').querySelectorAll('button')];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  };
  input.value = before;
  $('link-found').replaceChildren();
  $('link-said').textContent = '';
  input.addEventListener('input', typed);
  dialog.addEventListener('submit', submitted);
  dialog.addEventListener('keydown', moved);
  const answer = await ask(dialog);
  clearTimeout(timer);
  asked++;
  input.removeEventListener('input', typed);
  dialog.removeEventListener('submit', submitted);
  dialog.removeEventListener('keydown', moved);
  return { answer, href: address(input.value), title };
}

async function publicOnes() {
  const all = [];
  let cursor = '';
  for (let page = 0; page < PAGES; page++) {
    const { articles, next } = await api('GET', '/api/articles?limit=50' + cursor, { open: true });
    all.push(...articles);
    if (!next) break;
    cursor = '&cursor=' + encodeURIComponent(next);
  }
  return all;
}

/** Tells an address from words of a title. */
export const isAddress = (text) => /^(https?:\/\/|mailto:|tel:|\/)\S*$/i.test(text) || /^[^\s/]+\.[^\s./]{2,}(\/\S*)?$/.test(text);

function address(typed) {
  const text = typed.trim();
  if (!text || /^(https?:\/\/|mailto:|tel:|\/)/i.test(text)) return text;
  return /^[^\s@/]+@[^\s@/]+$/.test(text) ? 'mailto:' + text : 'https://' + text;
}
