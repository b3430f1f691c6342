// Everything out of this portal into files, and out of files into an empty one: a part after the other.
import { admin, Refused } from 'desk/api';
import { $, h } from 'desk/dom';
import { token } from 'desk/sign-in';
import { number, say, words } from 'desk/words';

export function archiveView(attempt) {
  const state = $('archive-state');

  $('export').addEventListener('click', () => busy(async () => {
    let address = '/api/admin/export';
    let parts = 0;
    while (address) {
      const answer = await send(address);
      const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition'))[1];
      keep(await answer.blob(), name);
      state.textContent = say(words.exporting, number(++parts));
      address = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1];
    }
    state.textContent = say(words.exported, number(parts));
  }));

  $('import').addEventListener('click', () => $('import-files').click());
  $('import-files').addEventListener('change', () => busy(async () => {
    const files = [...$('import-files').files];
    $('import-files').value = '';
    let missing = null;
    for (const [at, file] of files.entries()) {
      state.textContent = say(words.importing, number(at + 1), number(files.length));
      ({ missing } = await (await send('/api/admin/import', { method: 'POST', body: file })).json());
    }
    if (missing?.length === 0) state.textContent = words.imported;
    else state.textContent = missing ? say(words.partsMissing, missing.join(', ')) : words.lastMissing;
  }));

  async function busy(work) {
    $('export').disabled = $('import').disabled = true;
    state.textContent = words.waiting;
    try {
      await attempt(async () => {
        await admin('GET', '/me'); // Asks to sign in again where that is due, before anything is sent.
        await work();
      });
    } finally {
      $('export').disabled = $('import').disabled = false;
      if (state.textContent === words.waiting) state.textContent = '';
    }
  }

  /**
   * @param {string} address
   * @param {{ method?: string, body?: Blob }} [options]
   */
  async function send(address, { method, body } = {}) {
    let answer;
    try {
      answer = await fetch(address, {
        method,
        body,
        headers: { Authorization: 'Bearer ' + token(), Accept: 'application/json', ...(body && { 'Content-Type': 'application/zip' }) },
      });
    } catch {
      throw new Refused(0, { detail: words.offline });
    }
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    return answer;
  }

  function keep(blob, name) {
    const address = URL.createObjectURL(blob);
    h('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }
}
