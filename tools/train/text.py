"""Trains the scorer of text (src/judge/page-text.model.json).

    npx tsx tools/train/text-dump.ts ../shared/data DUMP
    python tools/train/text.py DUMP

Writes the model, then what texts of unseen sites get (five folds by site) to tools/train/text.report.json.
`--keep DIR` keeps the model of each fold and says which pages it has not seen, for `npm run bench -- text-folds`.
Same dump, same bytes.
"""
import argparse
import json
import zlib
from pathlib import Path

import lightgbm as lgb
import numpy as np

import page_f1
import text_choice
import text_words
from labels import label_blocks, words_of
from tree_model import encode

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent.parent / 'src' / 'judge' / 'page-text.model.json'
REPORT = HERE / 'text.report.json'
FOLDS = 5
CONVERTERS = ('fulltext', 'plain', 'joined')
EXTRACTORS = ('readability', 'trafilatura', 'defuddle')
# What a page weighs in each set: whole pages, what careless and careful extractors leave, and other languages.
WEIGHTS = {
    'fulltext': 1.0, 'plain': 1.0, 'joined': 1.0, 'edges': 0.7, 'window': 0.7, 'readability': 0.3, 'trafilatura': 0.3,
    'defuddle': 0.3, 'silver': 0.5, 'silver edges': 0.4,
}
# Pages of other types than articles have less of a gold text in what an extractor leaves of them.
OTHER_WEIGHT = 0.5
# Of a long page, about this many blocks are drawn, long ones more often: menus are plenty.
ROWS_PER_PAGE = 80
LONG_WORDS = 10
LONG_SHARE = 3
# Texts whose words are weighed (text_words.py).
WORDED = ('plain', 'silver')
# First trees that learn each block by itself, then trees that learn what its page's F1 gains (page_f1.py).
TREES = 120
F1_TREES = 120
SCORER = dict(
    objective='cross_entropy', learning_rate=0.11, num_leaves=24, min_data_in_leaf=150, feature_fraction=0.4,
    data_sample_strategy='goss', top_rate=0.2, other_rate=0.15, lambda_l2=5, max_bin=63, num_threads=1, seed=1,
    deterministic=True, force_row_wise=True, verbose=-1,
)
# As in src/judge/page-text.ts; the first of two where rules find more than `FEW_CUES`, the other where not.
FEW_CUES = 1
DOES_GOOD, MUCH_GAIN = (0.8, 0.92), (0.1, 0.3)
IS_PAGE = (0.94, 0.97)
LEAST_GAIN = 0.01
LEAST_CONTENT = 100
IS_LEFTOVER = 0.5


def fold_of(host):
    return zlib.crc32(host.encode()) % FOLDS


def read_pages(dump):
    pages, position = [], 0
    with open(dump / 'pages.jsonl') as lines:
        for line in lines:
            page = json.loads(line)
            blocks = page.pop('blocks')
            page['start'], position = position, position + len(blocks)
            page['end'] = position
            page['fold'] = fold_of(page.get('host', page['id']))
            page['words'] = [words_of(text) for text in blocks]
            page['gold'] = words_of(page.get('gold') or '')
            pages.append(page)
    return pages


def label(pages, count, cache):
    if cache.exists():
        return np.load(cache)
    labels = np.full(count, np.nan, np.float32)
    for page in pages:
        found = label_blocks(page['words'], page['gold']) if page['gold'] else None
        if found is not None:
            labels[page['start']:page['end']] = [np.nan if share is None else share for share in found]
    np.save(cache, labels)
    return labels


def weigh(pages, count):
    """A page weighs one, its blocks by their words, so that the loss is near the mean of F1 over pages."""
    weights = np.zeros(count, np.float32)
    for page in pages:
        lengths = np.array([len(words) for words in page['words']], float)
        if lengths.sum() > 0:
            weight = WEIGHTS[page['set']]
            if page['set'] not in CONVERTERS and page.get('type') not in ('article', 'silver'):
                weight *= OTHER_WEIGHT
            weights[page['start']:page['end']] = weight * (lengths / lengths.sum() + 0.4 / len(lengths))
    return weights


def choose_rows(pages, folds):
    """Each page as one converter writes it, so that the model learns none's habits.

    The rows, how many rows of its page each stands for, and the number of its page.
    """
    random = np.random.RandomState(7)
    chosen, stands_for, numbers = [], [], []
    for number, page in enumerate(pages):
        if page['fold'] not in folds:
            continue
        turn = zlib.crc32(page['id'].encode()) % 10
        if page['set'] in CONVERTERS and page['set'] != ('fulltext' if turn < 5 else 'plain' if turn < 8 else 'joined'):
            continue
        rows = np.arange(page['start'], page['end'])
        drawn = np.ones(len(rows))
        if len(rows) > ROWS_PER_PAGE:
            is_long = np.array([len(words) >= LONG_WORDS for words in page['words']])
            share = np.where(is_long, LONG_SHARE, 1.0)
            drawn = np.minimum(1, share * ROWS_PER_PAGE / share.sum())
            kept = random.rand(len(rows)) < drawn
            rows, drawn = rows[kept], drawn[kept]
        chosen.append(rows)
        stands_for.append(1 / drawn)
        numbers.append(np.full(len(rows), number))
    return np.concatenate(chosen), np.concatenate(stands_for), np.concatenate(numbers)


