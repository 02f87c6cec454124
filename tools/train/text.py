"""Trains the scorer of page text and the detector of the situation (src/judge/page-text.model.json).

    npx tsx tools/train/text-dump.ts ../shared/data DUMP
    python tools/train/text.py scorer DUMP
    npx tsx tools/train/text-situations.ts ../shared/data DUMP
    python tools/train/text.py situation DUMP

`scorer` prints what unseen sites get (five folds by site) and writes it to tools/train/text.report.json, then
trains on all. `situation` needs the scorer, because a page that was cleaned once must count as article text.
"""
import json
import sys
import zlib
from collections import Counter
from pathlib import Path

import lightgbm as lgb
import numpy as np

from content import encode
from labels import label_blocks, words_of

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent.parent / 'src' / 'judge' / 'page-text.model.json'
REPORT = HERE / 'text.report.json'
FOLDS = 5
CONVERTERS = ('fulltext', 'plain', 'joined')
# Texts that an extractor has been at, and what a careless one would leave.
EXTRACTED = ('readability', 'trafilatura', 'defuddle', 'edges', 'window')
# Of a long page, this many blocks are drawn, and all that are long: menus are plenty.
ROWS_PER_PAGE = 120
LONG_WORDS = 10
TREES = 120
EXTRACTED_WEIGHT = 0.5
SCORER = dict(
    objective='cross_entropy', learning_rate=0.12, num_leaves=28, min_data_in_leaf=200, feature_fraction=0.5,
    bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, max_bin=63, num_threads=2, seed=1, deterministic=True,
    force_row_wise=True, verbose=-1,
)
SITUATION = dict(
    objective='binary', learning_rate=0.1, num_leaves=8, min_data_in_leaf=20, feature_fraction=0.6, lambda_l2=5,
    max_bin=63, num_threads=1, seed=1, deterministic=True, force_row_wise=True, verbose=-1,
)


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
            if page['set'] in CONVERTERS + EXTRACTED:
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
            weight = 1 if page['set'] in CONVERTERS else EXTRACTED_WEIGHT
            weights[page['start']:page['end']] = weight * (lengths / lengths.sum() + 0.3 / len(lengths))
    return weights


def choose_rows(pages, folds):
    """Each page as one converter writes it, so that the model learns none's habits."""
    random = np.random.RandomState(7)
    chosen = []
    for page in pages:
        if page['fold'] not in folds:
            continue
        turn = zlib.crc32(page['id'].encode()) % 10
        if page['set'] in CONVERTERS and page['set'] != ('fulltext' if turn < 5 else 'plain' if turn < 8 else 'joined'):
            continue
        if page['set'] == 'window' or (page['set'] in EXTRACTED[:3] and page['set'] != EXTRACTED[turn % 3]):
            continue
        rows = np.arange(page['start'], page['end'])
        if len(rows) > ROWS_PER_PAGE:
            kept = random.rand(len(rows)) < ROWS_PER_PAGE / len(rows)
            kept |= np.array([len(words) >= LONG_WORDS for words in page['words']])
            rows = rows[kept]
        chosen.append(rows)
    return np.concatenate(chosen)


def fit(features, labels, weights, rows, names):
    rows = rows[~np.isnan(labels[rows]) & (weights[rows] > 0)]
    weight = weights[rows] * len(rows) / weights[rows].sum()
    data = lgb.Dataset(features[rows], labels[rows], weight=weight, feature_name=[f'c{i}' for i in range(len(names))])
    return lgb.train(SCORER, data, TREES)


def best_threshold(scores, words):
    """The same as bestThreshold in src/judge/text-threshold.ts."""
    order = np.argsort(-scores, kind='stable')
    hits, taken = np.cumsum(scores[order] * words[order]), np.cumsum(words[order])
    f1 = 2 * hits / (taken + (scores * words).sum() + 1e-9)
    best = int(f1.argmax())
    return scores[order[best]]


