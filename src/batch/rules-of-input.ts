/** Which rules each input is cleaned with: those of the run, as the nearest `dehusk.yaml` above the input wants them. */
import { dirname } from 'node:path';
import { DehuskError } from '../errors.ts';
import { type CleanOptions, readOptions } from '../options.ts';
import { findConfiguration, openPacks } from '../packs/configuration.ts';
import { runKey } from './batch-options.ts';

export interface InputRules {
  /** The `dehusk.yaml`; undefined when there is none. */
  readonly config: string | undefined;
  /** Hash of the packs and of what the configuration changes in them. */
  readonly hash: string;
  /** Stands for all that a page's output depends on beside the page. */
  readonly key: string;
}

export interface RulesFinder {
  /** The rules for the input at a path, or what is wrong with its `dehusk.yaml`, which is read once. */
  find(path: string | Buffer): InputRules | DehuskError;
  /** All that inputs had so far, in the order of their files. */
  used(): readonly InputRules[];
}

/**
 * Makes a finder for the inputs below `roots`. A configuration that the options name goes for all of them.
 * @throws DehuskError `bad-option` or `bad-rules` for what all inputs share: the options, the rules and
 *   the `dehusk.yaml` above all roots. What is wrong with one further down is its own inputs' trouble.
 */
export function createRulesFinder(options: CleanOptions, roots: readonly string[]): RulesFinder {
  const settings = readOptions(options);
  const open = (config: string | undefined): InputRules => {
    const { hash } = openPacks({ ...settings, config });
    return { config, hash, key: runKey(options, hash) };
  };
  const above = new Set(settings.config === undefined ? roots.map(findConfiguration) : [settings.config]);
  const shared = above.size === 1 ? [...above][0] : undefined;
  const known = new Map<string | undefined, InputRules | DehuskError>([[shared, open(shared)]]);
  const used = new Set<InputRules>();
  const rulesWith = (config: string | undefined): InputRules | DehuskError => {
    const rules = known.get(config) ?? orError(() => open(config));
    known.set(config, rules);
    if (!(rules instanceof DehuskError)) used.add(rules);
    return rules;
  };
  // A folder's files come one after another: only the last folder is remembered.
  let folder: string | undefined;
  let nearest: string | undefined;
  return {
    find(path) {
      if (settings.config !== undefined) return rulesWith(settings.config);
      const parent = dirname(path.toString());
      if (parent !== folder) {
        folder = parent;
        nearest = findConfiguration(parent);
      }
      return rulesWith(nearest);
    },
    used: () => [...used].sort((a, b) => ((a.config ?? '') < (b.config ?? '') ? -1 : 1)),
  };
}

function orError<T>(make: () => T): T | DehuskError {
  try {
    return make();
  } catch (error) {
    if (error instanceof DehuskError) return error;
    throw error;
  }
}
