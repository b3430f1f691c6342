// Seeded random sequences of what happens while somebody writes: lost networks and answers, refusals, expiry, pages loaded anew, other
// articles, a colleague's saves. After each step every word is in the form, in the browser's store or on the server; at the end the
// server has them all.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, mock, test } from 'node:test';
import { browser } from './browser.js';
import { draws } from './draws.js';

const { storage } = browser();
const { admin } = await import('desk/api');
const { together } = await import('desk/compare');
const { drop, left } = await import('desk/keep');
const { autosave, EMPTY, same, textOf } = await import('desk/save');

const SEQUENCES = process.env.NIGHTLY ? 10000 : 200;
const STEPS = 40;
/** Fates of a request that waits: it is answered, its answer is lost, or it never arrives. */
const FATES = ['answered', 'unheard', 'unsent'];
const START = Date.parse('2026-11-28T08:00:00Z');

// A Response reads its body in turns of the event loop, of which nobody knows the number.
const json = (status, content) => ({ ok: status < 400, status, headers: new Headers(), json: async () => structuredClone(content) });
// The browser's digest takes another thread, and with it turns of the event loop.
crypto.subtle.digest = async (_, bytes) => createHash('sha256').update(bytes).digest().buffer;
// Answers have passed all their promises once the event loop turns.
const turn = () => new Promise(setImmediate);

/** The portal: its articles, and how it answers at the moment. */
class Server {
  articles = new Map();
  byKey = new Map();
  mode = 'online';
  /** Requests that have no answer yet. */
  open = [];

  async fetch(path, { method, headers, body }) {
    const request = { id: path.split('/')[4], method, version: headers['If-Match'], key: headers['Idempotency-Key'], text: body && textOf(JSON.parse(body)) };
    switch (this.mode) {
      case 'offline': throw new TypeError('Failed to fetch');
      case 'lost':
        this.answer(request);
        throw new TypeError('Failed to fetch');
      case 'slow': return new Promise((answered, failed) => this.open.push({ request, answered, failed }));
      case 'online': return this.answer(request);
      default: return method === 'GET' ? this.answer(request) : json(Number(this.mode), { detail: 'No.' });
    }
  }

  answer({ id, method, version, key, text }) {
    if (method === 'POST') {
      id = this.byKey.get(key) ?? 'a' + this.byKey.size;
      if (!this.byKey.has(key)) this.put(id, 0, text);
      else if (!same(this.articles.get(id).text, text)) return this.answer({ id, method: 'PUT', version: '"1"', text });
      this.byKey.set(key, id);
      return json(201, this.copy(id));
    }
    const copy = this.articles.get(id);
    if (method === 'GET') return json(200, this.copy(id));
    if (version !== `"${copy.version}"`) return json(409, { id, version: copy.version });
    this.put(id, copy.version, text);
    return json(200, this.copy(id));
  }

  put(id, version, text) {
    this.articles.set(id, { version: version + 1, text });
  }

  copy(id) {
    const { version, text } = this.articles.get(id);
    return { id, version, savedAt: new Date().toISOString(), ...text };
  }

  /** The page that waits is gone. */
  forgetWaiting(isDone) {
    for (const { request } of this.open.splice(0)) if (isDone) this.answer(request);
  }

  /** Answers what waits; or drops it, after it did its work or before. */
  release(fate) {
    for (const { request, answered, failed } of this.open.splice(0)) {
      const answer = fate === 'unsent' ? null : this.answer(request);
      if (fate === 'answered') answered(answer);
      else failed(new TypeError('Failed to fetch'));
    }
  }
}

/** The page of an article, and the person before it. */
class Page {
  form = EMPTY;
  photos = [];

  constructor() {
    this.saver = autosave({
      read: () => this.form,
      waiting: () => (this.photos.length ? [this.form.body, ...this.photos].join('\n') : null),
      state() {},
      saved() {},
      refused() {},
      conflict: (id) => this.merge(id),
    });
  }

  type(body) {
    this.form = { ...this.form, body };
    this.saver.changed();
  }

  async merge(id) {
    const theirs = await admin('GET', `/articles/${id}`);
    const lines = (body) => body.split('\n').filter(Boolean);
    const base = (await this.saver.hasSent(theirs)) ? theirs : this.saver.base;
    const { blocks } = together(lines(base.body), lines(this.form.body), lines(theirs.body));
    this.form = { ...this.form, body: blocks.join('\n') };
    this.saver.take(theirs, textOf(theirs));
  }

  async leave() {
    await this.saver.save().catch(() => false);
    this.saver.stop();
  }

  /** Opens a new article, one of the portal's, or one that the browser kept. */
  show(copy, kept = null) {
    this.photos = [];
    this.form = copy ? textOf(copy) : EMPTY;
    this.saver.take(copy ?? {}, this.form);
    if (!kept) return;
    const photos = kept.draft?.split('\n').filter((line) => line.startsWith('IMG')) ?? [];
    if (!kept.article || !same(kept.text, kept.base)) {
      this.form = { ...EMPTY, ...kept.text };
      this.saver.take({ id: kept.article, version: kept.version, name: kept.name, sent: kept.sent }, { ...EMPTY, ...kept.base });
    }
    this.photos = photos;
    drop(kept.key);
    this.saver.changed();
  }
}

/** One sequence: the portal, the page in this tab, and what was written so far. */
class Sequence {
  server = new Server();
  page = new Page();
  words = [];
  photos = [];
  steps = [];

