/**
 * Draws of a seed, by a linear congruential generator: the same in each run.
 * @return {(below: number) => number} draws a whole number from 0 on
 */
export function draws(seed) {
  let state = seed * 2654435761 % 2147483648;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % below;
  };
}
