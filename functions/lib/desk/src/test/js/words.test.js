// Words, numbers and times of the Vietnamese desk.
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { browser } from './browser.js';

browser({ lang: 'vi' });
const { day, fromWall, number, say, toWall, when, words } = await import('desk/words');

describe('say', () => {
  test('fills the places of a sentence', () => {
    assert.equal(say(words.savedAt, '14:03'), 'Đã lưu lúc 14:03');
    assert.equal(say('{1} và {0}', 'hai', 'một'), 'một và hai');
  });

  test('leaves a place without a value empty and fills no place of a value', () => {
    assert.equal(say('{0} {1}', '{1}'), '{1} ');
  });
});

describe('numbers and days', () => {
  test('are written as in Vietnam', () => {
    assert.equal(number(677985), '677.985');
    assert.match(day('2026-11-24'), /24.*11.*2026/);
  });
});

describe('when', () => {
  test('leaves the day of today out, by the clock of the site', () => {
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-28T16:59:00Z') });
    assert.equal(when('2026-11-27T17:00:00Z'), '00:00');
    assert.match(when('2026-11-27T16:59:00Z'), /23:59.*27/);
    assert.equal(when(null), '');
    mock.timers.reset();
  });
});

describe('the wall clock of the site', () => {
  test('is seven hours ahead of UTC', () => {
    assert.equal(toWall('2026-11-24T00:30:00Z'), '2026-11-24T07:30');
    assert.equal(fromWall('2026-11-24T07:30'), '2026-11-24T00:30:00.000Z');
  });

  test('keeps seconds, so that a schedule survives its form', () => {
    assert.equal(toWall('2026-11-24T00:30:05Z'), '2026-11-24T07:30:05');
    assert.equal(fromWall('2026-11-24T07:30:05'), '2026-11-24T00:30:05.000Z');
  });
});
