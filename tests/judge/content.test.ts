import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/document.ts';
import { createContentJudge, explainScore } from '../../src/judge/content.ts';
import { readOptions } from '../../src/options.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { segmentText } from '../../src/segment/text.ts';

const judge = createContentJudge(readOptions());

function keptOf(document: Document): string[] {
  const gone = new Set(judge(document, []).map(({ block }) => block));
  return document.blocks.filter((_, index) => !gone.has(index)).map(({ text }) => text);
}

const menu = ['Home', 'News', 'Sport', 'Weather', 'Shop', 'Contact']
  .map((label) => `<li><a href="/${label}">${label}</a></li>`)
  .join('');
const prose = [
  'The baker had risen at three, as she did on every market day, and the first loaves stood on the sill before the carts came over the bridge.',
  'By noon, nothing was left but a tray of burnt rolls, which she gave to the children who had waited since the bells rang.',
  'Rye had been dear that winter, and the miller, who owed her for two sacks, had not been seen in the valley since the snow fell.',
  'She wrote the sum on the door with a piece of coal, as her mother had done, and went to bed while the sun was still on the roofs.',
];
const teasers = [
  'Bridge to be mended',
  'Mill sold at last',
  'Snow closes the pass',
  'New bells for the tower',
]
  .map((title) => `<div class="card"><a href="/x"><img src="x"><h4>${title}</h4></a></div>`)
  .join('');

function page(body: string): string {
  return `<html lang=en><head><title>Market day - The Valley Post</title><meta property="og:type" content="article">
    </head><body><header><div class="logo"><a href="/">The Valley Post</a></div><nav><ul>${menu}</ul></nav></header>
    <main>${body}</main><aside class="sidebar"><h3>Most read</h3>${teasers}</aside>
    <footer><ul>${menu}</ul><p>© 2024 The Valley Post. All rights reserved.</p></footer></body></html>`;
}

const article = `<article><h1>Market day</h1>${prose.map((text) => `<p>${text}</p>`).join('')}</article>`;

