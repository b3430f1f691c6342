// Words, numbers and times of the English desk, at a site whose clocks change.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from './browser.js';

browser({ lang: 'en', zone: 'Europe/Berlin' });
const { fromWall, number, say, toWall, words } = await import('desk/words');

describe('the English desk', () => {
  test('speaks English', () => {
    assert.equal(say(words.savedAt, '14:03'), 'Saved at 14:03');
    assert.equal(number(677985), '677,985');
  });
});

describe('the wall clock of the site', () => {
  test('follows summer and winter', () => {
    for (const time of ['2026-03-29T00:59:00.000Z', '2026-03-29T01:00:00.000Z', '2026-07-01T12:00:00.000Z', '2026-10-25T02:30:00.000Z']) {
      assert.equal(fromWall(toWall(time)), time);
    }
  });

  test('takes a time that summer skips as a moment beside it', () => {
    assert.match(fromWall('2026-03-29T02:30'), /^2026-03-29T0[01]:30:00.000Z$/);
  });
});
