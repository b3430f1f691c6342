// A photo as it stands in the editor: the caption is written beneath it, credit and alternative text in fields of their own.
import { TextSelection } from 'prosemirror-state';
import { BlockView } from 'desk/block';
import { button, h } from 'desk/dom';
import { focusPicker } from 'desk/focus';
import { again, fetched, follow, listen, photo, refusal, take } from 'desk/photos';
import { say, words } from 'desk/words';

export class FigureView extends BlockView {
  constructor(node, view, getPos) {
    super(node, view, getPos);
    this.followed = null;
    this.image = h('img', { error: () => this.missing(), load: () => { this.image.hidden = false; } });
    this.progress = h('progress', { max: '1', 'aria-label': words.uploading });
    this.sizing = h('p', { role: 'status' }, words.sizing);
    this.refused = '';
    this.link = h('a', { target: '_blank', rel: 'noreferrer' });
    this.taking = button(words.takeIn, () => this.takeIn());
    this.elsewhere = h('div', { class: 'elsewhere' }, h('p', {}, words.pictureElsewhere), h('p', {}, this.link), h('p', {}, this.taking));
    this.error = h('p', { class: 'error', role: 'alert' });
    this.named = h('p', {}, h('strong', { dir: 'auto' }));
    this.files = h('input', {
      type: 'file', accept: 'image/jpeg,image/png,image/webp,image/gif,image/avif', hidden: true, 'aria-label': words.tryAgain,
      change: () => this.sendAgain(this.files.files[0]),
    });
    this.pending = h('div', { class: 'pending' }, this.named, this.error,
      h('p', { class: 'acts' }, button(words.tryAgain, () => { if (!again(this.node.attrs.upload)) this.files.click(); }),
        button(words.removePhoto, () => this.remove()), this.files));
    this.message = h('p', { class: 'error', role: 'alert' });
    this.contentDOM = h('figcaption', { 'data-empty': words.caption });
    this.credit = this.field('credit', words.credit);
    this.alt = this.field('alt', words.alt, words.altHint);
    this.lead = button(words.leadPhoto, () => this.chooseLead());
    this.focus = focusPicker((focus) => this.change({ focus }));
    this.dom = h('figure', { class: 'photo' },
      h('div', { contenteditable: 'false' }, this.image, this.elsewhere, this.progress, this.sizing, this.message, this.pending),
      this.contentDOM,
      h('div', { class: 'fields', contenteditable: 'false' },
        h('label', {}, words.credit, this.credit),
        h('label', {}, words.alt, this.alt),
        this.focus.dom,
        h('p', { class: 'acts' },
          this.lead,
          button(words.up, () => this.move(-1)),
          button(words.down, () => this.move(1)),
          button(words.removePhoto, () => this.remove()))));
    this.deaf = listen((key) => {
      if (key === this.node.attrs.upload) this.show();
      else if (key === this.followed) this.arrive();
    });
    this.show();
  }

  field(name, label, hint) {
    return h('input', {
      name, autocomplete: 'off', dir: 'auto', ...(hint && { placeholder: hint }),
      input: (event) => this.change({ [name]: event.target.value }),
      keydown: (event) => this.key(event),
    });
  }

