"""Weighs words: a logistic regression over the words and pairs of words of blocks tells sites' talk from articles'.

The rows of a fold get their sums from weights that were learned without it (cross-fitting), so that the scorer
learns how far to trust words on sites that it has not seen.
"""
import base64
import zlib

import numpy as np
import scipy.optimize
import scipy.sparse

# Sites that must have a word before it may count: no site's own words do.
MIN_HOSTS = 60
# Lighter words are left out.
LEAST_WEIGHT = 0.12
# A language needs so many sites; in others words say nothing.
MIN_LANGUAGE_HOSTS = 15
# So many pages in a hundred are seen without their words, as pages in other languages are.
WORDLESS = 12
PENALTY = 3.0
STEPS = 40
SCALE = 32
# As in src/judge/talk.ts.
LEAST, MOST = -6.0, 3.0
AROUND = (-2, -1, 1, 2)
WINDOWS = (4, 10)


class Tables:
    """Weights learned without one fold, or without two."""

    def __init__(self, vocabulary, weights, sums, languages):
        self.vocabulary, self.weights, self.sums, self.languages = vocabulary, weights, sums, languages

    def final(self, fold):
        weights = self.weights[key_of(fold, fold)]
        kept = np.nonzero(weights)[0]
        pack = lambda values, kind: base64.b64encode(values.astype(kind).tobytes()).decode()
        return {
            'languages': self.languages,
            'hashes': pack(self.vocabulary[kept], '<u4'),
            'weights': pack(np.round(weights[kept] * SCALE), 'i1'),
        }


def key_of(one, other):
    return tuple(sorted((-1 if one is None else one, -1 if other is None else other)))


def train(dump, pages, labels, folds, sets):
    """Learns from the pages of `sets`, of which each says its `tokens`, how many of the dump's each block has."""
    tokens = np.fromfile(dump / 'tokens.u32', np.uint32)
    counts = np.concatenate([page['tokens'] for page in pages]).astype(int)
    ends = np.concatenate([[0], np.cumsum(counts)])
    pages_learned = [page for page in pages if page['set'] in sets]
    vocabulary = choose_vocabulary(tokens, ends, pages_learned)
    place = np.searchsorted(vocabulary, tokens)
    place[place == len(vocabulary)] = 0
    known = vocabulary[place] == tokens
    starts = np.concatenate([[0], np.cumsum(known)])[ends]
    matrix = scipy.sparse.csr_matrix(
        (np.ones(known.sum(), np.float32), place[known], starts), shape=(len(counts), len(vocabulary)))
    matrix.sum_duplicates()
    fold = np.full(len(counts), -1)
    weight = np.zeros(len(counts))
    for page in pages:
        rows = slice(page['start'], page['end'])
        fold[rows] = page['fold']
        if page['set'] in sets and page['end'] > page['start']:
            weight[rows] = 1 / np.sqrt(page['end'] - page['start'])
    weight[np.isnan(labels)] = 0
    seen = np.nonzero(weight)[0]
    rows, truth, weight, row_fold = matrix[seen], labels[seen] >= 0.5, weight[seen], fold[seen]
    print('words', rows.shape, flush=True)
    start = regress(rows, truth, weight, np.zeros(len(vocabulary) + 1), STEPS)
    weights, sums = {}, {}
    for one in range(-1, folds):
        for other in range(max(one, 0) if one >= 0 else -1, folds):
            if one == -1 and other >= 0:
                continue
            chosen = (row_fold != one) & (row_fold != other)
            found = regress(rows[chosen], truth[chosen], weight[chosen], start, STEPS // 2)[:-1]
            found[np.abs(found) < LEAST_WEIGHT] = 0
            weights[one, other] = np.clip(np.round(found * SCALE), -127, 127) / SCALE
            sums[one, other] = (matrix @ weights[one, other]).astype(np.float32)
    print('weights', len(vocabulary), flush=True)
    return Tables(vocabulary, weights, sums, choose_languages(pages_learned))


def choose_vocabulary(tokens, ends, pages):
    hosts = {}
    for page in pages:
        own = np.unique(tokens[ends[page['start']]:ends[page['end']]])
        hosts.setdefault(page.get('host', page['id']), []).append(own)
    every = np.concatenate([np.unique(np.concatenate(lists)) for lists in hosts.values()])
    words, count = np.unique(every, return_counts=True)
    return words[count >= MIN_HOSTS]


def choose_languages(pages):
    hosts = {}
    for page in pages:
        if page.get('language'):
            hosts.setdefault(page['language'], set()).add(page.get('host', page['id']))
    return sorted(language for language, own in hosts.items() if len(own) >= MIN_LANGUAGE_HOSTS)


def regress(rows, truth, weight, start, steps):
    sign = np.where(truth, 1.0, -1.0)
    weight = weight / weight.mean()
    turned = rows.T.tocsr()

    def loss(values):
        margin = -sign * (rows @ values[:-1] + values[-1])
        slope = -weight * sign / (1 + np.exp(-np.clip(margin, -30, 30)))
        penalty = PENALTY / 2 * (values[:-1] ** 2).sum()
        return (weight * np.logaddexp(0, margin)).sum() + penalty, np.append(turned @ slope + PENALTY * values[:-1], slope.sum())

    return scipy.optimize.fmin_l_bfgs_b(loss, start, maxiter=steps)[0]


def is_column(name):
    """True for a column that `fill` fills."""
    return name.startswith('weight of words') or name == 'weight of its words'


def is_wordless(page):
    return zlib.crc32(f'{page["set"]} {page["id"]}'.encode()) % 100 < WORDLESS


def fill(features, names, pages, tables, fold, is_wordless=is_wordless):
    """Fills the columns of words as src/judge/talk.ts does, with weights learned without `fold`."""
    at = names.index
    own = at('weight of its words')
    around = [at(f'weight of words at {offset}') for offset in AROUND]
    before = [at(f'weight of words, {size} before') for size in WINDOWS]
    behind = [at(f'weight of words, {size} behind') for size in WINDOWS]
    rest = at('weight of words of all behind')
    columns = [own, *around, *before, *behind, rest]
    for page in pages:
        span = slice(page['start'], page['end'])
        count = page['end'] - page['start']
        if count == 0:
            continue
        if page.get('language') not in tables.languages or is_wordless(page):
            features[span, columns] = 0
            continue
        # Rows of the fold that is held out see what the finished model would see.
        without = page['fold'] if fold is None else fold
        talk = tables.sums[key_of(without, page['fold'])][span]
        features[span, own] = talk
        padded = np.concatenate([np.zeros(2), talk, np.zeros(2)])
        for offset, column in zip(AROUND, around):
            features[span, column] = padded[2 + offset:2 + offset + count]
        sums = np.concatenate([[0], np.cumsum(np.clip(talk, LEAST, MOST))])
        index = np.arange(count)
        for size, one, other in zip(WINDOWS, before, behind):
            features[span, one] = (sums[index] - sums[np.maximum(0, index - size)]) / size
            features[span, other] = (sums[np.minimum(count, index + 1 + size)] - sums[index + 1]) / size
        features[span, rest] = (sums[count] - sums[index + 1]) / np.maximum(1, count - index - 1)
