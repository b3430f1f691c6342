// A Word, Markdown or HTML file becomes a draft with its pictures.
import { admin, Refused } from 'desk/api';
import { $, button, h, tell } from 'desk/dom';
import { deliver } from 'desk/photos';
import { say, words } from 'desk/words';

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
};
const MAX_BYTES = 25 * 1024 * 1024;

/** Notes on parts of a file that a draft could not take over, by draft: { name, notes }. */
const imported = new Map();

/** @return the ids of the drafts; a message names each file that became none, with the reason */
export async function draftsFrom(files) {
  const made = [];
  const refused = [];
  for (const file of files) {
    try {
      made.push(await draftFrom(file));
    } catch (e) {
      refused.push(`${file.name}: ${e instanceof Refused ? e.message : words.failed}`);
    }
  }
  tell([made.length && say(words.filesMade, made.length), ...refused].filter(Boolean).join('\n'), refused.length > 0);
  return made;
}

async function draftFrom(file) {
  const type = TYPES[file.name.split('.').pop().toLowerCase()];
  if (!type) throw new Refused(400, { detail: words.fileType });
  if (file.size > MAX_BYTES) throw new Refused(400, { detail: words.fileSize });
  tell(say(words.fileUploading, file.name, 0));
  const { file: made } = await deliver('/files', { name: file.name, type, size: file.size }, file,
    (done) => tell(say(words.fileUploading, file.name, Math.round(done * 100))));
  tell(say(words.fileReading, file.name));
  const { title, lead, section, authors, tags, source, body, notes = [] } = await admin('POST', '/imports', { json: { file: made.id } });
  const draft = await admin('POST', '/articles', { json: { title, lead, section, authors, tags, source, body } });
  if (notes.length) imported.set(draft.id, { name: file.name, notes });
  return draft.id;
}

/** Shows the notes beside the draft until a person has read them. */
export function showImported(id) {
  const from = imported.get(id);
  $('imported').hidden = !from;
  $('imported').replaceChildren(...(from ? [
    h('h2', {}, say(words.importedFrom, from.name)),
    h('ul', {}, ...from.notes.map((note) => h('li', {}, note))),
    h('p', {}, button(words.haveRead, () => {
      imported.delete(id);
      $('imported').hidden = true;
      $('title').focus();
    })),
  ] : []));
}
