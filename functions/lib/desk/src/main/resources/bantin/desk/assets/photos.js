// Uploads of photos and attachments: checked here, sent to the bucket, then awaited. Ready photos are upright, small and without camera data.
import { admin, Refused } from 'desk/api';
import { say, words } from 'desk/words';

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
/** Types that the browser draws anew before they are sent, by what they become. */
const REDRAWN = { gif: 'image/png', avif: 'image/jpeg' };
const MAX_BYTES = 25 * 1024 * 1024;
const AT_ONCE = 3;
const ADDRESSES = 3;

/** Endings of Office files that carry macros. */
const MACROS = /\.(docm|dotm|xlsm|xltm|xlam|xlsb|pptm)$/i;
/** Sentences for the codes with which size-photos refuses a photo, and those for an attachment. */
const PHOTO_FAULTS = {
  type: words.photoFake, broken: words.photoBroken, pixels: words.photoPixels, side: words.photoSide, depth: words.photoDepth, scans: words.photoScans,
  size: words.photoSize, gone: words.photoGone,
};
const ATTACHMENT_FAULTS = {
  type: words.attachmentFake, broken: words.attachmentBroken, macros: words.attachmentMacros, password: words.attachmentPassword, size: words.attachmentSize, gone: words.attachmentGone,
};

/** Each upload of this page by its key: { name, file, preview, done (0 to 1), src, width, height, size, error }. */
const uploads = new Map();
const listeners = new Set();
const waiting = [];
let running = 0;

export const photo = (key) => uploads.get(key);

/**
 * Follows a photo that already stands in the text, such as one from an imported file.
 * @return its key; null where the address is none of ours
 */
export function follow(src) {
  const id = src.match(/^\/photos\/([^/]+)\/\d+\.jpg$/)?.[1] ?? null;
  if (id && !uploads.has(id)) {
    uploads.set(id, { name: id, done: 1 });
    arrived(id).then(
      (ready) => move(id, { src: ready.url, width: ready.width, height: ready.height }),
      (e) => move(id, { error: e instanceof Refused ? e.message : words.failed }));
  }
  return id;
}
export const underWay = () => [...uploads.values()].filter((upload) => !upload.src && !upload.error).length;

/** @param heard called with the key of each upload that moved on */
export function listen(heard) {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

/** Why this file cannot be a photo, in words; null where it may be one. */
export function refusal(file) {
  if (/\.(heic|heif)$/i.test(file.name) || /hei[cf]/.test(file.type)) return say(words.photoHeic, file.name);
  if (!TYPES.includes(file.type) && !REDRAWN[kindOf(file)]) return say(words.photoType, file.name);
  if (file.size > MAX_BYTES) return say(words.photoSize, file.name);
  return null;
}

const kindOf = (file) => (file.type.startsWith('image/') ? file.type.slice('image/'.length) : file.name.split('.').at(-1).toLowerCase());

export const isPicture = (file) => file.type.startsWith('image/') || /\.(jpe?g|png|webp|gif|avif|heic|heif)$/i.test(file.name);

/** Begins an upload; returns its key at once, or null where the file cannot be a photo. */
export function take(file) {
  if (refusal(file)) return null;
  const key = crypto.randomUUID();
  uploads.set(key, { name: file.name, file, preview: URL.createObjectURL(file), done: 0 });
  waiting.push([key, file]);
  next();
  return key;
}

/** Why this file cannot be an attachment, in words; null where it may be one. */
export function refusedAttachment(file) {
  if (MACROS.test(file.name)) return say(words.attachmentMacros, file.name);
  if (!/\.(pdf|docx|xlsx)$/i.test(file.name)) return say(words.attachmentType, file.name);
  if (file.size > MAX_BYTES) return say(words.attachmentSize, file.name);
  return null;
}

/** Files that become attachments where they are dropped. A Word document becomes a draft. */
export const isDroppedAttachment = (file) => /\.(pdf|xlsx)$/i.test(file.name) || MACROS.test(file.name);

/** Begins the upload of an attachment; returns its key at once, or null where the file cannot be one. */
export function takeAttachment(file) {
  if (refusedAttachment(file)) return null;
  const key = crypto.randomUUID();
  uploads.set(key, { name: file.name, file, attached: true, done: 0 });
  waiting.push([key, file]);
  next();
  return key;
}

/** Sends the file of a failed upload again. @return whether this page still has it */
export function again(key) {
  const upload = uploads.get(key);
  if (!upload?.file) return false;
  if (upload.error) {
    move(key, { error: null, done: 0 });
    waiting.push([key, upload.file]);
    next();
  }
  return true;
}

/**
 * Fetches another site's picture without credentials or referrer.
 * @throws if that site refuses
 */
export async function fetched(address) {
  const answer = await fetch(address.replace(/^http:/i, 'https:'), {
    mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(60000),
  });
  if (!answer.ok) throw new Refused(answer.status, { detail: '' });
  const picture = await answer.blob();
  return new File([picture], new URL(address).pathname.split('/').at(-1) || 'picture', { type: picture.type });
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running++;
    const [key, file] = waiting.shift();
    carry(key, file)
      .catch((e) => move(key, { error: e instanceof Refused ? e.message : words.failed }))
      .finally(() => { running--; next(); });
  }
}

