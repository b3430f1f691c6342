// Saves what is written by itself: to this browser at once, to the server a moment after the last change. It never overwrites:
// each save says which version it started from, and one that comes too late is handed to `conflict`.
import { admin } from 'desk/api';
import { forget, keep, newName } from 'desk/keep';
import { say, when, words } from 'desk/words';

const PAUSE = 2500;
const MAX_WAIT = 15000;
const AGAIN = [3000, 6000, 12000, 30000];

export const FIELDS = ['title', 'lead', 'section', 'authors', 'tags', 'source', 'slug', 'cardTitle', 'cardDescription', 'body'];
export const EMPTY = { title: '', lead: '', section: '', authors: [], tags: [], source: '', slug: '', cardTitle: '', cardDescription: '', body: '' };

export const textOf = (copy) => Object.fromEntries(FIELDS.map((name) => [name, copy[name] ?? EMPTY[name]]));
const equal = (a, b) => a === b || (Array.isArray(a) && a.length === b.length && a.every((entry, i) => entry === b[i]));
/** @type {(a: any, b: any) => boolean} */
export const same = (a, b) => FIELDS.every((name) => equal(a[name] ?? EMPTY[name], b[name] ?? EMPTY[name]));
// As the server asks for them before others may read the article.
export const missing = (text) => ['title', 'section', 'body'].filter((name) => !text[name]);
const isEmpty = (text) => same({ ...text, section: '', authors: [] }, EMPTY);

/** @return a text that differs for each other text of an article */
async function digest(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(textOf(text))));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param read what the form holds, as a text
 * @param waiting returns the body with the photos that have not arrived; null where all have
 * @param state called with a sentence for the state line and whether it is bad
 * @param saved called with the server's copy after each save
 * @param conflict called with the article's id; resolves once the form holds what shall stand
 * @param refused called with any other refusal
 */
export function autosave({ read, waiting = () => null, state, saved, conflict, refused }) {
  let id = null;
  let name = newName();
  let version = 0;
  let base = EMPTY;
  // Digests of the texts sent since the server's last answer: it may have one of them.
  let sent = [];
  let timer = 0;
  let since = 0;
  let tries = 0;
  let running = null;
  let held = false;
  let stopped = false;

  const changed = () => {
    const text = read();
    const draft = waiting();
    const isSaved = same(text, base);
    // A photo that has not arrived is no part of the server's text, so its place is kept here.
    if (isSaved && !draft) {
      forget(name);
      return;
    }
    if (isEmpty(text) && !id && !draft) {
      forget(name);
      return;
    }
    const room = store(text, draft);
    if (isSaved) return;
    since ||= Date.now();
    if (!held) wait(Math.max(0, Math.min(PAUSE, since + MAX_WAIT - Date.now())));
    if (!room) state(words.noRoom, true);
    else if (!running && !tries) state(words.notYet);
  };

  const store = (text, draft) => keep(name, { version, base, sent, text, draft });

  function wait(time) {
    clearTimeout(timer);
    timer = setTimeout(() => save().catch(() => { /* Told by state and refused. */ }), time);
  }

  /**
   * Saves now what is not saved yet.
   * @return whether the server has everything
   */
  async function save() {
    clearTimeout(timer);
    while (running) await running.catch(() => {});
    const text = read();
    if (same(text, base) || (isEmpty(text) && !id)) return true;
    running = send(text);
    try {
      return await running;
    } finally {
      running = null;
    }
  }

  async function send(text) {
    const article = name;
    state(words.saving);
    const mark = await digest(text);
    if (name !== article) return false;
    // Written down before, because the page may go while the save is under way.
    sent = [...sent.filter((other) => other !== mark), mark];
    store(read(), waiting());
    try {
      const copy = id
        ? await admin('PUT', `/articles/${id}`, { json: text, etag: `"${version}"` })
        // Sent again after a lost answer, it finds the draft that it made.
        : await admin('POST', '/articles', { json: text, key: name });
      if (name !== article) {
        // Another article is open by now.
        forget(article);
        return false;
      }
      if (!id) forget(name);
      ({ id, version } = copy);
      name = id;
      base = text;
      sent = [];
      since = tries = 0;
      state(say(words.savedAt, when(copy.savedAt)));
      saved(copy);
      changed();
      return same(read(), base);
    } catch (refusal) {
      if (name !== article) return false;
      if (refusal.status === 409 && refusal.problem.version) {
        if (!id) adopt(refusal.problem.id);
        hold(true);
        try {
          await conflict(id);
        } finally {
          hold(false);
        }
      } else if (refusal.passing) {
        state(say(words.keptHere, when(new Date())), true);
        wait(AGAIN[Math.min(tries++, AGAIN.length - 1)]);
      } else {
        state(refusal.status === 401 ? words.expired : words.keptHere, true);
        refused(refusal);
      }
      return false;
    }
  }

  // The draft that an earlier attempt made, and that was saved again before this one.
  function adopt(made) {
    forget(name);
    name = id = made;
    changed();
  }

  function hold(on) {
    held = on;
    clearTimeout(timer);
    if (!on && !stopped) {
      since = 0;
      changed();
    }
  }

  return {
    changed,
    save,
    get id() { return id; },
    /** The name under which the browser keeps the text. */
    get name() { return name; },
    get version() { return version; },
    get base() { return base; },
    /** Tells if this text was sent from here, although no answer came. */
    hasSent: async (text) => sent.length > 0 && sent.includes(await digest(text)),
    get dirty() { return !same(read(), base); },
    /**
     * Another article, or another version of this one.
     * @param copy id and version, or the name under which the browser kept a new one; and what `keep` got as sent
     * @param text what the server holds
     */
    take(copy, text) {
      clearTimeout(timer);
      stopped = false;
      since = tries = 0;
      ({ id = null, version = 0, sent = [] } = copy);
      name = id ?? copy.name ?? newName();
      base = text;
    },
    /** The connection, or the person, is back. */
    again() {
      tries = 0;
      if (stopped) return;
      if (id || !isEmpty(read())) wait(0);
    },
    /** The article is closed. The browser keeps what the server does not have. */
    stop() {
      clearTimeout(timer);
      stopped = true;
    },
  };
}
