/**
 * Other extractors, where they are installed: trafilatura for the `python3` that is found first
 * (`pip install trafilatura`), defuddle beside the project (`npm install --no-save defuddle`).
 */
import { spawnSync } from 'node:child_process';
import { segmentHtml } from '../../src/segment/html.ts';
import type { Extractor } from './accuracy.ts';

export interface Peer {
  /** With its version. */
  readonly name: string;
  readonly extract: Extractor;
}

/** A page as peers are given it. */
export interface PeerPage {
  readonly html: string;
  readonly url?: string | undefined;
}

/** The peers that are installed, each having read all the pages; none where none is. */
export async function installedPeers(pages: readonly PeerPage[]): Promise<Peer[]> {
  const found = [extractWithTrafilatura(pages), await askDefuddle(pages)];
  return found.filter((peer) => peer !== undefined);
}

/** What trafilatura is asked of `page`, in Python. */
const EXTRACT = 'trafilatura.extract(page["html"], url=page.get("url")) or ""';

function trafilaturaProgram(expression: string): string {
  return `
import json, sys, trafilatura
print(json.dumps(trafilatura.__version__))
for line in sys.stdin:
    page = json.loads(line)
    print(json.dumps(${expression}))
`;
}

/** Bytes that all texts together may have. */
const MAX_OUTPUT = 1 << 30;

/** What trafilatura answers for each page. */
export interface Answers {
  /** With its version. */
  readonly name: string;
  readonly answers: readonly unknown[];
}

/**
 * Asks trafilatura about pages; undefined where it is not installed.
 * @param expression what is asked of `page`, in Python
 */
export function askTrafilatura(pages: readonly PeerPage[], expression: string): Answers | undefined {
  if (spawnSync('python3', ['-c', 'import trafilatura']).status !== 0) return undefined;
  const input = pages.map(({ html, url }) => `${JSON.stringify({ html, url })}\n`).join('');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', trafilaturaProgram(expression)], {
    input,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  if (status !== 0) throw new Error(`trafilatura ended with ${status}: ${stderr.slice(-500)}`);
  const [version, ...answers] = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  return { name: `trafilatura ${version}`, answers };
}

function extractWithTrafilatura(pages: readonly PeerPage[]): Peer | undefined {
  const found = askTrafilatura(pages, EXTRACT);
  return found && { name: found.name, extract: lookUp(pages, found.answers as string[]) };
}

interface DefuddleModule {
  Defuddle(html: string, url?: string): Promise<{ content: string }>;
}

async function askDefuddle(pages: readonly PeerPage[]): Promise<Peer | undefined> {
  // It is no dependency: the compiler must not look for it.
  const name: string = 'defuddle/node';
  const loaded = (await import(name).catch(() => undefined)) as DefuddleModule | undefined;
  if (loaded === undefined) return undefined;
  const texts: string[] = [];
  for (const { html, url } of pages) {
    // A page that it cannot take counts as nothing found, as for trafilatura.
    const content = await loaded.Defuddle(html, url).then(
      (article) => article.content,
      () => '',
    );
    texts.push(
      segmentHtml(content, {})
        .blocks.map(({ text }) => text)
        .join('\n'),
    );
  }
  return { name: 'defuddle', extract: lookUp(pages, texts) };
}

/** Gives each page the text at its place; pages are told by their source. */
export function lookUp(pages: readonly PeerPage[], texts: readonly string[]): Extractor {
  const textOf = new Map(pages.map(({ html }, i) => [html, texts[i]]));
  return ({ html }) => textOf.get(html) ?? '';
}
