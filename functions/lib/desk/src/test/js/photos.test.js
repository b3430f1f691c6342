// Photos: the portal's refusals in the words of the desk.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { browser, server } from './browser.js';

browser();
const { follow, listen, photo } = await import('desk/photos');

/** The error of a photo whose check ends with this code. */
async function refused(code, id) {
  server({ state: 'refused', code, why: 'A sentence in English.', name: 'Lễ hội.jpg' });
  const moved = new Promise((done) => {
    const deaf = listen(() => done(deaf()));
  });
  follow(`/photos/${id}/960.jpg`);
  await moved;
  return photo(id).error;
}

test('a refused photo says why in Vietnamese, by the code of the refusal', async () => {
  assert.match(await refused('pixels', 'a'), /^Lễ hội\.jpg: ảnh có hơn 50 triệu điểm ảnh/);
  assert.match(await refused('side', 'g'), /^Lễ hội\.jpg: một cạnh của ảnh/);
  assert.match(await refused('depth', 'h'), /^Lễ hội\.jpg: ảnh dùng hơn 8 bit/);
  assert.match(await refused('scans', 'i'), /^Lễ hội\.jpg: ảnh JPEG này lưu kiểu lũy tiến/);
  assert.match(await refused('type', 'b'), /^Lễ hội\.jpg: nội dung không phải là ảnh/);
  assert.match(await refused('broken', 'c'), /^Lễ hội\.jpg: ảnh bị hỏng/);
  assert.match(await refused('size', 'd'), /^Lễ hội\.jpg: ảnh lớn hơn 25 MB/);
  assert.match(await refused('gone', 'e'), /^Ảnh này chưa tải lên xong/);
});

test('every code with which size-photos refuses a photo has a sentence', async () => {
  const faults = readFileSync(new URL('../../../../photo/src/main/java/bantin/photo/PhotoFault.java', import.meta.url), 'utf8');
  const codes = [...faults.matchAll(/^ {2}[A-Z]+\(\s*"(\w+)"/gm)].map(([, code]) => code);
  assert.ok(codes.length > 5);
  for (const [i, code] of codes.entries()) assert.doesNotMatch(await refused(code, `code${i}`), /A sentence in English/, code);
});

test('a reason that the desk does not know is shown as the portal gives it', async () => {
  assert.equal(await refused('colour', 'f'), 'A sentence in English.');
});
