/** Tells the name of a writer in a byline: "By Ana Ruiz | 3 May", "Von Anna Schmidt", "作者：张三", "홍길동 기자". */

/** What stands before the name of a writer and may stand alone: labels, and verbs with "by". */
const LABELS = [
  '(?:written|posted|published|words|story|text|article|report(?:ed)?|created|submitted|contributed|(?:blog )?post) by',
  'authors?|writers?|by(?= *:)|autor(?:in|a|as|es|en|ka|i|zy)?|auteure?s?|autore|autrice',
  'författare|forfatter|skribent|kirjoittaja|kirjoittanut|szerző|írta|yazar|yazan|tekst',
  'redacteur|redaktör|geschreven door|geschrieben von|verfasst von|escrito por|publicado por|écrit par',
  'rédigé par|publié par|scritto da|pubblicato da|a cura di|skrevet af|skrevet av|skriven av|scris de',
  'napsal(?:a)?|napísal(?:a)?|napisał(?:a)?|piše|пише|автор(?:ы|и)?|текст|опубликовал(?:а)?|συγγραφέας',
  'γράφει (?:ο|η)|بقلم|الكاتب|كتب|כתב|מאת|נכתב על ידי|نویسنده|लेखक|penulis|ditulis oleh|oleh|tác giả|bởi',
  'ผู้เขียน|เขียนโดย|作者|撰文|文|记者|記者|本报记者|著者|執筆者?|筆者|ライター|글|글쓴이|작성자',
].join('|');

/** Prepositions before a name: where they stand a word that is no name may follow as well. */
const PREPOSITIONS = 'by|von|par|por|di|da|door|av|af|de|od|przez';

const LABEL_ALONE = new RegExp(`^(?:${LABELS}|${PREPOSITIONS})[ :：/／|]*$`, 'iu');
const LABELLED = new RegExp(
  `(?:^|[|•·–—,.\\d(/]\\s*|\\s-\\s)(?:${LABELS})(?:\\s*[:：/／|]\\s*|\\s+)(.+)$`,
  'imu',
);
const WITH_PREPOSITION = new RegExp(
  `(?:^|[|•·–—,\\d(/]\\s*|\\s-\\s)(?:${PREPOSITIONS})\\s*:?\\s+(.+)$`,
  'imu',
);
const LEADING = new RegExp(
  `^(?:(?:${LABELS})(?:\\s*[:：/／|]+\\s*|\\s+)|(?:by|von|par|por|di)\\s*:?\\s+)`,
  'iu',
);
const KOREAN = /(?:^|[\s\]=])([가-힣]{2,4}) ?(?:[가-힣]{2,4})?(?:기자|특파원|논설위원)/;

/** What ends a name in a line. */
const ENDS =
  /\s*[|•·∙●–—…()[\]<>\n\t@#;:]|\s[-/]\s|,\s*(?:\d|\p{Ll})|\s+(?:on|in|for|at|from|is|was|has|who|updated?|published|posted|last|reviewed|edited|am|le|el|il|em|den|op)\s|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s*,?\s*\d/u;
/** What joins names. */
const JOINS = /\s*,\s*(?:and\s+)?|\s+(?:and|&|und|y|et|e|en|och|og|i|и|та)\s+/u;
/** Words within names that are written small. */
const PARTICLES = new Set(
  'de da do dos das del della di du des der den von van vom zu zur ter ten la le las los el al bin ibn ben af av'.split(
    ' ',
  ),
);
/** What begins with a capital where a name may stand and is none. */
const NO_NAME =
  /^(?:undefined|null|admin(?:istrator)?|webmaster|editor|user|guest|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat|features|request|register|sold|built|member|submitted|groups|share|follow|read|comments?|home|about|more|view|menu|search|authors?|contact|subscribe|news|the|this|our|your|all|updated|published|posted|last|reviewed|edited|photos?|photography|image|video|advertis\p{L}*|sponsored|sign|log|learn|click|get|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|teilen|kommentare|datum|stand|min|minutes?|related|see|other|unknown|anonymous|name|no|in|on|it|we|you|how|what|why)(?![\p{L}\p{N}])/iu;
/** Longer than any label. */
const MAX_LABEL = 30;
const MIN_NAME = 3;
const MAX_NAME = 60;
const MAX_UNSPACED = 12;
const MAX_WORDS = 6;
const MAX_NAMES = 8;

/** A text without what says that a name follows; empty when it is that alone. */
export function withoutLabel(text: string): string {
  return LABEL_ALONE.test(text) ? '' : text.replace(LEADING, '');
}

/** True for a line that says only that a name follows. */
export function isLabel(text: string): boolean {
  return text.length <= MAX_LABEL && LABEL_ALONE.test(text);
}

/**
 * The writer that a line names.
 * @param isNamed the page marks the line, or the element that it is from, as the writer's
 * @returns names joined by a comma; undefined when it names nobody
 */
export function writerIn(line: string, isNamed: boolean): string | undefined {
  const korean = KOREAN.exec(line);
  if (korean !== null) return korean[1];
  const labelled = LABELLED.exec(line);
  if (labelled !== null) return namesIn(labelled[1], true);
  const prepositional = WITH_PREPOSITION.exec(line);
  if (prepositional !== null) return namesIn(prepositional[1], isNamed);
  return isNamed ? namesIn(line, true) : undefined;
}

/** The names that a text begins with. */
function namesIn(text: string, isNamed: boolean): string | undefined {
  const end = ENDS.exec(text)?.index ?? text.length;
  const names: string[] = [];
  for (const part of text.slice(0, end).split(JOINS)) {
    const name = part.trim().replace(/[.,]+$/, '');
    if (!isName(name, isNamed && names.length === 0)) break;
    names.push(name);
  }
  return names.length > 0 && names.length <= MAX_NAMES ? names.join(', ') : undefined;
}

/** @param isSure one word is enough, as for the name of an account */
function isName(name: string, isSure: boolean): boolean {
  if (isUnspaced(name)) return name.length >= 2 && name.length <= MAX_UNSPACED;
  if (name.length < MIN_NAME || name.length > MAX_NAME || NO_NAME.test(name)) return false;
  const words = name.split(/\s+/);
  if (words.length > MAX_WORDS || (words.length === 1 && !isSure) || /[!?"”]/.test(name)) return false;
  return words.every(
    (word, at) =>
      /^(?:\p{Lu}|\p{Lo}|[dlo]?['’"“(])/u.test(word) || (at > 0 && PARTICLES.has(word.replace(/['’].*/, ''))),
  );
}

/** Written without spaces. */
function isUnspaced(name: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}・]+$/u.test(
    name,
  );
}
