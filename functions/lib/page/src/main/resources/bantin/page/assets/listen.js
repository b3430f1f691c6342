// Reads an article aloud, sentence by sentence, and marks the sentence. Loaded once a reader asks for it.
const BLOCKS = 'h1, .lead, .body :is(p, li, h2, h3, h4, dt, dd, figcaption, caption, td, th)';
const segmenter = new Intl.Segmenter('vi', { granularity: 'sentence' });
const sentences = [...document.querySelectorAll(`.story :is(${BLOCKS})`)].flatMap(sentencesOf);
let at = 0;
let speaking = null;
let label = '';
let voice = null;

// Blocks inside others speak for themselves.
function sentencesOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT,
    (node) => (node.parentElement.closest(BLOCKS) === block ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  const text = nodes.map(({ data }) => data).join('');
  return [...segmenter.segment(text)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).map(({ segment, index }) => {
    const range = document.createRange();
    range.setStart(...place(nodes, index));
    range.setEnd(...place(nodes, index + segment.trimEnd().length));
    return { text: segment.trim(), range };
  });
}

/**
 * Text node and offset of a place in the text of all nodes.
 * @return {[Text, number]}
 */
function place(nodes, index) {
  let left = index;
  for (const node of nodes) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  throw new RangeError('The place is outside');
}

function isInView({ range }) {
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function mark(sentence) {
  if (!('highlights' in CSS)) return;
  if (sentence) CSS.highlights.set('listen', new Highlight(sentence.range));
  else CSS.highlights.delete('listen');
}

function speak(button) {
  const sentence = sentences[at];
  const words = new SpeechSynthesisUtterance(sentence.text);
  words.lang = 'vi-VN';
  words.voice = voice;
  words.onend = () => {
    if (speaking !== words) return;
    // The page follows a reader who follows the text, and nobody else.
    const follows = isInView(sentence);
    at++;
    if (at === sentences.length) return stop(button);
    if (follows && !isInView(sentences[at])) sentences[at].range.startContainer.parentElement.scrollIntoView({ block: 'center' });
    speak(button);
  };
  words.onerror = () => {
    if (speaking === words) pause(button);
  };
  speaking = words;
  mark(sentence);
  speechSynthesis.speak(words);
}

// Some voices cannot go on after a pause. So the sentence is cut off, and comes again.
function pause(button) {
  speaking = null;
  speechSynthesis.cancel();
  button.textContent = button.dataset.on;
}

function stop(button) {
  speaking = null;
  at = 0;
  mark(null);
  button.textContent = label;
}

/**
 * @param {HTMLElement} button starts, pauses and goes on
 * @param {SpeechSynthesisVoice} chosen speaks Vietnamese
 */
export function listen(button, chosen) {
  voice = chosen;
  label ||= button.textContent;
  if (speaking) {
    pause(button);
  } else {
    button.textContent = button.dataset.pause;
    speak(button);
  }
}

// A browser may speak on after the page is left.
addEventListener('pagehide', () => {
  if (speaking) pause(document.querySelector('.listen'));
});
