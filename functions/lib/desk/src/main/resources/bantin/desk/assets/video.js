// Videos of YouTube and Vimeo: their addresses, and a video as it stands in the editor. Their hosts are asked for nothing here.
import { BlockView } from 'desk/block';
import { button, h } from 'desk/dom';
import { say, words } from 'desk/words';

/** Parts of YouTube's addresses before a video's id. */
const BEFORE_ID = ['embed', 'shorts', 'live', 'v'];

/**
 * A video by its address, as bantin.article.VideoPlayers knows it.
 * @param {string} address
 * @return {{ href: string, host: string } | null} its short address and its host's name; null where it is no video
 */
export function videoOf(address) {
  if (!URL.canParse(address) || !/^https?:/i.test(address)) return null;
  const { hostname, pathname, searchParams } = new URL(address);
  const host = hostname.replace(/^(www|m|music)\./, '');
  const parts = pathname.split('/').filter(Boolean);
  if (['youtu.be', 'youtube.com', 'youtube-nocookie.com'].includes(host)) {
    const id = host === 'youtu.be' ? parts[0] : parts[0] === 'watch' ? searchParams.get('v') : BEFORE_ID.includes(parts[0]) ? parts[1] : null;
    const start = seconds(searchParams.get('t') ?? searchParams.get('start'));
    return /^[\w-]{11}$/.test(id ?? '') ? { href: `https://youtu.be/${id}${start ? `?t=${start}` : ''}`, host: 'YouTube' } : null;
  }
  if (!['vimeo.com', 'player.vimeo.com'].includes(host)) return null;
  const at = parts.findIndex((part) => /^\d{1,12}$/.test(part));
  if (at < 0) return null;
  const hash = [parts[at + 1], searchParams.get('h')].find((part) => /^[0-9a-f]{1,40}$/.test(part ?? ''));
  return { href: `https://vimeo.com/${parts[at]}${hash ? '/' + hash : ''}`, host: 'Vimeo' };
}

// A time as 90, 90s or 1h2m3s.
function seconds(text) {
  const time = text?.match(/^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/);
  return time ? Number(time[1] ?? 0) * 3600 + Number(time[2] ?? 0) * 60 + Number(time[3] ?? 0) : 0;
}

/** The address in an iframe that was pasted as text; null where the text is none. */
export function frameAddress(text) {
  const source = text.trim().match(/^<iframe\b[^>]*?\ssrc\s*=\s*["']([^"']+)["'][^>]*>[\s\S]*<\/iframe>$/i)?.[1];
  if (!source) return null;
  const address = source.replace(/&amp;/g, '&');
  return address.startsWith('//') ? 'https:' + address : address;
}

/** A video in the editor: its address, and beneath it the caption. */
export class VideoView extends BlockView {
  constructor(node, view, getPos) {
    super(node, view, getPos);
    this.link = h('a', { target: '_blank', rel: 'noreferrer' });
    this.name = h('strong');
    this.contentDOM = h('figcaption', { 'data-empty': words.videoCaption });
    this.dom = h('figure', { class: 'video-place' },
      h('div', { contenteditable: 'false' }, h('p', {}, this.name), h('p', {}, this.link), h('p', {}, words.videoLoads),
        h('p', { class: 'acts' }, button(words.removeVideo, () => this.remove()))),
      this.contentDOM);
    this.show();
  }

  show() {
    const { href } = this.node.attrs;
    this.link.href = this.link.textContent = href;
    this.name.textContent = say(words.videoFrom, videoOf(href)?.host);
    this.contentDOM.toggleAttribute('data-blank', !this.node.content.size);
  }

  stopEvent(event) { return event.target instanceof Element && !!event.target.closest('a, button'); }

  ignoreMutation(mutation) { return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target) || mutation.type === 'attributes'; }
}
