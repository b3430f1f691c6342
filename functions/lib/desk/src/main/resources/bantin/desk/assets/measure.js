// Measures of a text beside the text: its words, and how many characters a field still takes before its limit.
import { $ } from 'desk/dom';
import { number, say, words } from 'desk/words';

/** A limit is shown once less than this part of it is left. */
const NEAR = 0.2;
const MAX_BYTES = 300 * 1024;
const PAUSE = 300;

const WORDS = /[\p{L}\p{N}]+(?:[-.,/'’][\p{L}\p{N}]+)*/gu;

/** Words of a text; in Vietnamese its syllables, as newsrooms there count. */
export const countWords = (text) => text.match(WORDS)?.length ?? 0;

/** Text about a limit: none while it is far away, else how much is left or how much is too much. */
export function limitOf(text, limit) {
  // The server counts code points, without spaces at the ends.
  const left = limit - [...text.trim()].length;
  if (left > limit * NEAR) return { message: '', over: false };
  return left < 0 ? { message: say(words.tooLong, number(-left)), over: true } : { message: say(words.charactersLeft, number(left)), over: false };
}

/**
 * @param html returns the text's HTML
 * @return draws the measures of an article's form
 */
export function measured(form, html) {
  const fields = [...form.elements].filter((field) => field.dataset.limit);
  const grows = CSS.supports('field-sizing', 'content');
  let pause = 0;

  // A long text is not counted at every key.
  function measureBody() {
    const left = Math.floor((MAX_BYTES - new TextEncoder().encode(html()).length) / 1024);
    let count = 0;
    for (const block of document.querySelectorAll('#body .ProseMirror :is(p, h2, h3, h4, pre, dt, dd, figcaption)')) {
      // Captions count, the labels of a photo's fields do not.
      if (!block.closest('[contenteditable="false"]')) count += countWords(block.textContent);
    }
    const line = $('count');
    line.classList.toggle('over', left < 0);
    if (left < 0) line.textContent = say(words.bodyTooLong, number(-left));
    else line.textContent = say(words.wordCount, number(count)) + (left < MAX_BYTES / 1024 * NEAR ? ' · ' + say(words.bodyLeft, number(left)) : '');
  }

  return () => {
    for (const field of fields) {
      const { message, over } = limitOf(field.value, Number(field.dataset.limit));
      const line = $(field.id + '-limit');
      if (line.textContent !== message) line.textContent = message;
      if (over) field.setAttribute('aria-invalid', 'true');
      else if (line.classList.contains('over')) field.removeAttribute('aria-invalid');
      line.classList.toggle('over', over);
      if (!grows && field.localName === 'textarea') {
        field.style.height = 'auto';
        field.style.height = `${field.scrollHeight}px`;
      }
    }
    clearTimeout(pause);
    pause = setTimeout(measureBody, PAUSE);
  };
}
