// Parts of the desk that nobody needs before the first letter. The build makes one file of them.
export { clashing, passages, patch } from 'desk/clash';
export { aboutLine, aboutPassage, merge, questions } from 'desk/conflict';
export { findBar, finding } from 'desk/find';
export { showHistory } from 'desk/history';
export { numbersView } from 'desk/numbers';
export { peopleView } from 'desk/people';
export { settingsView } from 'desk/settings';
