// desk/save is a module of the desk; prosemirror-model and its like were unpacked by Maven.
const MAIN = new URL('../../../main/resources/bantin/desk/assets/', import.meta.url);
const WEBJARS = new URL('../../../../target/webjars/', import.meta.url);
const LIBRARIES = /^(prosemirror-[a-z-]+|orderedmap|rope-sequence|w3c-keyname)$/;

export async function resolve(name, context, next) {
  if (name.startsWith('desk/')) return next(new URL(name.slice('desk/'.length) + '.js', MAIN).href, context);
  if (name === 'diff') return next(new URL('diff-index.es6.js', MAIN).href, context);
  if (LIBRARIES.test(name)) return next(new URL(name + '-index.js', WEBJARS).href, context);
  return next(name, context);
}
