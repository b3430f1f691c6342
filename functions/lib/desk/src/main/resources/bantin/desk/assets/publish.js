// Actions on an article: submit, publish, schedule, withdraw, delete. The page offers the actions that the server allows.
import { admin, Refused } from 'desk/api';
import { $, button, choice, confirmed, h, tell } from 'desk/dom';
import { named } from 'desk/names';
import { fromWall, say, toWall, when, words } from 'desk/words';

/** Texts of the warnings, by kind. */
const SENTENCES = { alt: 'altMissing', caption: 'captionMissing', elsewhere: 'pictureLeft', failed: 'photoFailed', unattached: 'attachmentFailed' };

/** Greatest delay of a browser timer in milliseconds. */
const MAX_WAIT = 2 ** 31 - 1;

/** Brings an article back from the trash and opens it. */
export async function restore(id, version) {
  try {
    await admin('POST', `/articles/${id}/restoration`, { json: {}, etag: `"${version}"` });
    location.hash = 'article/' + id;
  } catch (refusal) {
    tell(refusal.message, true);
  }
}

/**
 * @param desk who is here: role
 * @param article the one that is open: id, version, missing, saveAll, take, leave, showPhoto
 */
export function publishing(desk, article) {
  const at = $('at');
  const until = $('until');
  let copy = null;

  // One at a time; whatever is on the screen is saved before it goes anywhere.
  async function act(done, work) {
    const buttons = [...$('side').querySelectorAll('button')].filter((control) => !control.disabled);
    const from = document.activeElement;
    buttons.forEach((control) => { control.disabled = true; });
    try {
      if (!(await article.saveAll())) throw new Refused(0, { detail: words.notSavedYet });
      await work();
      if (done) tell(done);
    } catch (refusal) {
      if (refusal.problem?.missing) missing(refusal.problem.missing);
      else tell(refusal.message, true);
    } finally {
      buttons.forEach((control) => { control.disabled = false; });
      // A button that has done its work may be gone: what has become of the article stands in its place.
      if (document.activeElement === document.body || buttons.includes(document.activeElement)) (from?.checkVisibility() ? from : $('state')).focus();
    }
  }

  function missing(names) {
    tell(say(words.missing, names.map((name) => words[name] ?? name).join(', ')), true);
    article.showSide(['section', 'authors'].includes(names[0]));
    const first = names[0] === 'authors' ? $('authors').querySelector('input') : names[0] === 'body' ? document.querySelector('#body .ProseMirror') : $(names[0]);
    first?.focus();
  }

  // A new article without a word is not on the server: there is nothing to send, and something to write.
  function addressOf(part) {
    if (!article.id) throw new Refused(422, { missing: article.missing });
    return `/articles/${article.id}/${part}`;
  }

  const change = (method, part, json) => admin(method, addressOf(part), { json, etag: `"${article.version}"` });

  $('hand-in').addEventListener('click', async () => {
    if (!(await mayGo(words.submitAnyway))) return;
    act(words.handedIn, async () => article.take(await change('PUT', 'submission', {})));
  });
  $('publish').addEventListener('click', async () => {
    if (!(await mayGo(words.publishAnyway))) return;
    const begins = at.value && fromWall(at.value);
    const waits = begins && begins > new Date().toISOString();
    const json = { ...(begins && { at: begins }), ...(until.value && { until: fromWall(until.value) }) };
    act(waits ? say(words.isScheduled, when(begins)) : words.isPublished, async () => article.take(await change('PUT', 'publication', json)));
  });
  $('withdraw').addEventListener('click', async () => {
    if (!$('notice').value.trim() && !(await confirmed(words.withoutNotice, words.withdraw, words.cancel))) return;
    act(words.isWithdrawn, async () => article.take(await change('DELETE', 'publication', { notice: $('notice').value })));
  });
  $('delete').addEventListener('click', async () => {
    const title = $('title').value.trim() || words.untitled;
    if (!article.id) {
      if (!(await confirmed(say(words.discardThis, title), words.delete, words.cancel))) return;
      await article.leave();
      tell(words.isDiscarded);
      return;
    }
    if (!(await confirmed(say(words.deleteThis, title), words.delete, words.cancel))) return;
    act('', async () => {
      const { id, version } = article;
      await admin('DELETE', `/articles/${id}`, { etag: `"${version}"` });
      await article.leave();
      tell(say(words.isDeleted, title), false, () => restore(id, version + 1));
    });
  });
  $('unschedule').addEventListener('click', () => act(words.isUnscheduled, async () => article.take(await change('DELETE', 'publication', {}))));
  $('preview').addEventListener('click', () => act('', async () => {
    const { url, expires } = await admin('POST', addressOf('preview'), { json: {} });
    const address = new URL(url, location.origin).href;
    const field = h('input', { readonly: true, value: address, 'aria-label': words.previewLink, focus: (event) => event.target.select() });
    $('preview-link').replaceChildren(field,
      button(words.copy, async () => {
        await navigator.clipboard.writeText(address);
        tell(words.copied);
      }),
      h('a', { href: address, target: '_blank', rel: 'noopener' }, words.openPreview),
      h('small', {}, say(words.previewUntil, when(expires))));
    field.focus();
  }));

  at.addEventListener('input', label);
  function label() {
    const waits = at.value && fromWall(at.value) > new Date().toISOString();
    $('publish').textContent = waits ? words.schedule : copy?.state === 'published' ? words.publishAgain : words.publishNow;
  }

  // Photos without their words are pointed out, and may stay so where somebody says it.
  async function mayGo(anyway) {
    const open = warnings();
    if (!open.length) return true;
    const answer = await choice(words.warningsFirst, [['fill', words.fillIn], ['go', anyway], ['', words.cancel]], open.map(sentence));
    if (answer === 'fill') article.showPhoto(open[0].photo);
    return answer === 'go';
  }

  const warnings = () => article.warnings();
  const sentence = (warning) => say(words[SENTENCES[warning.code]], warning.photo, warning.file);

  function showWarnings() {
    const open = warnings();
    $('warnings').hidden = !open.length;
    $('warning-list').replaceChildren(...open.map((warning) => h('li', {},
      button(sentence(warning), () => article.showPhoto(warning.photo)))));
  }

  function show(next) {
    copy = next;
    stand();
    at.value = copy?.state === 'scheduled' ? toWall(copy.publishedAt) : '';
    until.value = copy?.until ? toWall(copy.until) : '';
    $('notice').value = '';
    $('preview-link').replaceChildren();
    label();
    showWarnings();
  }

  let appearing = 0;

  // A scheduled article turns public while it is open here. Times that were typed stay.
  function awaitAppearance() {
    clearTimeout(appearing);
    const rest = copy?.state === 'scheduled' ? Date.parse(copy.publishedAt) - Date.now() : NaN;
    if (!(rest <= MAX_WAIT)) return;
    appearing = setTimeout(() => {
      if (at.value === toWall(copy.publishedAt)) at.value = '';
      copy = { ...copy, state: 'published', publicSince: null };
      stand();
      label();
    }, rest);
  }

  // State of the article in words for the panel, with the acts that it allows.
  function stand() {
    awaitAppearance();
    const state = copy?.state ?? 'draft';
    const edits = desk.role !== 'reporter';
    const isPublic = state === 'published' || state === 'scheduled';
    $('state').textContent = words['is_' + state];
    $('state').className = 'state ' + state;
    $('state-detail').textContent = [
      state === 'published' && say(words.publishedAt, when(copy.publishedAt)),
      state === 'scheduled' && say(words.scheduledFor, when(copy.publishedAt)),
      copy?.publicSince && say(words.publicMeanwhile, when(copy.publicSince)),
      copy?.until && say(words.endsAt, when(copy.until)),
      state === 'withdrawn' && copy.notice,
      copy?.createdBy && say(words.writtenBy, named(copy.createdBy)),
    ].filter(Boolean).join(' · ');
    $('open').hidden = !copy?.url || (state !== 'published' && !copy.publicSince);
    if (copy?.url) $('open').href = copy.url;
    $('ahead').hidden = !(isPublic && copy.version > copy.publishedVersion);
    // The one filled button is what this person does next.
    $('hand-in').classList.toggle('button', !edits);
    $('hand-in').hidden = isPublic || state === 'submitted' || (edits && state !== 'draft');
    $('publication').hidden = $('publish').hidden = !edits;
    $('withdrawal').hidden = !edits || state !== 'published';
    $('unschedule').hidden = !edits || state !== 'scheduled';
    $('delete').hidden = isPublic || (!edits && state !== 'draft' && state !== 'submitted');
    $('history-open').hidden = !copy?.id;
  }

  // After a save the state is the same; what readers see may lie behind.
  function saved(next) {
    if (next.state !== copy?.state) return show(next);
    copy = next;
    $('ahead').hidden = !((copy.state === 'published' || copy.state === 'scheduled') && copy.version > copy.publishedVersion);
    $('history-open').hidden = false;
    showWarnings();
  }

  return { show, saved, showWarnings, stand };
}
