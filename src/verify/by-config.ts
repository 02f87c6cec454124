/** Documents of one folder may have different `dehusk.yaml` files above them, and one may fail where others do not. */

/** Is told of a document that could not be cleaned. */
export type OnFailure = (name: string, error: unknown) => void;

/** What a caller wants for whom no document may fail. */
export const rethrow: OnFailure = (_name, error) => {
  throw error;
};

/**
 * Makes something, such as a cleaner, once for each `dehusk.yaml`, when it is first asked for.
 * @param make is given the configuration's file, undefined for none
 */
export function byConfig<T>(make: (config: string | undefined) => T): (config: string | undefined) => T {
  const made = new Map<string | undefined, T>();
  return (config) => {
    const known = made.get(config);
    if (known !== undefined) return known;
    const fresh = make(config);
    made.set(config, fresh);
    return fresh;
  };
}
