/** What attribute values say of an element, as bits of `ELEMENT`. */
import { ELEMENT } from '../page.ts';
import { ATTRIBUTE } from './attributes.ts';

const AUTHOR = /\bauthor\b/i;
const BODY_PROPERTY =
  /\b(?:articleBody|text|description|reviewBody|recipeInstructions|recipeIngredient|step)\b/i;
const SCOPE = /(?:Article|Posting|Product|Recipe|Question|Answer|QAPage|Review|Event|HowTo)\b/i;
const MAIN_ROLE = /\b(?:main|article)\b/i;
const CHROME_ROLE =
  /\b(?:navigation|banner|contentinfo|search|complementary|menu|menubar|dialog|alertdialog|toolbar)\b/i;
const NOT_SHOWN = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** The bits for an attribute whose value stands in this stretch of the source, 0 when it says nothing. */
export function flagsOf(attribute: number, source: string, start: number, end: number): number {
  switch (attribute) {
    case ATTRIBUTE['aria-hidden']:
      return source.slice(start, end).toLowerCase() === 'true' ? ELEMENT.hidden : 0;
    case ATTRIBUTE.style:
      return NOT_SHOWN.test(source.slice(start, end)) ? ELEMENT.hidden : 0;
    case ATTRIBUTE.rel:
      return AUTHOR.test(source.slice(start, end)) ? ELEMENT.author : 0;
    case ATTRIBUTE.itemtype:
      return SCOPE.test(source.slice(start, end)) ? ELEMENT.itemScope : 0;
    case ATTRIBUTE.itemprop:
      return propertyFlags(source.slice(start, end));
    case ATTRIBUTE.role:
      return roleFlags(source.slice(start, end));
    default:
      return 0;
  }
}

function propertyFlags(value: string): number {
  if (AUTHOR.test(value)) return ELEMENT.author;
  return BODY_PROPERTY.test(value) ? ELEMENT.itemBody : ELEMENT.itemProperty;
}

function roleFlags(value: string): number {
  if (MAIN_ROLE.test(value)) return ELEMENT.roleMain;
  return CHROME_ROLE.test(value) ? ELEMENT.roleChrome : 0;
}
