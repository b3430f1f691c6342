// Rules for the scripts of the desk and of the readers' pages, and for the tests of both.
import js from '@eslint/js';
import globals from 'globals';

const RULES = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-shadow': 'error',
  'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'all' }],
  'no-var': 'error',
  'no-throw-literal': 'error',
  'no-promise-executor-return': 'off',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'off',
};

export default [
  // Libraries from npm: .ci/browser.py compares them with their packages.
  { ignores: ['**/assets/diff-index.es6.js', '**/assets/oidc-client-ts.js'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/src/main/**/*.js'],
    languageOptions: { globals: globals.browser },
    rules: RULES,
  },
  {
    // Counting must never fail before a reader's eyes.
    files: ['**/page/assets/page.js'],
    rules: { 'no-empty': ['error', { allowEmptyCatch: true }] },
  },
  {
    files: ['**/src/test/js/**/*.js'],
    languageOptions: { globals: globals.node },
    rules: RULES,
  },
];
