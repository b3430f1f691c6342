// Addresses of videos, of articles and of links.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from './browser.js';

browser();
const { frameAddress, videoOf } = await import('desk/video');
const { slugOf } = await import('desk/card');
const { isAddress } = await import('desk/link');

describe('videoOf', () => {
  const short = 'https://youtu.be/dQw4w9WgXcQ';

  for (const [address, href] of [
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x', short],
    ['https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=1m5s', short + '?t=65'],
    ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7', short + '?t=7'],
    ['https://youtube.com/shorts/dQw4w9WgXcQ', short],
    ['https://player.vimeo.com/video/76979871?h=a1b2', 'https://vimeo.com/76979871/a1b2'],
    ['https://vimeo.com/channels/staffpicks/76979871', 'https://vimeo.com/76979871'],
  ]) {
    test('knows ' + address, () => assert.equal(videoOf(address)?.href, href));
  }

  test('knows no other address', () => {
    for (const address of ['https://youtu.be/', 'https://youtube.com/@kenh', 'https://vimeo.com/about', 'https://youtube.com.example/watch?v=dQw4w9WgXcQ', 'ftp://youtu.be/dQw4w9WgXcQ', 'phim']) {
      assert.equal(videoOf(address), null, address);
    }
  });
});

test('frameAddress reads the address of a pasted frame', () => {
  assert.equal(frameAddress('<iframe width="560" src="//player.vimeo.com/video/1?a=b&amp;c=d"></iframe>'), 'https://player.vimeo.com/video/1?a=b&c=d');
  assert.equal(frameAddress('chữ <iframe src="https://a.example"></iframe>'), null);
});

test('slugOf folds as the portal does', () => {
  assert.equal(slugOf('  Đường mới – về “Bản Mù”! '), 'duong-moi-ve-ban-mu');
  assert.equal(slugOf('田中 1'), '田中-1');
  assert.equal(slugOf('dài '.repeat(40)), 'dai-'.repeat(20).slice(0, -1));
});

test('isAddress tells addresses from words', () => {
  for (const text of ['https://a.example/b', '/tin-tuc/a', 'bao.vn/tin', 'mailto:a@b.example']) assert.ok(isAddress(text), text);
  for (const text of ['gau tao', 'Đường', 'về bản.', 'a. b']) assert.ok(!isAddress(text), text);
});