def out_of_fold(pages, features, labels, weights, names):
    scores = np.zeros(len(features), np.float32)
    for fold in range(FOLDS):
        model = fit(features, labels, weights, choose_rows(pages, set(range(FOLDS)) - {fold}), names)
        rows = np.concatenate([np.arange(p['start'], p['end']) for p in pages if p['fold'] == fold])
        scores[rows] = model.predict(features[rows])
        print('fold', fold, flush=True)
    return scores


def score_bags(found, gold):
    """F1, precision, recall of two bags of words."""
    common, total, wanted = sum((found & gold).values()), sum(found.values()), sum(gold.values())
    if total == 0 and wanted == 0:
        return 1.0, 1.0, 1.0
    precision, recall = (common / total if total else 0.0), (common / wanted if wanted else 0.0)
    return (2 * precision * recall / (precision + recall) if common else 0.0), precision, recall


def evaluate(pages, scores, words, converter):
    figures = {}
    for page in pages:
        if page['set'] != converter:
            continue
        span = slice(page['start'], page['end'])
        kept = Counter()
        if page['end'] > page['start']:
            cues = np.array(page['cues'])
            threshold = best_threshold(scores[span].astype(float), np.where(cues == 1, 0, words[span]))
            for index in np.nonzero((scores[span] >= threshold) & (cues == 0))[0]:
                kept.update(page['words'][index])
        figure = score_bags(kept, Counter(page['gold']))
        for name in ('all', page.get('type', 'unknown')):
            figures.setdefault(name, []).append(figure)
    return {name: [round(float(x), 4) for x in np.mean(all_of, axis=0)] for name, all_of in sorted(figures.items())}


def train_scorer(dump):
    names = json.loads((dump / 'names.json').read_text())
    features = np.fromfile(dump / 'features.f32', np.float32).reshape(-1, len(names))
    pages = read_pages(dump)
    labels = label(pages, len(features), dump / 'labels.npy')
    weights = weigh(pages, len(features))
    words = features[:, names.index('words')]
    everything = choose_rows(pages, set(range(FOLDS)))
    write(scorer=encode(fit(features, labels, weights, everything, names), names))
    scores = out_of_fold(pages, features, labels, weights, names)
    report = {name: evaluate(pages, scores, words, name) for name in CONVERTERS + EXTRACTED}
    REPORT.write_text(json.dumps(report) + '\n')
    print(json.dumps(report, indent=1))


def train_situation(dump):
    names = json.loads((dump / 'situation-names.json').read_text())
    entries = [json.loads(line) for line in open(dump / 'situations.jsonl')]
    features = np.array([entry['row'] for entry in entries], np.float32)
    labels = np.array([entry['page'] for entry in entries])
    weights = np.array([entry['weight'] for entry in entries], np.float32)
    folds = np.array([fold_of(entry['host']) for entry in entries])
    scores = np.zeros(len(entries))
    for fold in range(FOLDS):
        model = lgb.train(SITUATION, lgb.Dataset(features[folds != fold], labels[folds != fold], weight=weights[folds != fold]), 40)
        scores[folds == fold] = model.predict(features[folds == fold])
    for name in sorted({entry['set'] for entry in entries}):
        chosen = scores[[entry['set'] == name for entry in entries]]
        print(name, len(chosen), 'taken for pages at .2 .5 .8 .9:', [round(float((chosen >= t).mean()), 4) for t in (0.2, 0.5, 0.8, 0.9)])
    write(situation=encode(lgb.train(SITUATION, lgb.Dataset(features, labels, weight=weights), 40), names))


def write(**parts):
    model = json.loads(MODEL.read_text()) if MODEL.exists() else {}
    MODEL.write_text(json.dumps({**model, **parts}, separators=(',', ':')) + '\n')
    print(MODEL.name, MODEL.stat().st_size, 'bytes')


if __name__ == '__main__':
    steps = {'scorer': train_scorer, 'situation': train_situation}
    if len(sys.argv) != 3 or sys.argv[1] not in steps:
        sys.exit('Usage: python tools/train/text.py scorer|situation DUMP')
    steps[sys.argv[1]](Path(sys.argv[2]))
