// Measures beside a text: words as newsrooms count them, and limits that are announced before they bite.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from './browser.js';

browser();
const { countWords, limitOf } = await import('desk/measure');

describe('countWords', () => {
  test('counts syllables, numbers and joined words once', () => {
    assert.equal(countWords('Sáng nay, 2.150 m² đất – Lùng-Sán họp.'), 7);
    assert.equal(countWords(' … – '), 0);
  });
});

describe('limitOf', () => {
  test('is silent while the limit is far', () => {
    assert.deepEqual(limitOf('a'.repeat(239), 300), { message: '', over: false });
  });

  test('counts down near the limit and beyond it, by code points', () => {
    assert.deepEqual(limitOf('😀'.repeat(290), 300), { message: 'Còn 10 ký tự', over: false });
    assert.deepEqual(limitOf(' ' + 'a'.repeat(312) + ' ', 300), { message: 'Quá 12 ký tự', over: true });
  });
});
