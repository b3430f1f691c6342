// Names of the people at the desk, by the name they sign in with.
let names = {};

/** @param {Record<string, string>} people names by sign-in name */
export function know(people) {
  names = people;
}

/** The person's name; the sign-in name where nobody gave one. */
export const named = (login) => names[login] ?? login;
