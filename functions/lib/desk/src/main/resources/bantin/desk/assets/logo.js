// The site's logo in the settings: chosen, sent, shown and removed.
import { $, h } from 'desk/dom';
import { listen, photo, refusal, take } from 'desk/photos';
import { words } from 'desk/words';

/** @return the field: what it holds, and a way to set it */
export function logoField() {
  const field = $('logo');
  const files = field.querySelector('input');
  const status = field.querySelector('[role=status]');
  let logo = null;
  let sent = null;

  function draw() {
    const error = sent && photo(sent).error;
    field.querySelector('.preview').replaceChildren(...(logo ? [h('img', { src: logo.url, alt: words.logo })] : []));
    $('remove-logo').hidden = !logo && !sent;
    status.textContent = error || (sent ? words.uploading : '');
    status.classList.toggle('error', !!error);
  }

  listen((key) => {
    if (key !== sent) return;
    const { src } = photo(key);
    if (src) {
      logo = { photo: src.split('/')[2], url: src };
      sent = null;
    }
    draw();
  });

  $('choose-logo').addEventListener('click', () => files.click());
  files.addEventListener('change', () => {
    const [file] = files.files;
    files.value = '';
    if (!file) return;
    sent = take(file);
    draw();
    if (!sent) {
      status.textContent = refusal(file);
      status.classList.add('error');
    }
  });
  $('remove-logo').addEventListener('click', () => {
    logo = null;
    sent = null;
    draw();
    $('choose-logo').focus();
  });

  return {
    /** The logo as the settings take it; null where there is none. */
    get value() { return logo && { photo: logo.photo }; },
    set value(next) {
      logo = next ?? null;
      sent = null;
      draw();
    },
    /** Whether a file is still on its way. */
    get busy() { return !!sent && !photo(sent).error; },
  };
}