describe('the scorer', () => {
  test('the article of a page laid out in tables, in which nothing has a name, stays; its menus and teasers go', () => {
    const links = ['Home', 'News', 'Sport', 'Weather', 'Shop', 'Contact']
      .map((label) => `<a href="/${label}.htm"><font size="2">${label}</font></a><br>`)
      .join('');
    const headlines = [
      'Bridge to be mended',
      'Mill sold at last',
      'Snow closes the pass',
      'New bells for the tower',
    ]
      .map((title) => `<img src="dot.gif"> <a href="/news/12.htm">${title}</a><br>`)
      .join('');
    const html = `<html><head><title>Market day</title></head><body bgcolor="#ffffff">
      <table width="760"><tr><td colspan="3"><a href="/"><img src="logo.gif" alt="The Valley Post"></a></td></tr>
      <tr><td width="120" valign="top">${links}</td>
      <td valign="top"><p><b><font size="5">Market day</font></b></p>${prose.join('<br><br>')}</td>
      <td width="140"><b>Most read</b><br>${headlines}</td></tr>
      <tr><td colspan="3"><font size="1"><a href="/terms.htm">Terms</a> | <a href="/privacy.htm">Privacy</a> |
      Copyright 2003 The Valley Post</font></td></tr></table></body></html>`;
    const kept = keptOf(segmentHtml(html, {}));
    expect(kept).toEqual(expect.arrayContaining(prose));
    for (const gone of ['Sport', 'Mill sold at last', 'Most read', 'Copyright 2003'])
      expect(kept.join('\n')).not.toContain(gone);
  });

  test('a line of code between two texts stays, and so does one that a text announces', () => {
    const question = `<header>
      <a href="/">Shell Answers</a> <a href="/questions">Questions</a> <a href="/tags">Tags</a> <a href="/ask">Ask Question</a>
      </header>
      <main><h1><a href="/q/12">How do I find files larger than 1 GB?</a></h1>
      <div>Asked 6 years ago · Modified 2 years ago · Viewed 41k times</div>
      <div class="question">
      <div class="vote">42</div><div class="post-text">
      <p>My disk is full. I'd like to see which files are larger than one gigabyte, with their sizes, the largest first. I have tried:</p>
      <pre><code>ls -lS /</code></pre><p>but that does not go into folders.</p></div>
      <div class="tags"><a href="/t/bash">bash</a> <a href="/t/find">find</a></div>
      <div class="menu"><a>Share</a> <a>Improve this question</a> <a>Follow</a></div>
      <div class="comments"><ul>
      <li>Have you looked at <code>ncdu</code>? – <a>mira</a> Jan 3, 2019 at 10:11</li></ul></div>
      </div>
      <h2>2 Answers</h2><div class="answer"><div class="vote">87</div>
      <div class="post-text"><p>Use <code>find</code> with <code>-size</code>:</p><pre>
      <code>find / -xdev -type f -size +1G -printf '%s %p\\n' | sort -nr | head</code></pre><p>
      <code>-xdev</code> keeps it on one file system, so that <code>/proc</code> is not searched.</p>
      </div><div class="menu"><a>Share</a> <a>Improve this answer</a></div>
      <div>answered Jan 3, 2019 at 11:20 <a>old_hand</a></div></div>
      <div class="answer">
      <div class="vote">12</div><div class="post-text">
      <p>If you have <code>fd</code>, it is shorter:</p><pre>
      <code>fd --size +1g . / -x ls -lh</code></pre></div></div></main><aside><h4>Related</h4><ul>
      <li><a>How to delete empty folders?</a></li><li><a>du shows a different size than ls</a></li>
      </ul></aside>
      <footer>Site design / logo © 2025. User contributions licensed under CC BY-SA</footer>`;
    const kept = keptOf(
      segmentHtml(
        `<html lang=en><title>How do I find files larger than 1 GB? - Shell Answers</title>${question}`,
        {},
      ),
    );
    expect(kept).toContain('ls -lS /');
    expect(kept.includes('fd --size +1g . / -x ls -lh')).toBe(
      kept.includes('If you have fd, it is shorter:'),
    );
  });

  test('a short program in a table between two texts stays, whatever numbers stand beside it', () => {
    const [first, ...rest] = prose.map((text) => `<p>${text}</p>`);
    const div = (name: string, texts: string[]) => texts.map((text) => `<div class="${name}">${text}</div>`);
    const lines = ['bake(rye);', 'if (cold)', '&nbsp;&nbsp;wait();'];
    const code = `<div class="toolbar"><span class="language">Java</span></div><div class="main"><table><tr>
      <td class="nums"><div>${div('num', ['1', '2', '3']).join('')}</div></td>
      <td class="code"><div>${div('line', lines).join('')}</div></td></tr></table></div>`;
    expect(
      keptOf(segmentHtml(page(`<article><h1>Market day</h1>${first}${code}${rest.join('')}</article>`), {})),
    ).toContain('bake(rye);\nif (cold)\n  wait();');
  });

  test('the word over a box in the text stays with the box', () => {
    const [first, second, ...rest] = prose.map((text) => `<p>${text}</p>`);
    const box = `<div class="admonition note"><p class="admonition-title">Note</p>${second}</div>`;
    const texts = keptOf(
      segmentHtml(page(`<article><h1>Market day</h1>${first}${box}${rest.join('')}</article>`), {}),
    );
    expect(texts).toEqual(['Market day', prose[0], 'Note', prose[1], prose[2], prose[3]]);
  });

  test('the question that an answer folds out of stays with its answer', () => {
    const [first, ...rest] = prose.map((text) => `<p>${text}</p>`);
    const box = (head: string) =>
      `<div class="widget"><div class="more-links">${head}</div><div class="panel">${first}</div></div>`;
    const heads = [
      '<button class="btn" aria-expanded="false">Why so early?</button>',
      '<h3><button class="btn" aria-expanded="false">Why so early?</button></h3>',
      '<details><summary class="btn">Why so early?</summary></details>',
    ];
    for (const head of heads) {
      const texts = keptOf(
        segmentHtml(page(`<article><h1>Market day</h1>${rest.join('')}${box(head)}</article>`), {}),
      );
      expect(texts.slice(-2)).toEqual(['Why so early?', prose[0]]);
    }
  });

  test('long code between two texts stays, whatever its buttons say', () => {
    const program = Array.from(
      { length: 30 },
      (_, i) =>
        `  const row${i} = <tr className="stall"><td>{stalls[${i}].name}</td><td>{stalls[${i}].price}</td></tr>;`,
    ).join('\n');
    const code = `<aside class="playground"><h3>App.js</h3><div>Fork</div>
      <pre><code>function Market() {\n${program.replaceAll('<', '&lt;')}\n}</code></pre><div>Show more</div></aside>`;
    const [first, ...rest] = prose.map((text) => `<p>${text}</p>`);
    const kept = keptOf(
      segmentHtml(page(`<article><h1>Market day</h1>${first}${code}${rest.join('')}</article>`), {}),
    );
    expect(kept).toEqual(expect.arrayContaining(prose));
    expect(kept).toContain(`function Market() {\n${program}\n}`);
  });

  test('keeps the paragraphs of an article and removes menus, teasers and footer', () => {
    const kept = keptOf(segmentHtml(page(article), {}));
    for (const text of prose) expect(kept).toContain(text);
    for (const chrome of ['Sport', 'Most read', 'Mill sold at last']) expect(kept).not.toContain(chrome);
    expect(kept.join()).not.toContain('All rights reserved');
  });

  test.each([
    [
      'Chinese',
      '市场日的清晨，面包师三点就起床了，第一批面包在马车过桥之前就已经摆在窗台上，整个山谷都能闻到黑麦的香味。',
    ],
    [
      'Japanese',
      '市の日の朝、パン屋は三時に起きて、荷車が橋を渡る前に最初のパンを窓辺に並べた。谷じゅうにライ麦の香りが漂っていた。',
    ],
    ['Thai', 'ในเช้าวันตลาดคนทำขนมปังตื่นตั้งแต่ตีสามและวางขนมปังก้อนแรกไว้ที่ขอบหน้าต่างก่อนที่เกวียนจะข้ามสะพานมา'],
    [
      'Arabic',
      'نهضت الخبازة في الثالثة صباحا كما تفعل في كل يوم سوق، ووضعت الأرغفة الأولى على حافة النافذة قبل أن تعبر العربات الجسر.',
    ],
  ])('keeps prose in %s', (_, text) => {
    const body = `<article><h1>Market</h1>${[1, 2, 3, 4].map((n) => `<p>${text}${n}</p>`).join('')}</article>`;
    const kept = keptOf(segmentHtml(page(body), {}));
    for (const n of [1, 2, 3, 4]) expect(kept).toContain(`${text}${n}`);
    expect(kept).not.toContain('Sport');
  });

  test('keeps the posts of a thread', () => {
    const posts = prose
      .map(
        (text, n) =>
          `<div class="post"><div class="author"><a href="/u${n}">baker${n}</a></div><div class="message">${text} ${text}</div></div>`,
      )
      .join('');
    const kept = keptOf(segmentHtml(page(`<div class="thread">${posts}</div>`), {})).join('\n');
    for (const text of prose) expect(kept).toContain(text);
  });

  test('says comments of what stands among the comments', () => {
    const comments = ['Lovely piece, I remember her.', 'First!', 'My aunt bought there too.']
      .map(
        (text, n) =>
          `<li class="comment"><a href="/u${n}">reader${n}</a><p>${text}</p><a href="#">Reply</a></li>`,
      )
      .join('');
    const document = segmentHtml(page(`${article}<ol class="comment-list">${comments}</ol>`), {});
    const first = document.blocks.findIndex(({ text }) => text === 'First!');
    expect(judge(document, []).find(({ block }) => block === first)).toMatchObject({ category: 'comments' });
  });

  test('keeps a text that the page prints twice once', () => {
    const twice = article.replace('</article>', `<p>${prose[1]}</p></article>`);
    expect(keptOf(segmentHtml(page(twice), {})).filter((text) => text === prose[1])).toHaveLength(1);
  });

  test('keeps the headline above a byline, a date and a row of buttons', () => {
    const meta =
      '<div class="entry-meta"><span>By Hannah Moss</span></div><time>March 4, 2024</time>' +
      '<ul class="share"><li><a href="#">Share</a></li><li><a href="#">Tweet</a></li></ul>';
    const body = prose.map((text) => `<p>${text}</p>`).join('');
    const html = `<article><header><h1 class="entry-title">Market day</h1>${meta}</header><div class="entry-content">${body}</div></article>`;
    expect(keptOf(segmentHtml(page(html), {}))).toEqual(['Market day', ...prose]);
  });

  test('keeps the headline of an article that search engines know by another title', () => {
    const head =
      '<title>10 reasons to visit a country market</title><meta property="og:type" content="article">';
    const body = prose.map((text) => `<p>${text}</p>`).join('');
    const hero =
      '<div class="hero"><p>Markets</p><h1>Fair day at the bridge</h1><ul class="share"><li>Save<li>Tweet<li>Mail</ul></div>';
    const html = page(`${hero}<article>${body}</article>`);
    const kept = keptOf(segmentHtml(html.replace(/<title>.*?<\/title>/, head), {}));
    expect(kept[0]).toBe('Fair day at the bridge');
  });

  test('a page that scripts would fill is empty, though it has a title', () => {
    const html = `<html lang=en><title>Market day</title><h1>Market day</h1><div id="app"></div><footer>${menu}</footer></html>`;
    expect(keptOf(segmentHtml(html, {}))).toEqual([]);
  });

  test('keeps the title and the headings right above what stays', () => {
    const [first, ...rest] = prose;
    const body = `<article><h1>Market day</h1><p>${first}</p><h2>Rye</h2>${rest.map((text) => `<p>${text}</p>`).join('')}</article>`;
    const kept = keptOf(segmentHtml(page(body), {}));
    expect(kept.slice(0, 3)).toEqual(['Market day', first, 'Rye']);
  });

  test.each([
    [
      'the rows of a table',
      '<table><tr><th>Item</th><th>Cost</th></tr><tr><td>Schools</td><td>12</td></tr><tr><td>Roads</td><td>4</td></tr></table>',
      ['Item\tCost', 'Schools\t12', 'Roads\t4'],
    ],
    [
      'the terms and descriptions of a list of terms',
      '<dl><dt>Capital budget</dt><dd>Money for roads.</dd><dt>Revenue</dt><dd>What comes in.</dd></dl>',
      ['Capital budget', 'Money for roads.', 'Revenue', 'What comes in.'],
    ],
    [
      'the items of a list and of the list inside it',
      '<ul><li>One item here</li><li>Nested item<ul><li>Nested two</li></ul></li></ul>',
      ['One item here', 'Nested item', 'Nested two'],
    ],
    [
      'the caption of a figure',
      '<figure><img src="a.jpg"><figcaption>The mayor speaks to the members of the council on Tuesday night in the town hall.</figcaption></figure>',
      ['The mayor speaks to the members of the council on Tuesday night in the town hall.'],
    ],
  ])('keeps %s in the middle of a text', (_, structure, texts) => {
    const paragraphs = prose.map((text) => `<p>${text}</p>`);
    const body = `<article>${[...paragraphs, structure, ...paragraphs.map((text) => text.replace('.</p>', ', it is said.</p>'))].join('')}</article>`;
    const kept = keptOf(segmentHtml(page(body), {}));
    for (const text of texts) expect(kept).toContain(text);
    expect(kept).not.toContain('Sport');
  });

  test('decides the rows of a table and the items of a list together', () => {
    const rows = ['Item', 'Schools in the north', 'Roads', 'Buses and trams']
      .map((label, n) => `<tr><td>${label}</td><td>${n}</td></tr>`)
      .join('');
    const document = segmentHtml(page(`${article}<table>${rows}</table><ul>${menu}</ul>`), {});
    const gone = new Set(judge(document, []).map(({ block }) => block));
    for (const kind of ['table', 'list-item']) {
      const own = document.blocks.flatMap((block, index) => (block.kind === kind ? [index] : []));
      const fates = new Set(own.map((index) => gone.has(index)));
      expect(own.length).toBeGreaterThan(3);
      expect(fates.size).toBe(1);
    }
  });

  test('gives each verdict a score from 0 to 1, by rank a statistic', () => {
    for (const verdict of judge(segmentHtml(page(article), {}), [])) {
      expect(verdict).toMatchObject({ action: 'remove', rank: 0 });
      if (verdict.rule === 'content/score') {
        expect(verdict.score).toBeGreaterThanOrEqual(0);
        expect(verdict.score).toBeLessThan(1);
      }
    }
  });

  test('has nothing to say of an empty page, or when no extractor is wanted', () => {
    expect(judge(segmentHtml('', {}), [])).toEqual([]);
    const silent = createContentJudge(readOptions({ extractor: 'none' }));
    expect(silent(segmentHtml(page(article), {}), [])).toEqual([]);
  });
});

