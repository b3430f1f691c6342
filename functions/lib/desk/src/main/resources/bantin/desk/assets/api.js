// Requests to the portal, and their answers.
import { lang, say, words } from 'desk/words';
import { expire, token } from 'desk/sign-in';

/** Refusal of a request by the portal. Status 0: the portal was not reached. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? words.failed);
    this.status = status;
    this.problem = problem;
  }

  /** Tells if the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ json?: object, etag?: string, key?: string, open?: boolean, keepalive?: boolean }} [options] key: the same for each attempt;
 *     open: without a token
 * @return {Promise<any>} the answer's JSON with its ETag as `etag`; null where it has no content
 * @throws Refused for every answer that is no success
 */
export async function api(method, path, { json, etag, key, open = false, keepalive = false } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      keepalive,
      headers: {
        Accept: 'application/json',
        // The portal's sentences are shown as they are, so they must come in the language of this page.
        'Accept-Language': lang,
        ...(!open && { Authorization: 'Bearer ' + token() }),
        ...(json && { 'Content-Type': 'application/json' }),
        ...(etag && { 'If-Match': etag }),
        ...(key && { 'Idempotency-Key': key }),
      },
      body: json && JSON.stringify(json),
    });
  } catch {
    throw new Refused(0, { detail: words.offline });
  }
  if (answer.ok) return answer.status === 204 ? null : { ...(await answer.json()), etag: answer.headers.get('ETag') };
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    expire();
    throw new Refused(401, { detail: words.expired });
  }
  throw new Refused(answer.status, { ...problem, detail: inWords(answer.status, problem) });
}

// The portal gives its reasons in the language of this page. An answer without one gets a sentence of the desk.
function inWords(status, { detail, title, field }) {
  if (detail ?? title) return detail ?? title;
  const label = { at: words.publishAt, until: words.publishUntil }[field] ?? words[field];
  return label ? say(words.fieldRefused, label) : words['refused_' + (status >= 500 ? 500 : status)] ?? words.failed;
}

export const admin = (method, path, options) => api(method, '/api/admin' + path, options);
