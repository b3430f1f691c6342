// Attachments: files that readers download, as they stand in the editor.
import { BlockView } from 'desk/block';
import { button, h } from 'desk/dom';
import { again, listen, photo, refusedAttachment, takeAttachment } from 'desk/photos';
import { words } from 'desk/words';

const ADDRESS = /^\/photos\/[0-9a-z]{20}\/file\.(?:pdf|docx|xlsx)$/;
// Articles are in Vietnamese, whatever the language of the desk.
const SIZE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

export const isAttachment = (address) => ADDRESS.test(address ?? '');

/** Type and size of a file as readers see them: "PDF, 1,2 MB". */
export function about(name, bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  const size = kilobytes < 1024 ? `${kilobytes} KB` : `${SIZE.format(kilobytes / 1024)} MB`;
  return `${name.split('.').at(-1).toUpperCase()}, ${size}`;
}

/** Attributes of an attachment's node once its file has arrived; null until then. */
export function arrivedAs({ upload, name, file }) {
  const sent = photo(upload);
  return sent?.src ? { href: sent.src, name: name || file, about: about(sent.name, sent.size), upload: null, file: '' } : null;
}

export class AttachmentView extends BlockView {
  constructor(node, view, getPos) {
    super(node, view, getPos);
    this.link = h('a', { target: '_blank', rel: 'noopener', dir: 'auto' });
    this.about = h('small');
    this.progress = h('progress', { max: '1', 'aria-label': words.uploadingFile });
    this.error = h('p', { class: 'error', role: 'alert' });
    this.named = h('strong', { dir: 'auto' });
    this.refused = '';
    this.files = h('input', {
      type: 'file', accept: '.pdf,.docx,.xlsx', hidden: true, 'aria-label': words.tryAgain, change: () => this.sendAgain(this.files.files[0]),
    });
    this.pending = h('div', { class: 'pending' }, h('p', {}, this.named), this.progress, this.error,
      h('p', { class: 'acts' },
        this.retry = button(words.tryAgain, () => { if (!again(this.node.attrs.upload)) this.files.click(); }),
        button(words.removeAttachment, () => this.remove()), this.files));
    this.name = h('input', {
      name: 'shown-name', autocomplete: 'off', dir: 'auto',
      input: () => this.change({ name: this.name.value }),
      keydown: (event) => event.key === 'Enter' && event.preventDefault(),
    });
    this.there = h('div', {}, h('p', {}, this.link, ' ', this.about),
      h('div', { class: 'fields' }, h('label', {}, words.attachmentName, this.name),
        h('p', { class: 'acts' },
          button(words.up, () => this.move(-1)),
          button(words.down, () => this.move(1)),
          button(words.removeAttachment, () => this.remove()))));
    this.dom = h('figure', { class: 'attachment', contenteditable: 'false' }, this.there, this.pending);
    this.deaf = listen((key) => key === this.node.attrs.upload && this.show());
    this.show();
  }

  // After the page was loaded anew the file is chosen again.
  sendAgain(file) {
    this.files.value = '';
    if (!file) return;
    this.refused = refusedAttachment(file) ?? '';
    const key = this.refused ? null : takeAttachment(file);
    if (key) this.change({ upload: key, file: file.name }, false);
    else this.show();
  }

  show() {
    const { href, name, upload, file } = this.node.attrs;
    const sent = photo(upload);
    const arrived = href ? null : arrivedAs(this.node.attrs);
    // Not now: a view may not change the document while it is being drawn.
    if (arrived) queueMicrotask(() => this.change(arrived, false));
    this.there.hidden = !href;
    this.pending.hidden = !!href;
    const hasFailed = !href && (!sent || !!sent.error);
    this.dom.toggleAttribute('data-failed', hasFailed);
    this.progress.hidden = hasFailed;
    this.progress.value = sent?.done ?? 0;
    this.retry.hidden = !hasFailed;
    this.error.textContent = hasFailed ? this.refused || (sent?.error ?? words.attachmentGone) : '';
    this.named.textContent = file;
    this.link.textContent = name;
    this.link.setAttribute('href', href);
    this.about.textContent = this.node.attrs.about;
    if (this.name.value !== name) this.name.value = name;
  }

  stopEvent(event) { return event.target instanceof Element && !!event.target.closest('a, input, button'); }

  ignoreMutation() { return true; }
}
