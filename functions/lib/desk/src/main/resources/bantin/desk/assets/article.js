// The page of one article: fields, body, presence of other people, and conflicts between saves.
import { admin, Refused } from 'desk/api';
import { $, h, tell } from 'desk/dom';
import { byline } from 'desk/byline';
import { card, slugOf } from 'desk/card';
import { createEditor } from 'desk/editor';
import { drop, forget, isNew, left, textBegun } from 'desk/keep';
import { html, parse, pending } from 'desk/schema';
import { named } from 'desk/names';
import { later, withLater } from 'desk/parts';
import { photo, underWay } from 'desk/photos';
import { person, token } from 'desk/sign-in';
import { autosave, EMPTY, missing, same, textOf } from 'desk/save';
import { publishing } from 'desk/publish';
import { measured } from 'desk/measure';
import { say, when, words } from 'desk/words';

const PRESENCE = 20000;
const LINES = ['title', 'lead', 'source', 'slug', 'cardTitle', 'cardDescription'];
/** A line as people see it: a section by its title. */
const shown = (value) => [...$('section').options].find((option) => value && option.value === value)?.textContent ?? value;
// Name of the article that was begun on this tab's page and open when the page was left. It is the browser's name, or the id once the
// server gave one. A reload that began before the id was in the address still asks for a new article.
const BEGUN = 'bantin-begun';
const isReload = () => {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  return entry?.type === 'reload';
};
const normal = (copy) => ({ ...textOf(copy), body: html(parse(copy.body ?? '')) });

/**
 * @param desk who is here: role and sections, and the promise that both are known
 * @param opened called with files to make drafts of
 * @param expired called when a save finds nobody signed in
 */
