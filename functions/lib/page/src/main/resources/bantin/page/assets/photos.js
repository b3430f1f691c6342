// Photos of an article open large. A dialog keeps the focus, and Escape closes it.
const body = document.querySelector('.body');
const { close, enlarge, next, previous } = body.dataset;
const photos = [...body.querySelectorAll('img')].filter((image) => !image.closest('a'));
const SWIPE = 40;
let at = 0;
let start = null;

function button(name, face, label, act) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = name;
  element.textContent = face;
  element.setAttribute('aria-label', label);
  element.addEventListener('click', act);
  return element;
}

const dialog = document.createElement('dialog');
const caption = document.createElement('p');
const steps = [button('previous', '‹', previous, () => show(at - 1)), button('next-photo', '›', next, () => show(at + 1))];
dialog.className = 'enlarged';
dialog.append(button('close', '×', close, () => dialog.close()), ...steps, caption);
caption.dir = 'auto';
caption.setAttribute('aria-live', 'polite');
for (const step of steps) step.hidden = photos.length < 2;

function show(index) {
  at = (index + photos.length) % photos.length;
  const image = photos[at];
  const large = (image.closest('picture') ?? image).cloneNode(true);
  for (const element of [large, ...large.children]) {
    element.removeAttribute('loading');
    if (element.hasAttribute('sizes')) element.setAttribute('sizes', '100vw');
  }
  dialog.querySelector('picture, img')?.remove();
  dialog.prepend(large);
  caption.textContent = image.closest('figure')?.querySelector('figcaption')?.textContent ?? '';
  if (photos.length > 1) caption.textContent = `${at + 1}/${photos.length}  ${caption.textContent}`;
  dialog.setAttribute('aria-label', image.alt || enlarge);
}

dialog.addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowLeft') show(at - 1);
  if (key === 'ArrowRight') show(at + 1);
});
// A zoomed page is moved with one finger: that is no swipe.
dialog.addEventListener('touchstart', ({ touches }) => {
  start = touches.length === 1 && (visualViewport?.scale ?? 1) < 1.01 ? touches[0] : null;
}, { passive: true });
dialog.addEventListener('touchend', ({ changedTouches: [end] }) => {
  const across = start ? end.clientX - start.clientX : 0;
  if (Math.abs(across) > SWIPE && Math.abs(across) > Math.abs(end.clientY - start.clientY)) show(at - Math.sign(across));
  start = null;
});
dialog.addEventListener('click', ({ target }) => {
  if (target instanceof Image) dialog.close();
});
dialog.addEventListener('close', () => photos[at].closest('button').focus());
body.after(dialog);

photos.forEach((image, index) => {
  const opener = button('enlarge', '', `${enlarge}: ${image.alt}`, () => {
    show(index);
    dialog.showModal();
  });
  const shown = image.closest('picture') ?? image;
  shown.replaceWith(opener);
  opener.append(shown);
});
