// People at the desk, for administrators: invitations, names, roles, access and sign-ins.
import { admin, Refused } from 'desk/api';
import { $, button, confirmed, h, tell } from 'desk/dom';
import { person } from 'desk/sign-in';
import { say, when, words } from 'desk/words';

const ROLES = ['reporter', 'editor', 'administrator'];

export function peopleView() {
  const form = $('invite-form');
  const fields = { login: $('invite-login'), name: $('invite-name'), mail: $('invite-mail'), role: $('invite-role') };
  fields.role.append(...options('reporter'));

  function options(chosen) {
    return ROLES.map((job) => h('option', { value: job, selected: job === chosen }, words['job_' + job]));
  }

  // The sign-in name follows the name until it is written by hand: Lù A Sử becomes lu.a.su.
  const plain = (text) => text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '').slice(0, 40);
  fields.name.addEventListener('input', () => { if (!fields.login.dataset.written) fields.login.value = plain(fields.name.value); });
  fields.login.addEventListener('input', () => { fields.login.dataset.written = 'yes'; });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const json = Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, input.value.trim()]));
    for (const input of Object.values(fields)) input.removeAttribute('aria-invalid');
    await attempt(async () => {
      await admin('POST', '/people', { json });
      form.reset();
      delete fields.login.dataset.written;
      await load();
      tell(say(words.invited, json.name, json.mail));
    });
  });

  function row(account) {
    const address = '/people/' + encodeURIComponent(account.login);
    const shown = account.name ?? account.login;
    const self = account.login === person();
    const label = (text) => `${text}: ${shown}`;
    const act = (text, work) => button(text, () => attempt(async () => {
      if (await work()) await load();
    }), { 'aria-label': label(text) });
    const name = h('input', { value: account.name ?? '', dir: 'auto', maxlength: '80', autocomplete: 'off', 'aria-label': label(words.personName), change: () => attempt(async () => {
      await admin('PUT', address + '/name', { json: { name: name.value.trim() } });
      tell(words.personSaved);
    }) });
    const role = h('select', { disabled: self, 'aria-label': label(words.personRole), change: () => attempt(async () => {
      try {
        await admin('PUT', address + '/role', { json: { role: role.value } });
      } catch (refusal) {
        role.value = account.role ?? '';
        throw refusal;
      }
      await load();
      tell(words.personSaved);
    }) }, !account.role && h('option', { value: '', selected: true }, words.noRole), options(account.role));
    return h('tr', { 'data-login': account.login },
      h('th', { scope: 'row' }, name, h('small', {}, [account.login, account.mail].filter(Boolean).join(' · '))),
      h('td', {}, role),
      h('td', {}, h('span', { class: 'state ' + account.state }, words['account_' + account.state])),
      h('td', {}, account.lastSignIn ? when(account.lastSignIn) : words.neverSignedIn),
      h('td', {}, h('div', { class: 'acts' },
        account.state === 'invited' && act(words.inviteAgain, () => inviteAgain(address, account)),
        account.state !== 'disabled' && act(words.endSignIns, async () => {
          if (!(await confirmed(say(words.endSignInsOf, shown), words.endSignIns, words.cancel))) return false;
          await admin('DELETE', address + '/sign-ins');
          tell(say(words.signInsEnded, shown));
          return true;
        }),
        account.state === 'disabled'
          ? act(words.enable, async () => {
            await admin('PUT', address + '/access');
            tell(say(words.enabled, shown));
            return true;
          })
          : !self && act(words.disable, async () => {
            if (!(await confirmed(say(words.disableThis, shown), words.disable, words.cancel))) return false;
            await admin('DELETE', address + '/access');
            tell(say(words.disabled, shown));
            return true;
          }))));
  }

  async function inviteAgain(address, account) {
    await admin('PUT', address + '/invitation');
    tell(say(words.invited, account.name ?? account.login, account.mail));
    return true;
  }

  async function load() {
    const { people } = await admin('GET', '/people');
    $('people-list').replaceChildren(...people.map(row));
  }

  async function attempt(work) {
    try {
      await work();
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      fields[e.problem.field]?.setAttribute('aria-invalid', 'true');
      tell(e.message, true);
    }
  }

  return { show: () => attempt(load) };
}
