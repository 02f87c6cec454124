/** Where links in the output may go. */

const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'ftp']);

/**
 * A link's target as it may stand in the output: absolute when the page's address is known; undefined
 * when it would run code or carry content (`javascript:`, `data:`, `vbscript:`) or is no address.
 *
 * @param href as the page wrote it
 * @param base the page's URL, if known
 */
export function safeHref(href: string | undefined, base?: string): string | undefined {
  if (href === undefined) return undefined;
  // Browsers ignore white space around an address and control characters inside it, so "java\nscript:" is a scheme.
  const address = href.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  if (address === '') return undefined;
  const scheme = /^([^/?#]*?):/.exec(address)?.[1].toLowerCase();
  if (scheme !== undefined && !SAFE_SCHEMES.has(scheme)) return undefined;
  if (base === undefined || !URL.canParse(address, base)) return address;
  return new URL(address, base).href;
}
