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
  const found = [askTrafilatura(pages), await askDefuddle(pages)];
  return found.filter((peer) => peer !== undefined);
}

const TRAFILATURA = `
import json, sys, trafilatura
print(json.dumps(trafilatura.__version__))
for line in sys.stdin:
    page = json.loads(line)
    print(json.dumps(trafilatura.extract(page["html"], url=page.get("url")) or ""))
`;

/** Bytes that all texts together may have. */
const MAX_OUTPUT = 1 << 30;

function askTrafilatura(pages: readonly PeerPage[]): Peer | undefined {
  if (spawnSync('python3', ['-c', 'import trafilatura']).status !== 0) return undefined;
  const input = pages.map(({ html, url }) => `${JSON.stringify({ html, url })}\n`).join('');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', TRAFILATURA], {
    input,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  if (status !== 0) throw new Error(`trafilatura ended with ${status}: ${stderr.slice(-500)}`);
  const [version, ...texts] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
  return { name: `trafilatura ${version}`, extract: lookUp(pages, texts) };
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
