// Address of an article, and its card in search results and behind shared links: what readers will see of both.
import { $ } from 'desk/dom';
import { say, words } from 'desk/words';

const MAX_LENGTH = 80;

/** Words of an address, as bantin.article.Slug folds them. */
export function slugOf(text) {
  const folded = text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/đ/g, 'd').replace(/\p{M}+/gu, '');
  const joined = folded.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  if (joined.length <= MAX_LENGTH) return joined;
  const end = joined.lastIndexOf('-', MAX_LENGTH);
  return (end > 0 ? joined.slice(0, end) : joined.slice(0, MAX_LENGTH).replace(/[\ud800-\udbff]$/, '')).replace(/-+$/, '');
}

/**
 * @param form the article's form
 * @param cover returns the address of the article's first photo, or ''
 * @return draws address and card; takes the article's id, or null before it has one
 */
export function card(form, cover) {
  const { title, lead, section, slug, cardTitle, cardDescription } = form.elements;

  // The address that will stand is shown in the field, not another one that was typed.
  slug.addEventListener('change', () => { slug.value = slugOf(slug.value); });

  return (id) => {
    const typed = slugOf(slug.value);
    slug.placeholder = slugOf(title.value);
    const last = [typed || slug.placeholder, id ?? '…'].filter(Boolean).join('-');
    show('slug-address', say(words.slugHint, `${location.host}/${section.value || '…'}/${last}`));
    cardTitle.placeholder = title.value.trim();
    cardDescription.placeholder = lead.value.trim();
    show('card-site', location.host);
    show('card-title', cardTitle.value.trim() || cardTitle.placeholder || words.untitled);
    show('card-description', cardDescription.value.trim() || cardDescription.placeholder);
    const src = cover();
    $('card-photo').hidden = !src;
    if (src && $('card-photo').getAttribute('src') !== src) $('card-photo').src = src;
  };
}

function show(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}