def fit(features, labels, weights, lengths, chosen):
    rows, stands_for, numbers = chosen
    seen = ~np.isnan(labels[rows]) & (weights[rows] > 0)
    rows, stands_for, page = rows[seen], stands_for[seen], np.unique(numbers[seen], return_inverse=True)[1]
    targets, weight = labels[rows], weights[rows] * len(rows) / weights[rows].sum()
    data = lambda: lgb.Dataset(features[rows], targets, weight=weight)
    first = lgb.train(SCORER, data(), TREES)
    f1 = page_f1.objective(
        page, lengths[rows] * stands_for, targets, weight, np.ones(len(rows), bool), np.bincount(page, weight))
    return lgb.train({**SCORER, 'objective': f1}, data(), F1_TREES, init_model=first)


def train(dump, keep):
    names = json.loads((dump / 'names.json').read_text())
    features = np.fromfile(dump / 'features.f32', np.float32).reshape(-1, len(names))
    pages = read_pages(dump)
    labels = label(pages, len(features), dump / 'labels.npy')
    weights = weigh(pages, len(features))
    tables = text_words.train(dump, pages, labels, FOLDS, WORDED)
    everyone = set(range(FOLDS))
    lengths = np.array([len(words) for page in pages for words in page['words']], float)

    def fit_without(fold):
        """A scorer that has not seen the fold, and the rows as it sees them."""
        text_words.fill(features, names, pages, tables, fold)
        return fit(features, labels, weights, lengths, choose_rows(pages, everyone - {fold}))

    rows_of = [np.concatenate([np.arange(p['start'], p['end']) for p in pages if p['fold'] == fold]) for fold in range(FOLDS)]
    models = {None: fit_without(None)}
    scores = np.zeros(len(features), np.float32)
    for fold in range(FOLDS):
        models[fold] = fit_without(fold)
        text_words.fill(features, names, pages, tables, fold, lambda page: False)
        scores[rows_of[fold]] = page_f1.predict(models[fold], features[rows_of[fold]])
        print('fold', fold, flush=True)
    choices = text_choice.Choices(pages, features, scores, names)
    is_bold, is_careful = np.zeros(len(choices.rows), bool), np.zeros(len(choices.rows), bool)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / 'folds.json').write_text(json.dumps({page['id']: page['fold'] for page in pages}, indent=1) + '\n')
    few = np.array([int(sum(page['cues']) <= FEW_CUES) for page in choices.pages])
    least = lambda pair: np.array(pair)[few]
    for fold, scorer in models.items():
        bold, careful, is_page = choices.fit(1, fold), choices.fit(2, fold), choices.fit_page(fold)
        own = choices.folds == fold
        does_good = bold.predict(choices.rows)
        looks_like_page = is_page.predict(choices.rows) >= least(IS_PAGE)
        gain = choices.rows[:, 0]
        looks_better = (gain >= LEAST_GAIN) & (choices.content >= LEAST_CONTENT) & ((does_good >= least(DOES_GOOD)) | looks_like_page)
        is_bold[own] = ((gain >= least(MUCH_GAIN)) | looks_better)[own]
        is_careful[own] = (choices.content[own] >= LEAST_CONTENT) & (careful.predict(choices.rows)[own] >= IS_LEFTOVER)
        if fold is not None and not keep:
            continue
        choice_names = text_choice.names_of(names)
        write(
            MODEL if fold is None else keep / f'page-text.{fold}.json',
            words=tables.final(fold),
            scorer=encode(scorer, names, is_small=True),
            page=encode(is_page, choice_names, is_small=True),
            bold=encode(bold, choice_names, is_small=True),
            careful=encode(careful, choice_names, is_small=True),
        )
    report = choices.report(is_bold, is_careful)
    REPORT.write_text(json.dumps(report, indent=1) + '\n')
    print(json.dumps(report, indent=1))


def write(path, **parts):
    path.write_text(json.dumps(parts, separators=(',', ':')) + '\n')
    print(path.name, path.stat().st_size, 'bytes', flush=True)


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('dump', type=Path)
    parser.add_argument('--keep', type=Path)
    arguments = parser.parse_args()
    train(arguments.dump, arguments.keep)