  // From the credit to the description, and from there on in the text: a photo's words are written without a mouse.
  key(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.target === this.credit) this.alt.focus();
      else this.caret(this.getPos() + this.node.nodeSize);
    } else if (event.key === 'Escape') {
      this.caret(this.getPos());
    }
  }

  caret(pos) {
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos + 1))).scrollIntoView());
    this.view.focus();
  }

  // Its address stands, but nothing is there yet: the portal says why, and when there is.
  missing() {
    const { src } = this.node.attrs;
    if (!src) this.image.hidden = true;
    if (!src || this.followed) return;
    this.followed = follow(src);
    this.image.hidden = !!this.followed;
    this.arrive();
  }

  arrive() {
    const { src, width, height } = photo(this.followed) ?? {};
    if (src) {
      // Asked for anew: the browser remembers that it was not there.
      this.image.src = this.node.attrs.src + '?ready';
      if (!this.node.attrs.width) queueMicrotask(() => this.change({ src, width, height }, false));
    }
    this.show();
  }

  // An article has one lead photo. Without a choice it is the first.
  chooseLead() {
    const { state } = this.view;
    const transaction = state.tr;
    const chosen = this.getPos();
    state.doc.descendants((node, pos) => {
      if (node.type === this.node.type && node.attrs.lead !== (pos === chosen && !this.node.attrs.lead)) {
        transaction.setNodeMarkup(pos, null, { ...node.attrs, lead: !node.attrs.lead });
      }
    });
    this.view.dispatch(transaction);
  }

  // Only now is the other site asked for anything.
  async takeIn() {
    const { elsewhere } = this.node.attrs;
    this.taking.disabled = true;
    this.refused = '';
    try {
      const file = await fetched(elsewhere);
      const key = take(file);
      if (key) this.change({ upload: key }, false);
      else this.refused = refusal(file);
    } catch {
      this.refused = say(words.pictureKept, new URL(elsewhere).host);
    }
    this.taking.disabled = false;
    this.show();
  }

  // After the page was loaded anew the file is chosen again; the words stay.
  sendAgain(file) {
    this.files.value = '';
    if (!file) return;
    this.refused = refusal(file) ?? '';
    const key = this.refused ? null : take(file);
    if (key) this.change({ upload: key, file: file.name }, false);
    else this.show();
  }

  show() {
    const { src, alt, credit, upload, file, elsewhere } = this.node.attrs;
    const sent = photo(upload);
    const found = this.followed && photo(this.followed);
    if (!src && sent?.src) {
      // Not now: a view may not change the document while it is being drawn.
      queueMicrotask(() => this.change({ src: sent.src, width: sent.width, height: sent.height, upload: null, file: '', elsewhere: '' }, false));
    }
    const from = src || sent?.preview;
    if (from && this.image.getAttribute('src')?.replace('?ready', '') !== from) this.image.src = from;
    this.image.alt = alt;
    const isUnderWay = !!sent && !sent.error;
    if (elsewhere) this.image.hidden = !from;
    this.elsewhere.hidden = !elsewhere || !!src || isUnderWay;
    if (this.link.getAttribute('href') !== elsewhere) {
      this.link.setAttribute('href', elsewhere);
      this.link.textContent = elsewhere;
    }
    this.progress.hidden = !!src || !sent || !!sent.error;
    this.progress.value = sent?.done ?? 0;
    this.sizing.hidden = !found || !!found.src || !!found.error;
    const gone = upload && !sent && !elsewhere ? words.photoGone : '';
    const hasFailed = !!upload && !src && !elsewhere && (!sent || !!sent.error);
    this.pending.hidden = !hasFailed;
    this.named.firstChild.textContent = file;
    this.error.textContent = hasFailed ? this.refused || sent?.error || gone : '';
    this.message.textContent = src ? found?.error ?? '' : hasFailed ? '' : sent?.error ?? this.refused;
    this.message.hidden = !this.message.textContent;
    if (!from) this.image.hidden = true;
    this.focus.show(from, this.node.attrs.focus);
    this.lead.setAttribute('aria-pressed', String(this.node.attrs.lead));
    if (this.credit.value !== credit) this.credit.value = credit;
    if (this.alt.value !== alt) this.alt.value = alt;
    this.alt.toggleAttribute('data-missing', !alt.trim());
    this.contentDOM.toggleAttribute('data-missing', !this.node.textContent.trim());
  }

  stopEvent(event) { return event.target instanceof Element && !!event.target.closest('input, button, summary'); }

  ignoreMutation(mutation) { return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target) || mutation.type === 'attributes'; }
}