describe('explaining', () => {
  test('names the score, the threshold and the three features that weighed most', () => {
    const document = segmentHtml(page(article), {});
    const sport = document.blocks.findIndex(({ text }) => text === 'Sport');
    const explained = explainScore(document, sport);
    expect(explained?.score).toBeLessThan(explained?.threshold ?? 0);
    expect(explained?.features).toHaveLength(3);
    const [first, second] = explained?.features ?? [];
    expect(Math.abs(first.contribution)).toBeGreaterThanOrEqual(Math.abs(second.contribution));
  });

  test('gives the rows of a table the score that decided on them', () => {
    const table =
      '<table><tr><th>Item</th><th>Cost</th></tr><tr><td>Schools</td><td>12</td></tr><tr><td>Roads</td><td>4</td></tr></table>';
    const document = segmentHtml(page(article.replace('</p><p>', `</p>${table}<p>`)), {});
    const rows = document.blocks.flatMap(({ kind }, block) => (kind === 'table' ? [block] : []));
    const explained = rows.map((block) => explainScore(document, block));
    const gone = new Set(judge(document, []).map(({ block }) => block));
    expect(new Set(explained.map((found) => found?.score)).size).toBe(1);
    rows.forEach((block, row) => {
      expect((explained[row]?.score ?? 0) < (explained[row]?.threshold ?? 0)).toBe(gone.has(block));
    });
  });

  test('has no score for text', () => {
    expect(explainScore(segmentText(prose[0], {}), 0)).toBeUndefined();
  });
});
