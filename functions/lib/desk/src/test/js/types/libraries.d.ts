// Libraries that come without types of their own.
declare const oidc: any;

declare module 'diff' {
  interface Part<T> {
    value: T;
    added?: boolean;
    removed?: boolean;
  }
  export function diffArrays<T>(before: T[], after: T[]): Part<T[]>[];
  export function diffWordsWithSpace(before: string, after: string): Part<string>[];
}
