// Runs the template's CloudFront function on requests of readers' browsers.
// Argument: the transformed template.
const assert = require('assert');
const fs = require('fs');

const template = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const handler = new Function(template.Resources.AtTheEdge.Properties.FunctionCode + '; return handler;')();

function queried(querystring) {
  return Object.keys(handler({ viewer: { ip: '203.0.113.24' }, request: {
    method: 'GET', uri: '/', querystring, headers: { host: { value: 'd1.cloudfront.net' } }, cookies: {} } }).querystring);
}

function asked(list, cookie, more) {
  const headers = { host: { value: 'd1.cloudfront.net' }, ...(list !== undefined && { 'accept-language': { value: list } }), ...more };
  const cookies = cookie === undefined ? {} : { lang: { value: cookie } };
  return handler({ viewer: { ip: '203.0.113.24' }, request: { method: 'GET', uri: '/', querystring: {}, headers, cookies } }).headers;
}

const cases = [
  [undefined, undefined, 'vi'], ['', undefined, 'vi'], ['vi', undefined, 'vi'], ['en', undefined, 'en'],
  ['en-GB,en;q=0.9,vi;q=0.8', undefined, 'en'], ['vi-VN,vi;q=0.9,en-US;q=0.6,en;q=0.5', undefined, 'vi'],
  ['fr-FR,fr;q=0.9', undefined, 'vi'], ['fr, en;q=0.3, vi;q=0.7', undefined, 'vi'], ['EN-us', undefined, 'en'],
  ['en;q=0', undefined, 'vi'], ['vi;q=0.5, en', undefined, 'en'], ['en;q=rubbish', undefined, 'vi'], ['*', undefined, 'vi'],
  ['en', 'vi', 'vi'], ['vi', 'en', 'en'], ['en', 'fr', 'en'], ['en', '', 'en'],
];
for (const [list, cookie, expected] of cases) {
  assert.strictEqual(asked(list, cookie)['accept-language'].value, expected, `${list} with ${cookie}`);
}
assert.strictEqual(asked('vi')['x-forwarded-host'].value, 'd1.cloudfront.net');
assert.strictEqual(asked('vi', undefined, { 'x-forwarded-host': { value: 'evil.example' } })['x-forwarded-host'].value, 'd1.cloudfront.net');
assert.strictEqual(asked('vi', undefined, { 'x-viewer-address': { value: '127.0.0.1' } })['x-viewer-address'].value, '203.0.113.24');
assert.deepStrictEqual(queried({ lang: { value: 'en' }, cursor: { value: 'x' } }), ['lang', 'cursor']);
for (const value of ['fr', '', 'EN', '1']) {
  assert.deepStrictEqual(queried({ lang: { value }, cursor: { value: 'x' } }), ['cursor'], `lang=${value}`);
}
assert.deepStrictEqual(queried({ lang: { value: 'vi', multiValue: [{ value: 'vi' }, { value: 'x' }] } }), []);
console.log(`${cases.length} readers get their language, and none chooses the host or the own address`);
