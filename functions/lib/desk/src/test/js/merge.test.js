// Merging: both changes of one text stand side by side, and no line of either side goes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from './browser.js';
import { draws } from './draws.js';

browser();
const { together, wordsTogether } = await import('desk/compare');
const { changedBy, merge } = await import('desk/conflict');

const BASE = ['một', 'hai', 'ba', 'bốn'];

describe('together', () => {
  test('leaves the text alone when nobody changed it', () => {
    assert.deepEqual(together(BASE, BASE, BASE), { blocks: BASE, clashes: [] });
  });

  test('takes a change of one side', () => {
    const changed = ['một', 'hai sửa', 'ba', 'bốn'];
    assert.deepEqual(together(BASE, changed, BASE), { blocks: changed, clashes: [] });
    assert.deepEqual(together(BASE, BASE, changed), { blocks: changed, clashes: [] });
  });

  test('takes both changes in different places', () => {
    assert.deepEqual(together(BASE, ['một sửa', 'hai', 'ba', 'bốn'], ['một', 'hai', 'ba', 'bốn sửa']),
      { blocks: ['một sửa', 'hai', 'ba', 'bốn sửa'], clashes: [] });
  });

  test('takes the same change of both sides once', () => {
    const changed = ['một', 'hai sửa', 'ba', 'bốn'];
    assert.deepEqual(together(BASE, changed, changed), { blocks: changed, clashes: [] });
  });

  test('puts mine before theirs where both changed the same block', () => {
    assert.deepEqual(together(BASE, ['một', 'hai tôi', 'ba', 'bốn'], ['một', 'hai họ', 'ba', 'bốn']),
      { blocks: ['một', 'hai tôi', 'hai họ', 'ba', 'bốn'], clashes: [{ at: 1, mine: 1, theirs: 1 }] });
  });

  test('keeps a block that one side changed and the other deleted', () => {
    const { blocks, clashes } = together(BASE, ['một', 'hai tôi', 'ba', 'bốn'], ['một', 'ba', 'bốn']);
    assert.ok(blocks.includes('hai tôi'));
    assert.deepEqual(clashes, [{ at: 1, mine: 1, theirs: 0 }]);
  });

  test('lets no line of either side go, whatever both do', () => {
    const draw = draws(20261128);
    for (let round = 0; round < 500; round++) {
      const base = Array.from({ length: draw(8) }, (_, i) => `gốc ${i}`);
      const edit = (who) => {
        const side = [...base];
        for (let i = draw(4); i > 0; i--) side.splice(draw(side.length + 1), draw(3), `${who} ${round} ${i}`);
        return side;
      };
      const [mine, theirs] = [edit('tôi'), edit('họ')];
      const { blocks } = together(base, mine, theirs);
      for (const line of [...mine, ...theirs]) {
        if (!base.includes(line)) assert.ok(blocks.includes(line), `${line} is lost of ${JSON.stringify({ base, mine, theirs })}`);
      }
      for (const line of base) {
        if (mine.includes(line) && theirs.includes(line)) assert.ok(blocks.includes(line), `${line} is lost though both kept it`);
      }
    }
  });
});

describe('changedBy', () => {
  test('names the fields that the other side changed, lists by their items', () => {
    const base = { title: 'Một', tags: ['a', 'b'], body: '<p>x</p>' };
    assert.deepEqual(changedBy(base, { title: 'Hai', tags: ['a', 'b'], body: '<p>x</p>' }), ['title']);
    assert.deepEqual(changedBy(base, { title: 'Một', tags: ['b', 'a'], body: '<p>x</p>' }), ['tags']);
    assert.deepEqual(changedBy(base, structuredClone(base)), []);
  });
});

describe('wordsTogether', () => {
  test('takes changes of different words', () => {
    assert.equal(wordsTogether('một hai ba', 'một! hai ba', 'một hai ba!', true), 'một! hai ba!');
  });

  test('takes both of two ends of a paragraph', () => {
    assert.equal(wordsTogether('<p>một</p>', '<p>một hai</p>', '<p>một ba</p>', false), '<p>một hai ba</p>');
  });

  test('is no merge where both changed the same word, or write at the same place of a line', () => {
    assert.equal(wordsTogether('một hai', 'một ba', 'một bốn', false), null);
    assert.equal(wordsTogether('một', 'một hai', 'một ba', true), null);
  });
});

describe('merge', () => {
  const text = { title: 'Họp thôn', section: 'tin-tuc', tags: ['a', 'b'], body: '' };

  test('asks about nothing where each changed another field', () => {
    const merged = merge({ base: text, mine: { ...text, title: 'Họp bản' }, theirs: { ...text, section: 'thong-bao' } });
    assert.deepEqual(merged, { merged: { ...text, title: 'Họp bản', section: 'thong-bao' }, fields: [], clashes: [] });
  });

  test('adds and removes names of both', () => {
    const { merged, fields } = merge({ base: text, mine: { ...text, tags: ['b', 'c'] }, theirs: { ...text, tags: ['a', 'b', 'd'] } });
    assert.deepEqual([merged.tags, fields], [['b', 'c', 'd'], []]);
  });

  test('keeps mine and names the line where both changed it', () => {
    const { merged, fields } = merge({ base: text, mine: { ...text, title: 'Họp bản' }, theirs: { ...text, title: 'Họp xã' } });
    assert.deepEqual([merged.title, fields], ['Họp bản', ['title']]);
  });
});
