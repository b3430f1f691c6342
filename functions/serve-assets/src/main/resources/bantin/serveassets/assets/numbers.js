// The counts, day by day and article by article; a day counted again; photos that nobody uses.
import { admin, Refused } from 'desk/api';
import { $, button, confirmed, h, tell } from 'desk/dom';
import { token } from 'desk/sign-in';
import { number, say, toWall, when, words } from 'desk/words';

const DAY = 86400000;

export function numbersView(desk) {
  const today = () => toWall(Date.now()).slice(0, 10);
  const range = () => `from=${$('from').value}&to=${$('to').value}`;
  let chosen = '';

  $('range').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(load);
  });
  $('csv').addEventListener('click', () => attempt(async () => {
    // The link of a download carries no token: the file is fetched, then handed over.
    const answer = await fetch(`/api/admin/visits?${range()}&format=csv`, { headers: { Authorization: 'Bearer ' + token(), Accept: 'text/csv' } });
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    const address = URL.createObjectURL(await answer.blob());
    h('a', { href: address, download: `visits-${$('from').value}-${$('to').value}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }));

  async function load() {
    const { days = [], articles = [], dropped = {} } = await admin('GET', '/visits?' + range());
    const head = (...names) => h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name))));
    $('days').replaceChildren(
      head(words.day, words.visits, words.views, ''),
      h('tbody', {}, ...days.map((one) => h('tr', {}, h('th', { scope: 'row' }, one.day), h('td', {}, number(one.visits)), h('td', {}, number(one.views)),
        h('td', {}, button(words.recount, () => attempt(() => recount(one.day)), { 'aria-label': say(words.recountDay, one.day) }))))),
      h('tfoot', {}, h('tr', {}, h('th', { scope: 'row' }, words.sum), h('td', {}, number(sum(days, 'visits'))), h('td', {}, number(sum(days, 'views'))), h('td'))));
    $('counted-articles').replaceChildren(
      head(words.title, words.views),
      h('tbody', {}, ...articles.map((one) => h('tr', {}, h('th', { scope: 'row' }, h('a', { href: one.url, dir: 'auto' }, one.title || one.id)), h('td', {}, number(one.views))))));
    const reasons = Object.entries(dropped);
    $('dropped').textContent = reasons.length ? say(words.dropped, reasons.map(([why, count]) => `${why} ${typeof count === 'number' ? number(count) : JSON.stringify(count)}`).join(', ')) : '';
  }

  const sum = (days, name) => days.reduce((all, one) => all + one[name], 0);

  async function recount(day, repair = false) {
    chosen = day;
    $('recount').textContent = say(words.recounting, day);
    await admin('POST', '/recounts', { json: { day, repair } });
    for (let attempt = 0; attempt < 60 && chosen === day; attempt++) {
      const result = await admin('GET', '/recounts/' + day).catch((e) => {
        if (e.status === 404) return { state: 'running' };
        throw e;
      });
      if (!/running|waiting|started|queued/.test(result.state ?? '')) {
        const differences = result.differences ?? [];
        const count = Array.isArray(differences) ? differences.length : differences;
        $('recount').replaceChildren(
          h('p', {}, count ? say(words.recountDiffers, day, count) : say(words.recountRight, day)),
          ...(Array.isArray(differences) ? [h('ul', {}, ...differences.slice(0, 50).map((one) => h('li', {}, typeof one === 'string' ? one : Object.entries(one).map(([k, v]) => `${k}: ${v}`).join(', '))))] : []),
          ...(count && desk.role === 'administrator' && !repair ? [button(words.repair, async () => {
            if (await confirmed(say(words.repairDay, day), words.repair, words.cancel)) attempt(() => recount(day, true));
          })] : []));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  async function unused() {
    const { photos = [] } = await admin('GET', '/photos?unused=true');
    $('unused-none').hidden = photos.length > 0;
    $('unused').replaceChildren(...photos.map((one) => {
      const item = h('li', {}, one.url && h('img', { src: one.url.replace(/\d+\.jpg$/, '480.jpg'), alt: '', width: '120', loading: 'lazy' }),
        h('span', {}, one.name ?? one.id, h('small', {}, when(one.savedAt))),
        button(words.delete, () => attempt(async () => {
          await admin('DELETE', '/photos/' + one.id);
          item.remove();
        }), { 'aria-label': `${words.delete}: ${one.name ?? one.id}` }));
      return item;
    }));
  }

  async function attempt(work) {
    try {
      await work();
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      tell(e.message, true);
    }
  }

  return {
    async show() {
      $('to').value ||= today();
      $('from').value ||= toWall(Date.now() - 29 * DAY).slice(0, 10);
      await attempt(load);
      await attempt(unused);
    },
  };
}
