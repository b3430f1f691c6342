// The page of one article: fields, body, presence of other people, and conflicts between saves.
import { admin, Refused } from 'desk/api';
import { $, h, tell } from 'desk/dom';
import { byline } from 'desk/byline';
import { card, slugOf } from 'desk/card';
import { aboutLine, aboutPassage, merge, questions } from 'desk/conflict';
import { createEditor } from 'desk/editor';
import { drop, forget, left } from 'desk/keep';
import { html, parse, pending } from 'desk/schema';
import { named } from 'desk/names';
import { photo, underWay } from 'desk/photos';
import { person, token } from 'desk/sign-in';
import { autosave, EMPTY, missing, same, textOf } from 'desk/save';
import { publishing } from 'desk/publish';
import { showHistory } from 'desk/history';
import { measured } from 'desk/measure';
import { say, when, words } from 'desk/words';

const PRESENCE = 20000;
const LINES = ['title', 'lead', 'source', 'slug', 'cardTitle', 'cardDescription'];
/** A line as people see it: a section by its title. */
const shown = (value) => [...$('section').options].find((one) => value && one.value === value)?.textContent ?? value;
// The name of the new article that was open when this tab's page was left.
const OPEN_NEW = 'bantin-new';
const normal = (copy) => ({ ...textOf(copy), body: html(parse(copy.body ?? '')) });

/**
 * @param desk who is here: role and sections
 * @param opened called with files to make drafts of
 * @param expired called when a save finds nobody signed in
 */
export function articleView(desk, { opened, expired }) {
  const form = $('form');
  let copy = null;
  let presence = 0;
  let loading = true;

  const changed = () => {
    if (loading) return;
    saver.changed();
    panel.showWarnings();
    measure();
  };
  const asked = questions();
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
      tags: value('tags').split(',').map((one) => one.trim()).filter(Boolean),
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
    if (text.section && ![...section.options].some((one) => one.value === text.section)) section.append(h('option', { value: text.section }, text.section));
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
      const isNew = !copy?.id;
      copy = answer;
      if (isNew) {
        history.replaceState(null, '', '#article/' + copy.id);
        here();
      }
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

  async function conflict() {
    const theirs = await admin('GET', `/articles/${copy.id}`);
    const base = normal(saver.base);
    const mine = normal(read());
    const text = normal(theirs);
    const by = theirs.savedBy === person() ? null : named(theirs.savedBy);
    const { merged, fields, clashes } = merge({ base, theirs: text, mine });
    put(mine, merged);
    const lines = fields.map((name) => aboutLine(name, by, shown(mine[name]), shown(text[name]), () => put({}, { [name]: text[name] })));
    const answered = await asked.ask([...lines, ...editor.passages(clashes).map((one) => aboutPassage(by, one))]);
    // The article was left: the browser keeps the text with the version that it started from.
    if (!answered) return;
    copy = theirs;
    saver.take(copy, text);
    panel.show(copy);
    const isSaved = same(read(), text);
    state(isSaved ? say(words.savedAt, when(copy.savedAt)) : by ? say(words.broughtTogether, by) : words.broughtTogetherOwn);
  }

  // Only what differs is written, so that nobody who is writing is disturbed.
  function put(before, text) {
    const isNew = (name) => name in text && JSON.stringify(before[name]) !== JSON.stringify(text[name]);
    for (const name of [...LINES, 'section'].filter(isNew)) form.elements[name].value = text[name];
    if (isNew('tags')) form.elements.tags.value = text.tags.join(', ');
    if (isNew('authors')) authors.names = text.authors;
    if (isNew('body')) editor.patch(text.body);
    changed();
    measure();
  }

  const panel = publishing(desk, {
    get id() { return copy?.id; },
    get version() { return saver.version; },
    get missing() { return missing(read()); },
    async saveAll() {
      if (underWay()) throw new Refused(0, { detail: words.photosUnderWay });
      if (asked.open) throw new Refused(0, { detail: words.chooseFirst });
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
      const names = others.map((one) => named(one.name)).join(', ');
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

  /** @param kept what an earlier tab left of it */
  function show(next, kept = null) {
    copy = next;
    const text = next ? textOf(next) : { ...EMPTY, section: desk.sections.length === 1 ? desk.sections[0].name : '' };
    fill(text);
    saver.take(next ?? {}, next ? read() : EMPTY);
    state(next ? say(words.savedAt, when(next.savedAt)) : '');
    panel.show(next);
    showSide(false);
    for (const one of $('article').querySelectorAll('[aria-invalid]')) one.removeAttribute('aria-invalid');
    if (kept) restore(kept);
    here();
  }

  // The kept text brings the version it started from, so that a newer version shows up as a conflict. Where the server has the text,
  // the photos that have not arrived come back alone.
  function restore(kept) {
    const isSaved = kept.article && same(kept.text, kept.base);
    if (!isSaved) {
      fill({ ...EMPTY, ...kept.text, ...(kept.draft && { body: kept.draft }) });
      saver.take({ id: kept.article, version: kept.version }, { ...EMPTY, ...kept.base });
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
  $('history-open').addEventListener('click', () =>
    showHistory(copy.id, read, (text) => {
      fill(normal(text), { keep: true });
      changed();
      tell(words.isRestored);
    }).catch((refusal) => {
      $('history').close();
      tell(refusal.message, true);
    }));
  window.addEventListener('online', () => saver.again());
  window.addEventListener('pagehide', () => {
    if (!copy && !$('article').hidden) sessionStorage.setItem(OPEN_NEW, saver.name);
    gone();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && copy && saver.dirty && token()) saver.save().catch(() => {});
  });

  return {
    /** @throws Refused where it cannot be read */
    async open(id) {
      const next = await admin('GET', `/articles/${id}`);
      const kept = (await left()).find((one) => one.article === id);
      const isSaved = kept && !kept.draft && same(normal(kept.text), normal(next));
      if (isSaved) drop(kept.key);
      show(next, isSaved ? null : kept);
      if (!next.title) $('title').focus();
    },
    /** A new article; the one that was open when this page was loaded anew comes back. */
    async create() {
      const before = sessionStorage.getItem(OPEN_NEW);
      sessionStorage.removeItem(OPEN_NEW);
      const kept = before && (await left()).find((one) => one.key.split('/')[2] === before);
      show(null, kept || null);
      $('title').focus();
    },
    recover(kept) {
      show(null, kept);
    },
    /** Goes on after a sign-in or a lost connection. */
    again() {
      saver.again();
      here();
    },
    /** Saves the article before another is opened. If that fails, the browser keeps the text. */
    async close() {
      gone();
      const isAsked = asked.open;
      if (isAsked) saver.stop();
      asked.dismiss();
      if (token() && !isAsked) await saver.save().catch(() => false);
      saver.stop();
      copy = null;
    },
    get dirty() { return saver.dirty; },
    get who() { return person(); },
    saveAll: async () => !asked.open && saver.save(),
  };
}
