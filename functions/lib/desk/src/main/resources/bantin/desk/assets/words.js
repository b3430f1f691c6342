// The texts of the desk in the language of its page, and times as people there write them.
/** @type {Record<keyof typeof import('../words/en.json'), string>} */
export const words = JSON.parse(document.getElementById('words').textContent);
export const lang = document.documentElement.lang;
export const zone = document.documentElement.dataset.zone;
const locale = lang === 'vi' ? 'vi-VN' : 'en-GB';

// say(words.savedAt, '14:03') fills {0}, {1}, …
export const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[n] ?? '');

const format = (options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
const DATE_TIME = format({ dateStyle: 'short', timeStyle: 'short' });
const TIME = format({ hour: '2-digit', minute: '2-digit' });
const DAY = format({ dateStyle: 'short' });
const NUMBER = new Intl.NumberFormat(locale);

export const number = (value) => NUMBER.format(value);

// Today's times without their day.
export function when(time) {
  if (!time) return '';
  const then = new Date(time);
  return DAY.format(then) === DAY.format(new Date()) ? TIME.format(then) : DATE_TIME.format(then);
}

// A day as the server names it: 2026-11-24.
const PLAIN_DAY = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' });
export const day = (name) => PLAIN_DAY.format(new Date(name));

// The wall clock of the site's zone, as an input of type datetime-local holds it: 2026-11-24T07:30, with seconds where there are any.
const WALL = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

export function toWall(time) {
  const part = Object.fromEntries(WALL.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  const second = part.second === '00' ? '' : ':' + part.second;
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}${second}`;
}

// The other way round: taken as UTC first, then moved by what the zone makes of it. Twice, for days when clocks change.
export function fromWall(wall) {
  const asked = Date.parse(wall + 'Z');
  let time = asked;
  for (let i = 0; i < 2; i++) time += asked - Date.parse(toWall(time) + 'Z');
  return new Date(time).toISOString();
}
