/** Whether a document comes from where a rule is for: a host, or a software that prints the same on thousands of them. */
import type { Document } from '../../document.ts';
import type { CompiledRule } from '../../packs/compiled.ts';

export interface Origin {
  readonly host: string | undefined;
  /** What the page says of its software, in small letters: `mediawiki 1.39.5`. */
  readonly generators: readonly string[];
}

/** Where the document came from, or says that it belongs, and what made it. */
export function originOf({ url, metadata, generators = [] }: Document): Origin {
  const address = url ?? metadata.url;
  const host = address !== undefined && URL.canParse(address) ? new URL(address).hostname : undefined;
  return { host, generators: generators.map((generator) => generator.toLowerCase()) };
}

/** True for a rule that asks neither for a host nor for a software. */
export function isForAll(rule: CompiledRule): boolean {
  return rule.host === undefined && rule.generator === undefined;
}

/** Whether a rule is for documents of that origin. Of host and software either is enough. */
export function isFor(rule: CompiledRule, origin: Origin): boolean {
  return isForAll(rule) || isOfHost(rule, origin) || isMadeBy(rule, origin);
}

function isOfHost({ host: wanted }: CompiledRule, { host }: Origin): boolean {
  return wanted !== undefined && host !== undefined && (host === wanted || host.endsWith(`.${wanted}`));
}

/** Behind the name stands nothing, or what is no part of a word: `MediaWiki 1.39.5`, but no `MediaWikipress`. */
function isMadeBy({ generator }: CompiledRule, { generators }: Origin): boolean {
  if (generator === undefined) return false;
  const name = generator.toLowerCase();
  return generators.some((said) => said.startsWith(name) && !/^[\p{L}\p{N}_]/u.test(said.slice(name.length)));
}