  constructor(seed) {
    this.draw = draws(seed);
    /** In every second sequence nobody else writes. */
    this.isAlone = seed % 2 === 0;
    globalThis.fetch = (path, request) => this.server.fetch(path, request);
    this.page.show(null);
  }

  word(who) {
    const word = `${who}${this.words.length}.`;
    this.words.push(word);
    return word;
  }

  /** The body with a word more: as a line of its own, or in one that stands already. */
  longer(body, word) {
    const lines = body.split('\n').filter(Boolean);
    const at = this.draw(lines.length + 1);
    if (lines.length > at && this.draw(2)) lines[at] += ' ' + word;
    else lines.splice(at, 0, word);
    return lines.join('\n');
  }

  oneOf(list) {
    return list[this.draw(list.length)];
  }

  colleagueSaves() {
    if (this.isAlone) return;
    const ids = [...this.server.articles.keys()];
    if (!ids.length) return;
    const id = this.oneOf(ids);
    const { version, text } = this.server.articles.get(id);
    this.server.put(id, version, { ...text, body: this.longer(text.body, this.word('họ')) });
  }

  /** Another article, one of those that this browser kept, or one of the portal's: as the desk opens them. */
  async openAnother() {
    // The place changes once the save has ended.
    let hasLeft = false;
    this.page.leave().then(() => { hasLeft = true; });
    for (await turn(); !hasLeft; await turn()) this.server.release(this.oneOf(FATES));
    const kept = await left(this.page.saver.name);
    if (kept.length && this.draw(2)) await this.recover(this.oneOf(kept));
    else this.page.show(null);
  }

  async recover(kept) {
    this.page.show(kept.article && this.server.copy(kept.article), kept);
  }

  /** The page is loaded anew: what it held in memory is gone, and it hears no answer any more. */
  async reload() {
    this.page.saver.stop();
    this.server.forgetWaiting(this.draw(2) === 0);
    const { name } = this.page.saver;
    const kept = (await left()).find((entry) => entry.name === name);
    this.page = new Page();
    if (kept) await this.recover(kept);
    else this.page.show(null);
  }

  async take(step) {
    this.steps.push(step);
    switch (step) {
      case 'write': this.page.type(this.longer(this.page.form.body, this.word('tôi'))); break;
      case 'save': this.page.saver.save().catch(() => {}); break;
      case 'again': this.page.saver.again(); break;
      case 'wait': mock.timers.tick(this.draw(20000)); break;
      case 'colleague': this.colleagueSaves(); break;
      case 'another': await this.openAnother(); break;
      case 'reload': await this.reload(); break;
      case 'answer': this.server.release(this.oneOf(FATES)); break;
      case 'photo': {
        const photo = `IMG_${this.photos.length}.jpg`;
        this.photos.push(photo);
        this.page.photos.push(photo);
        this.page.saver.changed();
        break;
      }
      default: this.server.mode = step;
    }
    await turn();
    await turn();
    this.check([this.page.form.body, ...this.page.photos, ...storage.values()]);
  }

  check(others) {
    const held = [...others, ...[...this.server.articles.values()].map(({ text }) => text.body)].join('\n');
    for (const item of [...this.words, ...this.photos]) assert.ok(held.includes(item), `${item} is lost after ${this.steps.join(', ')}`);
  }

  /** The network and the person are back: everything that the browser kept goes to the portal. */
  async end() {
    this.server.mode = 'online';
    this.server.release('answered');
    await turn();
    let kept = [];
    do {
      this.check([this.page.form.body, ...this.page.photos, ...storage.values()]);
      // Their photos are sent, or the person takes them out.
      this.photos = this.photos.filter((photo) => !this.page.photos.includes(photo));
      this.page.photos = [];
      this.page.saver.changed();
      for (let tries = 0; !(await this.page.saver.save()); tries++) assert.ok(tries < 5, `no save succeeds after ${this.steps.join(', ')}`);
      this.page.saver.stop();
      kept = await left();
      if (kept.length) await this.recover(kept[0]);
    } while (kept.length);
    this.check([]);
    assert.deepEqual([...storage], []);
    if (this.isAlone) this.checkAlone();
  }

  /** Without a colleague nothing stands twice: no word, and no article that was begun once. */
  checkAlone() {
    const all = [...this.server.articles.values()].flatMap(({ text }) => text.body.split(/\s+/));
    assert.deepEqual(all.sort(), this.words.toSorted(), `after ${this.steps.join(', ')}`);
  }
}

const STEP_NAMES = [
  ...Array(8).fill('write'), 'save', 'save', 'wait', 'wait', 'wait', 'again', 'answer', 'answer', 'photo', 'colleague', 'another', 'reload',
  'online', 'online', 'offline', 'lost', 'slow', '401', '400', '413', '500',
];

afterEach(() => mock.timers.reset());

test(`${SEQUENCES} sequences lose no word and no photo`, async () => {
  for (let seed = 1; seed <= SEQUENCES; seed++) {
    mock.timers.reset();
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: START });
    storage.clear();
    const sequence = new Sequence(seed);
    try {
      for (let i = 0; i < STEPS; i++) await sequence.take(sequence.oneOf(STEP_NAMES));
      await sequence.end();
    } catch (e) {
      throw new Error(`seed ${seed}: ${e.message}`, { cause: e });
    }
  }
});
