// A Word, Markdown or HTML file becomes a draft with its pictures.
import { admin, Refused } from 'desk/api';
import { tell } from 'desk/dom';
import { send } from 'desk/photos';
import { say, words } from 'desk/words';

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', md: 'text/markdown', html: 'text/html', htm: 'text/html',
};
const MOST = 25 * 1024 * 1024;

/** @return the ids of the drafts; what could not be taken over is told */
export async function draftsFrom(files) {
  const made = [];
  const notes = [];
  for (const file of files) {
    try {
      const { id, said } = await draftFrom(file);
      made.push(id);
      notes.push(...said.map((note) => `${file.name}: ${note}`));
    } catch (e) {
      notes.push(`${file.name}: ${e instanceof Refused ? e.message : words.failed}`);
    }
  }
  tell([made.length && say(words.filesMade, made.length), ...notes].filter(Boolean).join('\n'), notes.length > 0);
  return made;
}

async function draftFrom(file) {
  const type = TYPES[file.name.split('.').pop().toLowerCase()];
  if (!type) throw new Refused(400, { detail: words.fileType });
  if (file.size > MOST) throw new Refused(400, { detail: words.fileSize });
  tell(say(words.fileUploading, file.name, 0));
  const { file: made, upload } = await admin('POST', '/files', { json: { name: file.name, type, size: file.size } });
  await send(upload, file, (done) => tell(say(words.fileUploading, file.name, Math.round(done * 100))));
  tell(say(words.fileReading, file.name));
  const { title, lead, section, authors, tags, source, body, notes = [] } = await admin('POST', '/imports', { json: { file: made.id } });
  const draft = await admin('POST', '/articles', { json: { title, lead, section, authors, tags, source, body } });
  return { id: draft.id, said: notes };
}
