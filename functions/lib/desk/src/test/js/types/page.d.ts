// tsc does not read the page's template: an element found by a selector has whatever type the page gives it.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}

// In Chromium and Safari.
interface Document {
  readonly prerendering?: boolean;
}
