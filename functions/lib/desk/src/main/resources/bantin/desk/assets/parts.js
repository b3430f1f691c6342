// Parts of the desk that are loaded after the first view: when somebody asks for one, or when the browser is idle.
import { tell } from 'desk/dom';
import { words } from 'desk/words';

/** @typedef {typeof import('desk/later')} Parts */

/** Time after which the parts are fetched in browsers that do not tell when they are idle. */
const SOON = 2000;

/** @type {Promise<Parts>} */
let loading = null;
let failures = 0;

/**
 * The parts. They are fetched once; a failed fetch is tried again by the next call.
 * @return {Promise<Parts>}
 * @throws Error with a sentence for people where they cannot be fetched
 */
export function later() {
  loading ??= fetched();
  return loading;
}

async function fetched() {
  const { later: address } = document.documentElement.dataset;
  try {
    // Some browsers remember that an address has failed.
    return await import(failures ? `${address}?again=${failures}` : address);
  } catch {
    loading = null;
    failures++;
    throw new Error(words.partMissing);
  }
}

/**
 * Calls with the parts. Where they cannot be fetched, a message says so and offers to try again.
 * @param {(parts: Parts) => any} run
 */
export async function withLater(run) {
  let parts;
  try {
    parts = await later();
  } catch (e) {
    tell(e.message, true, () => {
      tell('');
      withLater(run);
    }, words.tryAgain);
    return;
  }
  await run(parts);
}

/** Fetches the parts once the browser is idle, so that they serve without a connection, too. */
export function laterWhenIdle() {
  const load = () => later().catch(() => { /* The next call tries again, and tells. */ });
  if (window.requestIdleCallback) window.requestIdleCallback(load);
  else setTimeout(load, SOON);
  window.addEventListener('online', load);
}
