// Settings for administrators: name, sections, colour, lines of contact and licence, and the baseline of the count.
import { admin, Refused } from 'desk/api';
import { archiveView } from 'desk/archive';
import { $, button, h, tell } from 'desk/dom';
import { logoField } from 'desk/logo';
import { fromWall, say, toWall, words } from 'desk/words';

/** Fields of the publisher, each with a field of the same name on the page. */
const PUBLISHER = ['agency', 'responsible', 'address', 'telephone', 'mail', 'copyright'];

/** @param changed called with the settings that the portal has taken */
export function settingsView(changed) {
  const form = $('settings-form');
  const list = $('sections');
  const pages = $('pages');
  const logo = logoField();
  let offered = [];
  let etag = null;
  let baseline = null;
  let before = '';

  function line({ name = '', title = '' } = {}) {
    const item = h('li', {},
      h('input', { name: 'section-title', value: title, dir: 'auto', 'aria-label': words.sectionTitle, autocomplete: 'off' }),
      h('input', { name: 'section-name', value: name, pattern: '[a-z0-9]+(-[a-z0-9]+)*', 'aria-label': words.sectionName, autocomplete: 'off', spellcheck: 'false' }),
      step('↑', words.up, -1), step('↓', words.down, 1),
      button('×', () => item.remove(), { 'aria-label': words.removeSection, title: words.removeSection }));
    const [shown, address] = item.querySelectorAll('input');
    // A new one's address follows its title until it is written by hand.
    if (!name) {
      shown.addEventListener('input', () => { if (!address.dataset.written) address.value = slug(shown.value); });
      address.addEventListener('input', () => { address.dataset.written = 'yes'; });
    }
    return item;
  }

  // Button that moves its line up or down.
  function step(face, label, by) {
    return button(face, ({ currentTarget }) => {
      const item = currentTarget.closest('li');
      const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (by < 0) other?.before(item);
      else other?.after(item);
      currentTarget.focus();
    }, { 'aria-label': label, title: label });
  }

  // Link to a fixed page: its title, and its place in the menu or at the foot.
  function pageLine({ article, title, place = 'menu' }) {
    const item = h('li', { 'data-article': article },
      h('input', { name: 'page-title', value: title, required: true, maxlength: 60, dir: 'auto', 'aria-label': words.pageTitle, autocomplete: 'off' }),
      h('select', { name: 'page-place', 'aria-label': words.pagePlace }, h('option', { value: 'menu' }, words.inMenu), h('option', { value: 'footer' }, words.inFooter)),
      step('↑', words.up, -1), step('↓', words.down, 1),
      button('×', () => {
        item.remove();
        offer();
        $('other-pages').focus();
      }, { 'aria-label': words.removePage, title: words.removePage }));
    item.querySelector('select').value = place;
    return item;
  }

  // Published pages that neither the menu nor the foot links to yet.
  function offer() {
    const linked = [...pages.children].map((item) => item.dataset.article);
    $('other-pages').replaceChildren(h('option', { value: '' }, words.addPage),
      ...offered.filter(({ article }) => !linked.includes(article)).map(({ article, title }) => h('option', { value: article }, title)));
  }

  $('add-page').addEventListener('click', () => {
    const page = offered.find(({ article }) => article === $('other-pages').value);
    if (!page) {
      $('other-pages').focus();
      return;
    }
    const item = pageLine({ ...page, title: [...page.title].slice(0, 60).join('') });
    pages.append(item);
    offer();
    item.querySelector('input').focus();
  });

  const slug = (text) => text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

  $('add-section').addEventListener('click', () => {
    const item = line();
    list.append(item);
    item.querySelector('input').focus();
  });
  $('own-accent').addEventListener('change', shape);
  function shape() {
    $('accent').disabled = !$('own-accent').checked;
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (logo.busy) {
      tell(words.logoBusy, true);
      return;
    }
    const json = read();
    // A notice that has ended since may stay, or nothing else could be saved.
    if (json.notice?.until && Date.parse(json.notice.until) <= Date.now() && JSON.stringify(json.notice) !== JSON.stringify(JSON.parse(before).notice)) {
      $('site-notice-until').focus();
      tell(words.noticeOver, true);
      return;
    }
    await attempt(async () => {
      const settings = await admin('PUT', '/settings', { json, etag });
      take(settings);
      changed(settings);
      tell(words.settingsSaved);
    });
  });

  function read() {
    return {
      siteName: $('site-name').value.trim(),
      sections: [...list.children].map((item) => {
        const [title, name] = [...item.querySelectorAll('input')].map((input) => input.value.trim());
        return { name, title };
      }),
      accent: $('own-accent').checked ? $('accent').value : null,
      contact: $('contact').value.trim(),
      licence: $('licence').value.trim(),
      logo: logo.value,
      notice: notice(),
      pages: [...pages.children].map((item) => ({
        article: item.dataset.article,
        title: item.querySelector('input').value.trim(),
        place: item.querySelector('select').value,
      })),
      ...Object.fromEntries(PUBLISHER.map((name) => [name, $(name).value.trim()])),
    };
  }

  function notice() {
    const [text, link, end] = ['site-notice', 'site-notice-link', 'site-notice-until'].map((id) => $(id).value.trim());
    return text || link || end ? { text, link, until: end ? fromWall(end) : null } : null;
  }

  const isDirty = () => etag !== null && (JSON.stringify(read()) !== before
    || baseline !== null && (Number($('baseline-visits').value) !== (baseline.visits ?? 0) || $('baseline-day').value !== (baseline.asOf ?? '').slice(0, 10)));
  window.addEventListener('beforeunload', (event) => {
    if (!$('settings').hidden && isDirty()) event.preventDefault();
  });

  $('baseline-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    await attempt(async () => {
      baseline = await admin('PUT', '/baseline', { json: { visits: Number($('baseline-visits').value), asOf: $('baseline-day').value }, etag: baseline?.etag });
      tell(words.settingsSaved);
    });
  });

  archiveView(attempt);

  async function attempt(work) {
    try {
      await work();
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      tell(e.status === 409 || e.status === 412 ? say(words.settingsStale, e.message) : e.message, true);
    }
  }

  function take(settings) {
    etag = settings.etag ?? (settings.version && `"${settings.version}"`);
    $('site-name').value = settings.siteName ?? '';
    list.replaceChildren(...(settings.sections ?? []).map(line));
    $('own-accent').checked = !!settings.accent;
    $('accent').value = settings.accent ?? '#a3171d';
    $('contact').value = settings.contact ?? '';
    $('licence').value = settings.licence ?? '';
    logo.value = settings.logo;
    for (const name of PUBLISHER) $(name).value = settings[name] ?? '';
    $('site-notice').value = settings.notice?.text ?? '';
    $('site-notice-link').value = settings.notice?.link ?? '';
    const end = settings.notice ? toWall(settings.notice.until) : '';
    $('site-notice-until').value = end;
    // By default the field takes whole minutes alone, but programs also set seconds.
    $('site-notice-until').step = end.length > '2026-11-30T12:00'.length ? '1' : '60';
    offered = settings.publishedPages ?? offered;
    pages.replaceChildren(...(settings.pages ?? []).map(pageLine));
    offer();
    shape();
    before = JSON.stringify(read());
  }

  return {
    /** Tells if something is changed and not saved. */
    get dirty() { return isDirty(); },
    async show() {
      await attempt(async () => take(await admin('GET', '/settings')));
      await attempt(async () => {
        baseline = await admin('GET', '/baseline');
        $('baseline-visits').value = baseline.visits ?? 0;
        $('baseline-day').value = (baseline.asOf ?? '').slice(0, 10);
      });
    },
  };
}