function move(key, change) {
  Object.assign(uploads.get(key), change);
  for (const heard of listeners) heard(key);
}

/**
 * The first picture of a GIF, or an AVIF, as a file that the portal takes.
 * @throws Refused where this browser cannot draw it
 */
async function redrawn(file) {
  const type = REDRAWN[kindOf(file)];
  if (!type) return file;
  try {
    const picture = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    if (type === 'image/jpeg') {
      context.fillStyle = 'white';
      context.fillRect(0, 0, picture.width, picture.height);
    }
    context.drawImage(picture, 0, 0);
    picture.close();
    const drawn = await canvas.convertToBlob({ type, quality: 0.92 });
    return new File([drawn], file.name.replace(/\.\w+$/, '') + '.' + type.split('/')[1], { type: drawn.type });
  } catch {
    throw new Refused(422, { detail: say(words.photoUnread, file.name) });
  }
}

async function carry(key, chosen) {
  if (uploads.get(key).attached) {
    const { attachment } = await deliver('/attachments', { name: chosen.name, type: chosen.type, size: chosen.size }, chosen, (done) => move(key, { done }));
    const ready = await arrived(attachment.id, ATTACHMENT_FAULTS);
    move(key, { file: null, src: ready.url, size: ready.size });
    return;
  }
  const file = await redrawn(chosen);
  const { photo: made } = await deliver('/photos', { name: file.name, type: file.type, size: file.size }, file, (done) => move(key, { done }));
  const ready = await arrived(made.id);
  // The file is only needed where it must be sent again.
  move(key, { file: null, src: ready.url, width: ready.width, height: ready.height });
}

/**
 * Announces a file and sends it. An address takes one upload: where it took one whose answer was lost, the file goes to a new address.
 * @param progress called with the part that is sent, from 0 to 1
 * @return the answer to the announcement
 */
export async function deliver(path, announcement, file, progress) {
  for (let attempt = 1; ; attempt++) {
    const announced = await admin('POST', path, { json: announcement });
    try {
      await send(announced.upload, file, progress);
      return announced;
    } catch (e) {
      if (e.status !== 412 || attempt === ADDRESSES) throw e;
    }
  }
}

function send({ method, url, headers }, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) if (!/^(host|content-length)$/i.test(name)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('load', () =>
      request.status < 300 ? resolve() : reject(new Refused(request.status, { detail: say(words.uploadRefused, file.name) })));
    for (const end of ['error', 'timeout', 'abort']) {
      request.addEventListener(end, () => reject(new Refused(0, { detail: say(words.uploadFailed, file.name) })));
    }
    request.send(file);
  });
}

/** @param {Record<string, string>} [faults] sentences by the code of a refusal */
async function arrived(id, faults = PHOTO_FAULTS) {
  for (let attempt = 0; attempt < 120; attempt++) {
    const now = await admin('GET', '/photos/' + id);
    if (now.state === 'ready') return now;
    if (now.state === 'refused') throw new Refused(422, { detail: say(faults[now.code] ?? now.why, now.name, now.name.split('.').at(-1).toUpperCase()) });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Refused(504, { detail: words.photoSlow });
}
