import {InvalidInputError} from '../errors.ts';

/** The part of `fetch` that models use. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

const bad = (path: string, message: string) =>
  new InvalidInputError('the options of the model', [{path, message}]);

/**
 * A key as it goes into a header.
 * @throws InvalidInputError without the key: what is wrong with a secret must not show it
 */
export function checkedKey(key: string): string {
  const trimmed = key.trim();
  if (trimmed === '') throw bad('apiKey', 'is empty');
  if (!/^[\x21-\x7E]+$/u.test(trimmed)) {
    throw bad('apiKey', 'holds white space or characters that no key has; copy it again');
  }
  return trimmed;
}

/** @throws InvalidInputError */
export function checkedModelName(path: string, name: string): string {
  if (/^[\w./:@+-]{1,120}$/u.test(name) && !name.includes('..')) return name;
  throw bad(path, 'must be a name of 1 to 120 letters, digits and . / : @ + - _');
}

/**
 * The address of a service without a slash at its end.
 * @throws InvalidInputError
 */
export function checkedBaseUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl))
    throw bad('baseUrl', 'is no address; write it as https://host or http://host:port');
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw bad('baseUrl', 'is not http or https');
  if (url.username !== '' || url.password !== '') {
    throw bad('baseUrl', 'carries a user name or password; pass the key as apiKey');
  }
  if (url.search !== '' || url.hash !== '') throw bad('baseUrl', 'has a query or fragment; leave it out');
  return url.href.replace(/\/+$/u, '');
}

/** Takes a key out of what is said in an error. */
export function hider(key: string | undefined): (text: string) => string {
  return (text) => (key === undefined || key.length < 4 ? text : text.replaceAll(key, '[key]'));
}
