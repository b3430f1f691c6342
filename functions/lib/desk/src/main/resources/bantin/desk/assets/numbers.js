// The counts, day by day and article by article; a day counted again; photos and attachments that nobody uses.
import { admin, Refused } from 'desk/api';
import { $, button, confirmed, h, tell } from 'desk/dom';
import { token } from 'desk/sign-in';
import { day, number, say, toWall, when, words } from 'desk/words';

const DAY = 86400000;

// Sessions are kept for so long: before that nothing can be counted again.
const RECOUNTABLE = 4;

/**
 * Says in words what a number counts that a recount found wrong.
 *
 * @param tally name of its tally, such as `site#day#2026-11-23`
 * @param attribute what the tally counts under this name
 * @param titles titles of articles by id
 */
export function counted({ tally, attribute }, titles) {
  const titled = (id) => titles.get(id) ?? id;
  const [kind, id] = tally.split('#');
  switch (kind) {
    case 'views': return say(words.ofArticle, words.views, titled(attribute));
    case 'article': return say(words.ofArticle, words.views, titled(id)); // Counted by a portal before December 2026.
    case 'opinions': return say(words.ofArticle, attribute.startsWith('y') ? words.useful : words.notUseful, titled(attribute.slice(1)));
    case 'dropped': return say(words.dropped, words['dropped_' + attribute] ?? attribute);
    default: return words[attribute] ?? attribute;
  }
}

export function numbersView(desk) {
  const titles = new Map();
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
    const oldest = toWall(Date.now() - (RECOUNTABLE - 1) * DAY).slice(0, 10);
    const mayRecount = (which) => desk.role === 'administrator' && which >= oldest && which <= today();
    const { days, articles, others, unknown, dropped } = await admin('GET', '/visits?' + range());
    articles.forEach((article) => titles.set(article.id, article.title));
    const head = (...names) => h('thead', {}, h('tr', {}, ...names.map((name) => (name ? h('th', { scope: 'col' }, name) : h('td')))));
    const row = (name, ...cells) => h('tr', {}, h('th', { scope: 'row' }, name), ...cells.map((cell) => h('td', {}, cell)));
    $('days').replaceChildren(
      head(words.day, words.visits, words.views, ''),
      h('tbody', {}, ...days.toReversed().map((entry) => row(day(entry.day), number(entry.visits), number(entry.views),
        mayRecount(entry.day) && button(words.recount, () => attempt(() => recount(entry.day)), { 'aria-label': say(words.recountDay, day(entry.day)) })))),
      h('tfoot', {}, row(words.sum, number(sum(days, 'visits')), number(sum(days, 'views')), '')));
    $('counted-articles').replaceChildren(
      head(words.title, words.views, words.useful, words.notUseful),
      h('tbody', {}, ...articles.map((article) =>
        row(article.url ? h('a', { href: article.url, dir: 'auto' }, article.title || article.id) : article.title || article.id,
          number(article.views), number(article.useful), number(article.notUseful)))),
      h('tfoot', {},
        others.articles > 0 && row(say(words.others, number(others.articles)), number(others.views), '', ''),
        unknown?.articles > 0 && row(say(words.unknown, number(unknown.articles)), number(unknown.views), '', '')));
    const reasons = Object.entries(dropped).filter(([, count]) => count > 0);
    $('dropped').textContent = reasons.length ? say(words.dropped, reasons.map(([why, count]) => `${words['dropped_' + why] ?? why} ${number(count)}`).join(', ')) : '';
  }

  const sum = (days, name) => days.reduce((all, entry) => all + entry[name], 0);

  // The newsroom's function counts by itself; its result is waited for here.
  async function recount(which, repair = false) {
    chosen = which;
    $('recount').textContent = say(words.recounting, day(which));
    await admin('POST', '/recounts', { json: { day: which, repair } });
    for (let tries = 0; tries < 120 && chosen === which; tries++) {
      const result = await admin('GET', '/recounts/' + which);
      if (result.finishedAt) {
        showRecount(result);
        if (repair) await load();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  function showRecount({ day: which, differing, differences, settled, repaired, note }) {
    $('recount').replaceChildren(h('div', { class: 'note' },
      h('p', {}, repaired ? say(words.recountRepaired, day(which), number(repaired)) : differing ? say(words.recountDiffers, day(which), number(differing)) : say(words.recountRight, day(which))),
      !settled && h('p', {}, words.recountUnsettled),
      note && h('p', {}, h('small', {}, note)),
      differing > 0 && h('ul', {}, ...differences.map((difference) => h('li', {}, `${counted(difference, titles)}: ${number(difference.stored)} → ${number(difference.counted)}`))),
      differing > 0 && settled && !repaired && h('p', {}, button(words.repair, async () => {
        if (await confirmed(say(words.repairDay, day(which)), words.repair, words.cancel)) attempt(() => recount(which, true));
      }))));
  }

  async function unused() {
    const { photos = [] } = await admin('GET', '/photos?unused=true');
    $('unused-none').hidden = photos.length > 0;
    $('unused').replaceChildren(...photos.map((photo) => {
      const item = h('li', {}, photo.url?.endsWith('.jpg') && h('img', { src: photo.url.replace(/\d+\.jpg$/, '480.jpg'), alt: '', width: '120', loading: 'lazy' }),
        h('span', {}, photo.name ?? photo.id, h('small', {}, when(photo.savedAt))),
        button(words.delete, () => attempt(async () => {
          await admin('DELETE', '/photos/' + photo.id);
          item.remove();
        }), { 'aria-label': `${words.delete}: ${photo.name ?? photo.id}` }));
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
