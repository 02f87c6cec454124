/** Which rules each input is cleaned with: those of the run, as the nearest `dehusk.yaml` above the input wants them. */
import { dirname } from 'node:path';
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
  /**
   * The rules for the input at a path.
   * @throws DehuskError `bad-rules` for mistakes in its `dehusk.yaml`
   */
  find(path: string | Buffer): InputRules;
  /** All that were found so far, in the order of their files. */
  found(): readonly InputRules[];
}

/**
 * Makes a finder. A configuration that the options name goes for all inputs.
 * @throws DehuskError `bad-option` or `bad-rules`
 */
export function createRulesFinder(options: CleanOptions): RulesFinder {
  const settings = readOptions(options);
  const known = new Map<string | undefined, InputRules>();
  const open = (config: string | undefined): InputRules => {
    const before = known.get(config);
    if (before !== undefined) return before;
    const { hash } = openPacks({ ...settings, config });
    const rules = { config, hash, key: runKey(options, hash) };
    known.set(config, rules);
    return rules;
  };
  if (settings.config !== undefined) open(settings.config);
  // A folder's files come one after another: only the last folder is remembered.
  let folder: string | undefined;
  let nearest: string | undefined;
  return {
    find(path) {
      if (settings.config !== undefined) return open(settings.config);
      const parent = dirname(path.toString());
      if (parent !== folder) {
        folder = parent;
        nearest = findConfiguration(parent);
      }
      return open(nearest);
    },
    found: () => [...known.values()].sort((a, b) => ((a.config ?? '') < (b.config ?? '') ? -1 : 1)),
  };
}
