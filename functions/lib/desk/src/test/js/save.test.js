// Saving: every change is kept in the browser at once, sent a moment later, and never written over another's.
import assert from 'node:assert/strict';
import { beforeEach, describe, mock, test } from 'node:test';
import { browser, server } from './browser.js';

const { storage, room } = browser();
const { autosave, EMPTY, missing, same, textOf } = await import('desk/save');
const { words } = await import('desk/words');

const text = (change) => ({ ...EMPTY, section: 'tin-tuc', ...change });
const stored = () => [...storage.values()].map((value) => JSON.parse(value));
const copy = (version) => ({ id: 'a1', version, savedAt: '2026-11-28T08:00:00Z' });

/** A form, what its state line said, and what became of its saves. */
function desk(start = EMPTY) {
  const seen = { form: start, waiting: null, states: [], saved: [], refused: [], conflicts: [], resolve: async () => {} };
  seen.saver = autosave({
    read: () => seen.form,
    waiting: () => seen.waiting,
    state: (sentence) => seen.states.push(sentence),
    saved: (answer) => seen.saved.push(answer),
    refused: (refusal) => seen.refused.push(refusal),
    conflict: async (id) => {
      seen.conflicts.push(id);
      await seen.resolve(id);
    },
  });
  seen.type = (change) => {
    seen.form = { ...seen.form, ...change };
    seen.saver.changed();
  };
  return seen;
}

/** Waits until the portal has got so many requests. */
async function arrived(requests, count) {
  while (requests.length < count) await new Promise(setImmediate);
}

beforeEach(() => {
  storage.clear();
  room.left = true;
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-28T08:00:00Z') });
});

describe('textOf', () => {
  test('takes the fields of an article and fills missing ones', () => {
    assert.deepEqual(textOf({ id: 'a1', title: 'Đường mới', tags: null }), { ...EMPTY, title: 'Đường mới' });
  });

  test('compares by those fields alone', () => {
    assert.ok(same({ ...text({ title: 'Một' }), id: 'a1' }, text({ title: 'Một' })));
    assert.ok(!same(text({ tags: ['một'] }), text({ tags: ['hai'] })));
  });
});

describe('missing', () => {
  test('names what an article needs before others may read it', () => {
    assert.deepEqual(missing(EMPTY), ['title', 'section', 'body']);
    assert.deepEqual(missing(text({ title: 'Một' })), ['body']);
    assert.deepEqual(missing(text({ title: 'Một', body: '<p>Hai</p>' })), []);
  });
});

