// Unsaved text. The browser keeps it by person, article and tab until the server has it. A new article has a name of its own until the
// server gives it an id. The text is written at once and the next tab reads it, so a crash, a dead battery or a lost connection costs nothing.
import { person } from 'desk/sign-in';

const PREFIX = 'bantin';
const tab = crypto.randomUUID();

// An open tab holds a lock of its name. The text of another open tab is not offered.
navigator.locks?.request(`${PREFIX}/${tab}`, () => new Promise(() => {}));

/** Tells if another tab of the desk is open in this browser. */
export async function othersLive() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name.startsWith(`${PREFIX}/`) && name !== `${PREFIX}/${tab}`);
}

const NEW = 'new';
/** The text that the server holds, and its JSON: it may be long, and stays the same while somebody writes. */
let server = { base: null, json: 'null' };

const address = (article) => [PREFIX, encodeURIComponent(person()), article, tab].join('/');

/** A name for an article that the server does not know yet. */
export const newName = () => NEW + crypto.randomUUID();
export const isNew = (name) => name.startsWith(NEW);

/**
 * @param article its id, or its name where the server does not know it yet
 * @param copy the typed text (text) and the server's text that it started from (base, version). Digests of texts that may have arrived
 *     there (sent). The body with the photos that have not arrived (draft).
 * @return false where the browser has no room left
 */
export function keep(article, copy) {
  const { base = null, ...written } = copy;
  if (base !== server.base) server = { base, json: JSON.stringify(base) };
  try {
    const json = JSON.stringify({ ...written, keptAt: new Date().toISOString() });
    localStorage.setItem(address(article), `{"base":${server.json},${json.slice(1)}`);
    return true;
  } catch {
    return false;
  }
}

export const forget = (article) => localStorage.removeItem(address(article));

/**
 * Texts of this person in this browser.
 * @return {{ name: string, by: string, kept: any }[]} name of the article, the tab that wrote it, and the text. A text holds { key, name,
 *     article, version, base, sent, text, draft, keptAt }. The article of a new text is null.
 */
function all() {
  const found = [];
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i);
    const [prefix, who, name, by] = key.split('/');
    if (prefix !== PREFIX || decodeURIComponent(who) !== person()) continue;
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      found.push({ name, by, kept: { ...kept, key, name, article: isNew(name) ? null : name } });
    } catch {
      // The entry was cut off while it was written, so it is not offered.
    }
  }
  return found;
}

/**
 * Texts of this person that this browser holds and the server does not: of closed tabs, and of this one. The newest comes first.
 * @param open name of the article that is open in this tab; its text is not offered
 */
export async function left(open = null) {
  const held = new Set(((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name));
  return all()
    .filter(({ name, by }) => (by === tab ? name !== open : !held.has(`${PREFIX}/${by}`)))
    .map(({ kept }) => kept)
    .sort((a, b) => b.keptAt.localeCompare(a.keptAt));
}

/**
 * Text of a new article from before this tab reloaded. The former page may still hold its lock.
 * @param begun as {@link newName} gave it
 */
export const textBegun = (begun) => all().find(({ name }) => name === begun)?.kept ?? null;

export const drop = (key) => localStorage.removeItem(key);
