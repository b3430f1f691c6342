// Focal points: the classes that a body keeps, and the percentages that they stand for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser } from './browser.js';

browser();
const { classesOf, pointOf } = await import('desk/focus');

test('classesOf rounds to tens within the photo', () => {
  assert.equal(classesOf(31, 74.9), 'left-30 top-70');
  assert.equal(classesOf(-5, 130), 'left-0 top-100');
  assert.equal(classesOf(50, 20), 'left-50 top-20');
});

test('the middle needs no classes', () => {
  assert.equal(classesOf(52, 48), '');
  assert.deepEqual(pointOf(''), [50, 50]);
});

test('pointOf reads what classesOf writes, and takes other classes for the middle', () => {
  for (const point of [[0, 0], [100, 0], [10, 90]]) assert.deepEqual(pointOf(classesOf(...point)), point);
  for (const classes of [null, 'left-30', 'left-33 top-70', 'left-110 top-0', 'x left-30 top-70', 'left-00 top-0']) assert.deepEqual(pointOf(classes), [50, 50], String(classes));
});
