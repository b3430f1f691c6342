// The desk says in words what differs in a recount.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from './browser.js';

browser({ lang: 'vi' });
const { counted } = await import('desk/numbers');

describe('counted', () => {
  const titles = new Map([['8v4k2m9q0z', 'Hội làng']]);
  const said = (tally, attribute) => counted({ tally, attribute }, titles);

  test('names the numbers of the site', () => {
    assert.equal(said('site#day#2026-11-23', 'visits'), 'Lượt truy cập');
    assert.equal(said('site#day#2026-11-23', 'views'), 'Lượt xem');
  });

  test('names the article, by its id where the title is not known', () => {
    assert.equal(said('views#day#2026-11-23#2', '8v4k2m9q0z'), 'Lượt xem, bài “Hội làng”');
    assert.equal(said('views#day#2026-11-23#5', '0123456789'), 'Lượt xem, bài “0123456789”');
    assert.equal(said('article#8v4k2m9q0z#day#2026-11-23', 'views'), 'Lượt xem, bài “Hội làng”');
    assert.equal(said('opinions#day#2026-11-23', 'y8v4k2m9q0z'), 'Có ích, bài “Hội làng”');
    assert.equal(said('opinions#day#2026-11-23', 'n8v4k2m9q0z'), 'Không có ích, bài “Hội làng”');
  });

  test('names the reason why hits were dropped', () => {
    assert.equal(said('dropped#day#2026-11-23', 'bot'), 'Không tính: máy tự động');
    assert.equal(said('dropped#day#2026-11-23', 'later'), 'Không tính: later');
  });
});
