// Focal point of a photo: lists, the front page and galleries keep this part of it when they crop it.
import { h } from 'desk/dom';
import { say, words } from 'desk/words';

const CLASSES = /^left-(0|[1-9]0|100) top-(0|[1-9]0|100)$/;
const STEP = 10;
const MIDDLE = 50;
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/** Percentages from the left and from the top of the classes that a body keeps: "left-30 top-70". */
export function pointOf(classes) {
  const [, left, top] = classes?.match(CLASSES) ?? [];
  return left === undefined ? [MIDDLE, MIDDLE] : [Number(left), Number(top)];
}

/** Classes of a point, in steps of ten; none for the middle. */
export function classesOf(left, top) {
  const [x, y] = [left, top].map((share) => Math.min(100, Math.max(0, Math.round(share / STEP) * STEP)));
  return x === MIDDLE && y === MIDDLE ? '' : `left-${x} top-${y}`;
}

/**
 * Picture on which the point is chosen, by click or by arrow keys, with its crops.
 * @param {(classes: string) => void} change
 * @return dom; show(address, classes)
 */
export function focusPicker(change) {
  let shown = { address: '', classes: '' };
  const picture = h('img', { alt: '', draggable: 'false' });
  const mark = h('span', { class: 'mark' });
  const status = h('small', { role: 'status' });
  const choose = (left, top) => change(classesOf(left, top));
  const chooser = h('button', {
    type: 'button', class: 'point', 'aria-label': words.focusHint,
    click: (event) => {
      // A press of Enter or of the space bar has no place.
      if (!event.detail) return;
      const { left, top, width, height } = picture.getBoundingClientRect();
      choose((event.clientX - left) / width * 100, (event.clientY - top) / height * 100);
    },
    keydown: (event) => {
      const by = MOVES[event.key];
      if (!by) return;
      event.preventDefault();
      const [left, top] = pointOf(shown.classes);
      choose(left + by[0], top + by[1]);
    },
  }, picture, mark);
  const crop = (name, text) => h('span', { class: 'crop' }, h('img', { class: name, alt: '' }), h('small', {}, text));
  const crops = h('div', { class: 'crops' }, crop('oblong', words.focusFront), crop('square', words.focusList));
  const place = h('div', {}, h('p', {}, h('small', {}, words.focusHint)), h('div', { class: 'focus-place' }, chooser, crops), status);
  const dom = h('details', { class: 'focus', toggle: () => draw() }, h('summary', {}, words.focus));

  // The pictures come when somebody opens the place: most photos are cropped well in the middle.
  function draw() {
    const { address, classes } = shown;
    dom.hidden = !address;
    if (!dom.open) return;
    if (!place.parentNode) dom.append(place);
    const [left, top] = pointOf(classes);
    for (const image of [picture, ...crops.querySelectorAll('img')]) {
      if (address && image.getAttribute('src') !== address) image.src = address;
      if (image !== picture) image.style.objectPosition = `${left}% ${top}%`;
    }
    mark.style.left = `${left}%`;
    mark.style.top = `${top}%`;
    const text = say(words.focusAt, left, top);
    if (status.textContent !== text) status.textContent = text;
  }

  return {
    dom,
    show(address, classes) {
      shown = { address, classes };
      draw();
    },
  };
}