describe('autosave', () => {
  test('creates the article with the first save and changes it with the next', async () => {
    const requests = server(copy(1), copy(2));
    const tab = desk();
    tab.type({ title: 'Đường mới' });
    assert.equal(await tab.saver.save(), true);
    tab.type({ lead: 'Sáng nay' });
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(requests.map(({ method, path, ifMatch }) => [method, path, ifMatch]),
      [['POST', '/api/admin/articles', undefined], ['PUT', '/api/admin/articles/a1', '"1"']]);
    assert.equal(tab.saver.version, 2);
    assert.equal(tab.saver.dirty, false);
  });

  test('sends nothing when nothing changed', async () => {
    const requests = server();
    const tab = desk(text({ title: 'Một' }));
    tab.saver.take(copy(3), tab.form);
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(requests, []);
  });

  test('sends nothing for a new article without a word', async () => {
    const requests = server();
    const tab = desk();
    tab.type({ section: 'tin-tuc', authors: ['Lù A Sử'] });
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(requests, []);
  });

  test('keeps each change in the browser until the server has it', async () => {
    server(copy(1));
    const tab = desk();
    tab.type({ title: 'Đường' });
    tab.type({ title: 'Đường mới' });
    assert.deepEqual(stored().map((entry) => entry.text.title), ['Đường mới']);
    await tab.saver.save();
    assert.deepEqual(stored(), []);
  });

  test('keeps the text that each article started from', () => {
    server('offline', 'offline');
    const tab = desk();
    for (const title of ['Một', 'Hai']) {
      tab.form = text({ title });
      tab.saver.take({ id: title, version: 7 }, tab.form);
      tab.type({ title: title + ' sửa' });
      tab.type({ title: title + ' sửa nữa', authors: [title] });
      tab.saver.stop();
    }
    assert.deepEqual(stored().map((entry) => [entry.version, entry.base.title, entry.text.title, entry.base.authors.length]),
      [[7, 'Một', 'Một sửa nữa', 0], [7, 'Hai', 'Hai sửa nữa', 0]]);
  });

  test('keeps two new articles of one tab apart', async () => {
    const { left } = await import('desk/keep');
    server('offline', 'offline');
    const tab = desk();
    tab.type({ title: 'Một' });
    tab.saver.stop();
    tab.form = EMPTY;
    tab.saver.take({}, EMPTY);
    tab.type({ title: 'Hai' });
    assert.deepEqual(stored().map((entry) => entry.text.title), ['Một', 'Hai']);
    assert.deepEqual((await left(tab.saver.name)).map((entry) => entry.text.title), ['Một'], 'the open one is not offered');
    assert.equal((await left()).length, 2);
  });

  test('sends nothing of a closed article when the connection is back', () => {
    const requests = server(copy(1));
    const tab = desk();
    tab.type({ title: 'Một' });
    tab.saver.stop();
    tab.saver.again();
    mock.timers.tick(20000);
    assert.equal(requests.length, 0);
    assert.equal(stored().length, 1);
  });

  test('gives the id of a late answer to no other article', async () => {
    const requests = server(copy(1), { ...copy(1), id: 'a2' });
    const tab = desk();
    tab.type({ title: 'Một' });
    const under = tab.saver.save();
    await arrived(requests, 1);
    tab.form = EMPTY;
    tab.saver.take({}, EMPTY);
    tab.type({ title: 'Hai' });
    await under;
    assert.deepEqual(stored().map((entry) => entry.text.title), ['Hai']);
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(requests.map((request) => [request.method, request.json.title]), [['POST', 'Một'], ['POST', 'Hai']]);
    assert.notEqual(requests[0].key, requests[1].key);
    assert.equal(tab.saver.id, 'a2');
  });

  test('knows the text of a save whose answer was lost, also on a page loaded anew', async () => {
    server(copy(1), 'offline', 'offline');
    const tab = desk();
    tab.type({ title: 'Một' });
    await tab.saver.save();
    for (const title of ['Một hai', 'Một hai ba']) {
      tab.type({ title });
      assert.equal(await tab.saver.save(), false);
    }
    tab.type({ title: 'Một hai ba bốn' });
    const anew = desk();
    const [{ sent }] = stored();
    anew.saver.take({ id: 'a1', version: 1, sent }, EMPTY);
    for (const { saver } of [tab, anew]) {
      assert.equal(await saver.hasSent(text({ title: 'Một hai', section: '' })), true);
      assert.equal(await saver.hasSent(text({ title: 'Một hai ba', section: '' })), true);
      assert.equal(await saver.hasSent(text({ title: 'Một', section: '' })), false, 'the server has answered it');
      assert.equal(await saver.hasSent(text({ title: 'Một hai ba bốn', section: '' })), false);
    }
  });

  test('goes on with the draft that an earlier attempt made', async () => {
    const requests = server({ status: 409, id: 'a7', version: 2 }, { ...copy(3), id: 'a7' });
    const tab = desk();
    tab.type({ title: 'Một hai' });
    tab.resolve = async () => tab.saver.take({ id: 'a7', version: 2 }, text({ title: 'Một' }));
    assert.equal(await tab.saver.save(), false);
    assert.deepEqual(tab.conflicts, ['a7']);
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(requests.map(({ method, path }) => [method, path]), [['POST', '/api/admin/articles'], ['PUT', '/api/admin/articles/a7']]);
    assert.deepEqual(stored(), []);
  });

  test('keeps the place of a photo that has not arrived although the server has the text', async () => {
    server(copy(1));
    const tab = desk();
    tab.waiting = '<figure data-upload="u" data-file="IMG_1.jpg"></figure>';
    tab.type({ title: 'Một' });
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(stored().map((entry) => [entry.version, entry.draft]), [[1, tab.waiting]]);
    tab.waiting = null;
    tab.saver.changed();
    assert.deepEqual(stored(), []);
  });

  test('saves by itself after a pause in typing', async () => {
    const requests = server(copy(1));
    const tab = desk();
    tab.type({ title: 'Đường mới' });
    mock.timers.tick(2499);
    assert.equal(requests.length, 0);
    mock.timers.tick(1);
    assert.equal(await tab.saver.save(), true);
    assert.equal(requests.length, 1);
  });

  test('saves at the latest 15 seconds after the first change', async () => {
    const requests = server(copy(1));
    const tab = desk();
    for (let i = 0; i < 15; i++) {
      tab.type({ title: 'Đường mới '.repeat(i + 1) });
      mock.timers.tick(1000);
    }
    await arrived(requests, 1);
    assert.equal(await tab.saver.save(), true);
    assert.equal(requests.length, 1);
  });

  test('keeps what was typed while a save was under way', async () => {
    server(copy(1), copy(2));
    const answer = globalThis.fetch;
    const tab = desk();
    tab.type({ title: 'Một' });
    globalThis.fetch = (...request) => {
      globalThis.fetch = answer;
      tab.type({ title: 'Một hai' });
      return answer(...request);
    };
    assert.equal(await tab.saver.save(), false);
    assert.deepEqual(stored().map((entry) => [entry.version, entry.text.title]), [[1, 'Một hai']]);
    assert.equal(await tab.saver.save(), true);
  });

  test('says so when the server cannot be reached, and tries again later', async () => {
    const requests = server('offline', copy(1));
    const tab = desk();
    tab.type({ title: 'Một' });
    assert.equal(await tab.saver.save(), false);
    assert.equal(stored().length, 1);
    assert.match(tab.states.at(-1), new RegExp(words.keptHere));
    assert.deepEqual(tab.refused, []);
    mock.timers.tick(3000);
    assert.equal(await tab.saver.save(), true);
    assert.equal(requests.length, 2);
  });

  test('hands a refusal on and keeps the text', async () => {
    server({ status: 413, detail: 'Too large.' });
    const tab = desk();
    tab.type({ title: 'Một' });
    assert.equal(await tab.saver.save(), false);
    assert.deepEqual(tab.refused.map((refusal) => refusal.status), [413]);
    assert.equal(stored().length, 1);
  });

  test('asks what shall stand when another saved meanwhile, and saves that on the newer version', async () => {
    const requests = server({ status: 409, version: 5, savedBy: 'bien-tap' }, copy(6));
    const tab = desk(text({ title: 'Một' }));
    tab.saver.take(copy(4), tab.form);
    tab.resolve = async () => {
      const theirs = text({ title: 'Một', lead: 'Của người kia' });
      tab.saver.take(copy(5), theirs);
      tab.form = { ...theirs, title: 'Hai' };
    };
    tab.type({ title: 'Hai' });
    assert.equal(await tab.saver.save(), false);
    assert.deepEqual(tab.conflicts, ['a1']);
    assert.equal(await tab.saver.save(), true);
    assert.deepEqual(requests.map((request) => request.ifMatch), ['"4"', '"5"']);
    assert.deepEqual([requests[1].json.title, requests[1].json.lead], ['Hai', 'Của người kia']);
  });

  test('warns when the browser has no room for the text', () => {
    const tab = desk();
    room.left = false;
    tab.type({ title: 'Một' });
    assert.equal(tab.states.at(-1), words.noRoom);
  });
});

describe('left', () => {
  test('lists what closed tabs kept, newest first, without what cannot be read', async () => {
    const { left } = await import('desk/keep');
    storage.set('bantin//a1/tab1', JSON.stringify({ version: 1, base: EMPTY, text: text({ title: 'Cũ' }), keptAt: '2026-11-27T08:00:00Z' }));
    storage.set('bantin//new/tab2', JSON.stringify({ version: 0, base: EMPTY, text: text({ title: 'Mới' }), keptAt: '2026-11-28T08:00:00Z' }));
    storage.set('bantin//a2/tab3', '{"version":1,"te');
    storage.set('bantin/another/a3/tab4', JSON.stringify({ text: text({}), keptAt: '2026-11-28T09:00:00Z' }));
    assert.deepEqual((await left()).map((entry) => [entry.article, entry.text.title]), [[null, 'Mới'], ['a1', 'Cũ']]);
  });
});
