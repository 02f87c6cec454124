/** Documents of one folder may have different `dehusk.yaml` files above them. */

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