export function articleView(desk, { opened, expired }) {
  const form = $('form');
  let copy = null;
  /** Id of the last article that was begun on this page. */
  let begun = null;
  /** Name of the article that the former page of this tab left open. */
  let leftOpen = sessionStorage.getItem(BEGUN);
  sessionStorage.removeItem(BEGUN);
  let presence = 0;
  let loading = true;

  const changed = () => {
    if (loading) return;
    saver.changed();
    panel.showWarnings();
    measure();
  };
  /** Questions about conflicts; null before the first one. */
  let asked = null;
  const authors = byline(changed);
  const limits = measured(form, () => editor.html());
  const drawCard = card(form, () => editor.cover());
  const measure = () => {
    limits();
    drawCard(copy?.id ?? null);
  };
  const editor = createEditor({ place: $('body'), labelledBy: 'body-label', changed, opened });

  function read() {
    const value = (name) => form.elements[name].value.trim();
    return {
      title: value('title').replace(/\s+/g, ' '),
      lead: value('lead'),
      section: value('section'),
      authors: authors.names,
      tags: value('tags').split(',').map((tag) => tag.trim()).filter(Boolean),
      source: value('source'),
      slug: slugOf(value('slug')),
      cardTitle: value('cardTitle'),
      cardDescription: value('cardDescription'),
      body: editor.html(),
    };
  }

  // Photos that have not arrived are no part of a saved text: they stay where another text takes the place of this one.
  function fill(text, { keep = false } = {}) {
    loading = true;
    for (const name of LINES) form.elements[name].value = text[name];
    form.elements.tags.value = text.tags.join(', ');
    const section = form.elements.section;
    // A section that the site no longer has still stands in the article.
    if (text.section && ![...section.options].some((option) => option.value === text.section)) section.append(h('option', { value: text.section }, text.section));
    section.value = text.section;
    authors.names = text.authors;
    editor.set(text.body, { keep });
    loading = false;
    measure();
  }

  function state(text, bad = false) {
    const line = $('save-state');
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle('bad', bad);
  }

  const saver = autosave({
    read,
    waiting: () => editor.waiting(),
    state,
    saved(answer) {
      setCopy(answer);
      panel.saved(copy);
      measure();
    },
    conflict,
    refused(refusal) {
      if (refusal.status === 401) return expired();
      tell(refusal.message, true);
      const field = refusal.problem.field;
      if (field) document.querySelector(`#${CSS.escape(field)}`)?.setAttribute('aria-invalid', 'true');
    },
  });

  function setCopy(next) {
    const isFirst = !copy?.id;
    copy = next;
    if (isFirst) begun = copy.id;
    // A save that ends after the person has gone elsewhere changes no address.
    if (isFirst && location.hash === '#article/new') {
      history.replaceState(null, '', '#article/' + copy.id);
      here();
    }
  }

  async function conflict(id) {
    const [parts, theirs] = await Promise.all([later(), admin('GET', `/articles/${id}`)]).catch((e) => {
      // The next save tries again.
      state(e.message, true);
      throw e;
    });
    asked ??= parts.questions();
    const putBack = (before, text) => put(parts, before, text);
    const mine = normal(read());
    const text = normal(theirs);
    // A save whose answer was lost has arrived: it is no change of somebody else.
    const isSent = await saver.hasSent(text);
    const base = isSent ? text : normal(saver.base);
    const by = theirs.savedBy === person() ? null : named(theirs.savedBy);
    const { merged, fields, clashes } = parts.merge({ base, theirs: text, mine });
    putBack(mine, merged);
    editor.adopt(parts.clashing);
    const lines = fields.map((name) => parts.aboutLine(name, by, shown(mine[name]), shown(text[name]), () => putBack({}, { [name]: text[name] })));
    const passages = parts.passages(editor.view, clashes).map((passage) => parts.aboutPassage(by, passage));
    const answered = await asked.ask([...lines, ...passages]);
    // The article was left: the browser keeps the text with the version that it started from.
    if (!answered) return;
    setCopy(theirs);
    saver.take(copy, text);
    panel.show(copy);
    const isSaved = same(read(), text);
    const told = by ? say(words.broughtTogether, by) : words.broughtTogetherOwn;
    state(isSaved ? say(words.savedAt, when(copy.savedAt)) : isSent ? words.notYet : told);
  }

  // Only what differs is written, so that nobody who is writing is disturbed.
  function put(parts, before, text) {
    const differs = (name) => name in text && JSON.stringify(before[name]) !== JSON.stringify(text[name]);
    for (const name of [...LINES, 'section'].filter(differs)) form.elements[name].value = text[name];
    if (differs('tags')) form.elements.tags.value = text.tags.join(', ');
    if (differs('authors')) authors.names = text.authors;
    if (differs('body')) parts.patch(editor.view, text.body);
    changed();
    measure();
  }

  const panel = publishing(desk, {
    get id() { return copy?.id; },
    get version() { return saver.version; },
    get missing() { return missing(read()); },
    async saveAll() {
      if (underWay()) throw new Refused(0, { detail: words.photosUnderWay });
      if (asked?.open) throw new Refused(0, { detail: words.chooseFirst });
      return saver.save();
    },
    take(next) {
      copy = next;
      saver.take(copy, read());
      panel.show(copy);
      state(say(words.savedAt, when(copy.savedAt)));
    },
    /** Resolves once the lists are open. */
    async leave() {
      forget(saver.name);
      saver.take({}, read());
      copy = null;
      const arrival = new Promise((done) => window.addEventListener('arrived', done, { once: true }));
      location.hash = '';
      await arrival;
    },
    warnings: () => warnings(editor.view.state.doc),
    showPhoto(n) {
      showSide(false);
      editor.showPhoto(n);
    },
    showSide,
  });

  // The same rules as the server, applied at once.
  function warnings(doc) {
    const found = [];
    let count = 0;
    doc.descendants((node) => {
      if (node.type.name === 'attachment' && !node.attrs.href) {
        const entry = photo(node.attrs.upload);
        if (!entry || entry.error) found.push({ code: 'unattached', photo: 0, file: node.attrs.file });
      }
      if (node.type.name !== 'figure') return;
      count++;
      const { upload, src, file, elsewhere, alt } = node.attrs;
      const sent = photo(upload);
      if (upload && !src && !elsewhere && (!sent || sent.error)) found.push({ code: 'failed', photo: count, file });
      if (elsewhere) found.push({ code: 'elsewhere', photo: count });
      if (!alt.trim()) found.push({ code: 'alt', photo: count });
      if (!node.textContent.trim()) found.push({ code: 'caption', photo: count });
    });
    return found;
  }

  // Names of other people who have the article open.
  async function here() {
    clearTimeout(presence);
    const id = copy?.id;
    if (!id || !token()) return;
    try {
      const { others } = await admin('PUT', `/articles/${id}/presence`, { json: {} });
      if (copy?.id !== id) return;
      const names = others.map((colleague) => named(colleague.name)).join(', ');
      $('others').hidden = !names;
      const text = names && say(words.alsoHere, names);
      if ($('others').textContent !== text) $('others').textContent = text;
    } catch (refusal) {
      if (refusal.status === 404) return;
    }
    presence = setTimeout(here, PRESENCE);
  }

  function gone() {
    clearTimeout(presence);
    $('others').hidden = true;
    if (copy?.id && token()) admin('DELETE', `/articles/${copy.id}/presence`, { keepalive: true }).catch(() => {});
  }

  const soleSection = () => (desk.sections.length === 1 ? desk.sections[0].name : '');

  /** @param kept what an earlier tab left of it */
  function show(next, kept = null) {
    copy = next;
    const text = next ? textOf(next) : { ...EMPTY, section: soleSection() };
    fill(text);
    saver.take(next ?? {}, next ? read() : EMPTY);
    state(next ? say(words.savedAt, when(next.savedAt)) : '');
    panel.show(next);
    showSide(false);
    for (const field of $('article').querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    if (kept) restore(kept);
    here();
  }

  // The kept text brings the version it started from, so that a newer version shows up as a conflict. Where the server has the text,
  // the photos that have not arrived come back alone.
  function restore(kept) {
    const isSaved = kept.article && same(kept.text, kept.base);
    if (!isSaved) {
      fill({ ...EMPTY, ...kept.text, ...(kept.draft && { body: kept.draft }) });
      saver.take({ id: kept.article, version: kept.version, name: kept.name, sent: kept.sent }, { ...EMPTY, ...kept.base });
    } else if (copy.version === kept.version) {
      fill({ ...textOf(copy), body: kept.draft });
    } else {
      editor.add(kept.draft);
    }
    drop(kept.key);
    changed();
    const photos = kept.draft ? say(words.photosNotArrived, pending(kept.draft).map(({ file }) => file).join(', ')) : '';
    tell([!isSaved && say(words.restored, when(kept.keptAt)), photos].filter(Boolean).join('\n'), !!photos);
  }

  for (const place of [$('side'), form]) {
    place.addEventListener('input', (event) => {
      // The editor tells of its changes itself; what stands outside of the form is no part of the text.
      if (event.target.form !== form || event.target.closest('#body')) return;
      event.target.removeAttribute('aria-invalid');
      changed();
    });
  }
  // On a phone the panel is a sheet, closed until somebody asks for it.
  function showSide(on) {
    $('side').toggleAttribute('data-open', on);
    $('side-open').setAttribute('aria-expanded', String(on));
    $('side-open').textContent = on ? words.closeSettings : words.articleSettings;
  }
  $('side-open').addEventListener('click', () => showSide(!$('side').hasAttribute('data-open')));
  $('side').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !$('side').hasAttribute('data-open')) return;
    showSide(false);
    $('side-open').focus();
  });
  form.addEventListener('focusin', () => showSide(false));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    saver.save().catch(() => { /* Told already. */ });
  });
  // Ctrl+S saves, as in Word.
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's' && !$('article').hidden) {
      event.preventDefault();
      saver.save().catch(() => {});
    }
  });
  $('title').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      $('lead').focus();
    }
  });
  $('history-open').addEventListener('click', () => withLater(({ showHistory }) =>
    showHistory(copy.id, read, (text) => {
      fill(normal(text), { keep: true });
      changed();
      tell(words.isRestored);
    }).catch((refusal) => {
      $('history').close();
      tell(refusal.message, true);
    })));
  window.addEventListener('online', () => saver.again());
  window.addEventListener('pagehide', () => {
    if ((!copy || copy.id === begun) && !$('article').hidden) sessionStorage.setItem(BEGUN, saver.name);
    gone();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && copy && saver.dirty && token()) saver.save().catch(() => {});
  });

  return {
    /**
     * @return its id
     * @throws Refused where it cannot be read
     */
    async open(id) {
      leftOpen = null;
      const [next] = await Promise.all([admin('GET', `/articles/${id}`), desk.met]);
      const kept = (await left()).find((entry) => entry.article === id);
      const isSaved = kept && !kept.draft && same(normal(kept.text), normal(next));
      if (isSaved) drop(kept.key);
      show(next, isSaved ? null : kept);
      if (!next.title) $('title').focus();
      return id;
    },
    /**
     * A new article; the one that was open when this page was loaded anew comes back.
     * @return its id where the server knows it
     */
    async create() {
      const name = leftOpen;
      leftOpen = null;
      if (name && !isNew(name) && isReload()) {
        const known = await this.open(name);
        history.replaceState(null, '', '#article/' + known);
        return known;
      }
      show(null, name && textBegun(name));
      $('title').focus();
      return null;
    },
    recover(kept) {
      show(null, kept);
    },
    /** The person's role and the sections have become known. */
    met() {
      const { section } = form.elements;
      if (!copy && !section.value) {
        section.value = soleSection();
        changed();
      }
      panel.stand();
    },
    /** Goes on after a sign-in or a lost connection. */
    again() {
      saver.again();
      here();
    },
    /** Saves the article before another is opened. If that fails, the browser keeps the text. */
    async close() {
      gone();
      const isAsked = !!asked?.open;
      if (isAsked) saver.stop();
      asked?.dismiss();
      if (token() && !isAsked) await saver.save().catch(() => false);
      saver.stop();
      copy = null;
    },
    drop: editor.drop,
    get dirty() { return saver.dirty; },
    get who() { return person(); },
    saveAll: async () => !asked?.open && saver.save(),
  };
}
