// Merging: both changes of one text stand side by side, and no line of either side goes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from './browser.js';

browser();
const { together } = await import('desk/compare');
const { changedBy } = await import('desk/conflict');

const BASE = ['một', 'hai', 'ba', 'bốn'];

describe('together', () => {
  test('leaves the text alone when nobody changed it', () => {
    assert.deepEqual(together(BASE, BASE, BASE), { blocks: BASE, clash: false });
  });

  test('takes a change of one side', () => {
    const changed = ['một', 'hai sửa', 'ba', 'bốn'];
    assert.deepEqual(together(BASE, changed, BASE), { blocks: changed, clash: false });
    assert.deepEqual(together(BASE, BASE, changed), { blocks: changed, clash: false });
  });

  test('takes both changes in different places', () => {
    assert.deepEqual(together(BASE, ['một sửa', 'hai', 'ba', 'bốn'], ['một', 'hai', 'ba', 'bốn sửa']),
      { blocks: ['một sửa', 'hai', 'ba', 'bốn sửa'], clash: false });
  });

  test('takes the same change of both sides once', () => {
    const changed = ['một', 'hai sửa', 'ba', 'bốn'];
    assert.deepEqual(together(BASE, changed, changed), { blocks: changed, clash: false });
  });

  test('puts mine before theirs where both changed the same block', () => {
    assert.deepEqual(together(BASE, ['một', 'hai tôi', 'ba', 'bốn'], ['một', 'hai họ', 'ba', 'bốn']),
      { blocks: ['một', 'hai tôi', 'hai họ', 'ba', 'bốn'], clash: true });
  });

  test('keeps a block that one side changed and the other deleted', () => {
    const { blocks, clash } = together(BASE, ['một', 'hai tôi', 'ba', 'bốn'], ['một', 'ba', 'bốn']);
    assert.ok(blocks.includes('hai tôi'));
    assert.equal(clash, true);
  });

  test('lets no line of either side go, whatever both do', () => {
    // Linear congruential: the same sequences in each run.
    let seed = 20261128;
    const draw = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
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
