// Parts of a browser that the desk's modules need, for tests without a page. Imported before any module of the desk.
import { readFileSync } from 'node:fs';

const WORDS = new URL('../../main/resources/bantin/desk/words/', import.meta.url);

/**
 * Puts the globals of a page in place.
 * @param {{ lang?: string, zone?: string }} [page]
 * @return {{ storage: Map<string, string>, room: { left: boolean } }} what localStorage holds, and whether it takes more
 */
export function browser({ lang = 'vi', zone = 'Asia/Ho_Chi_Minh' } = {}) {
  const storage = new Map();
  const room = { left: true };
  const words = readFileSync(new URL(lang + '.json', WORDS), 'utf8');
  const globals = {
    document: {
      documentElement: { lang, dataset: { zone }, style: {} },
      getElementById: (id) => (id === 'words' ? { textContent: words } : null),
      addEventListener() {},
    },
    BroadcastChannel: class { addEventListener() {} postMessage() {} },
    location: { origin: 'http://portal.example', search: '', hash: '' },
    localStorage: {
      get length() { return storage.size; },
      key: (index) => [...storage.keys()][index] ?? null,
      getItem: (key) => storage.get(key) ?? null,
      setItem(key, value) {
        if (!room.left) throw new DOMException('No room is left.', 'QuotaExceededError');
        storage.set(key, value);
      },
      removeItem: (key) => { storage.delete(key); },
    },
    navigator: { locks: { request() {}, query: async () => ({ held: [] }) } },
  };
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return { storage, room };
}

/**
 * Answers the requests of desk/api in turn.
 * @return {{ method: string, path: string, ifMatch: string, key: string, json: any }[]} the requests so far
 */
export function server(...answers) {
  const requests = [];
  globalThis.fetch = async (path, { method, headers, body }) => {
    requests.push({ method, path, ifMatch: headers['If-Match'], key: headers['Idempotency-Key'], json: body && JSON.parse(body) });
    const answer = answers[requests.length - 1];
    if (!answer) throw new TypeError('The test answers no such request.');
    if (answer === 'offline') throw new TypeError('Failed to fetch');
    const { status = 200, ...json } = answer;
    return new Response(JSON.stringify(json), { status, headers: { 'Content-Type': 'application/json' } });
  };
  return requests;
}
