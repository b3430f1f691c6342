// Attachments: their addresses, and what readers learn of a file before they fetch it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser } from './browser.js';

browser();
const { about, isAttachment } = await import('desk/attachment');
const { isDroppedAttachment, refusedAttachment } = await import('desk/photos');

test('about tells type and size as Vietnamese readers write them', () => {
  assert.equal(about('Kế hoạch.pdf', 1258291), 'PDF, 1,2 MB');
  assert.equal(about('Đơn.v2.docx', 10), 'DOCX, 1 KB');
  assert.equal(about('Thu chi.XLSX', 1023 * 1024), 'XLSX, 1023 KB');
  assert.equal(about('a.pdf', 25 * 1024 * 1024), 'PDF, 25 MB');
});

test('isAttachment knows the addresses of attachments alone', () => {
  assert.ok(isAttachment('/photos/0123456789abcdefghjk/file.pdf'));
  for (const address of ['/photos/0123456789abcdefghjk/960.jpg', '/photos/0123456789abcdefghjk/file.exe', 'https://a.example/photos/0123456789abcdefghjk/file.pdf', '/photos/x/file.pdf', null]) {
    assert.ok(!isAttachment(address), String(address));
  }
});

test('refusedAttachment names files that cannot be attached', () => {
  const file = (name, size = 10) => /** @type {any} */ ({ name, size, type: '' });
  for (const name of ['a.pdf', 'a.DOCX', 'a.xlsx']) assert.equal(refusedAttachment(file(name)), null);
  for (const name of ['a.exe', 'a.docm', 'a.xlsm', 'a.doc', 'pdf', 'a.pdf.exe']) assert.match(refusedAttachment(file(name)), new RegExp('^' + name.replaceAll('.', '\\.')));
  assert.match(refusedAttachment(file('a.pdf', 25 * 1024 * 1024 + 1)), /25 MB/);
});

test('a Word document that is dropped becomes a draft, other files are attached', () => {
  assert.ok(['a.pdf', 'a.xlsx', 'a.xlsm'].every((name) => isDroppedAttachment({ name })));
  assert.ok(!['a.docx', 'a.md', 'a.jpg'].some((name) => isDroppedAttachment({ name })));
});
