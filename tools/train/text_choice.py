"""Whether it does a text good to take out what scores low: three small models over what the scores come to.

They are trained on scores of sites that the scorer had not seen. What a choice would lose weighs more than what it
would gain, and more again on texts that an extractor has been at: those are to be left as they are unless it is sure.
"""
from collections import Counter

import lightgbm as lgb
import numpy as np

# As in src/judge/text/choice.ts.
NEVER_CONTENT = 0.18
NEVER_WITHIN = 0.12
NEVER_LONG = 0.05
LONG_WORDS = 8
SURELY_CONTENT = 0.5
LOW = 0.25
HEAD_BLOCKS = 5
TAIL_BLOCKS = 20
# As in src/judge/text/lists.ts.
LEAST_LINES = 4
NEAR = 1.6
OWN = (
    'expected gain', 'threshold', 'share of words expected to be content', 'share of words below the threshold',
    'share of words next to certainly not content', 'share of blocks below the threshold',
    'share of blocks next to certainly not content', 'share of words near the threshold',
    'share of words below the threshold in front', 'share of words below the threshold behind',
    'changes between above and below', 'mean score of the last tenth', 'cues', 'cues per block', 'cues at the tail',
    'cues at the head', 'cues behind the content', 'blocks behind the content', 'low blocks behind the content',
    'blocks before the content', 'low blocks before the content',
)
PREFIX = 'document: '
EXTRACTORS = ('readability', 'trafilatura', 'defuddle')
EXTRACTED_WEIGHT = 8.0
LOSS_WEIGHT = 2.0
# A text for which everything is at stake teaches no more than one for which this much F1 is.
MOST = 0.2
MIN_BLOCKS = 8
# Many small steps, each on half of the texts: what is a close call depends less on the texts that were there.
TREES = 48
PAGE_TREES = 160
# What a text weighs in telling pages from what extractors left of them; whole pages are the easiest to tell.
PAGE_WEIGHTS = {'fulltext': 0.4, 'plain': 0.4, 'joined': 0.4, 'silver': 0.5, 'silver edges': 0.5}
OTHER_EXTRACTED_WEIGHT = 0.5
PARAMETERS = dict(
    objective='binary', learning_rate=0.05, num_leaves=8, bagging_fraction=0.5, bagging_freq=1, min_data_in_leaf=40, feature_fraction=0.6, lambda_l2=2,
    max_bin=63, num_threads=1, seed=1, deterministic=True, force_row_wise=True, verbose=-1,
)


def names_of(names):
    return list(OWN) + [name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)]


def best_threshold(scores, words):
    """The same as bestThreshold in src/judge/threshold.ts; and what is expected to be gained over keeping all."""
    order = np.argsort(-scores, kind='stable')
    hits, taken = np.cumsum(scores[order] * words[order]), np.cumsum(words[order])
    total = (scores * words).sum()
    f1 = 2 * hits / (taken + total + 1e-9)
    best = int(f1.argmax())
    return scores[order[best]], f1[best] - f1[-1]


def prospect_of(scores, words, cues, situation):
    """The row of src/judge/text/choice.ts."""
    own = np.where(cues == 1, 0, words)
    threshold, gain = best_threshold(scores, own)
    sure = min(threshold, NEVER_CONTENT)
    every, live = max(1e-9, own.sum()), cues == 0
    many = max(1, live.sum())
    kept = np.nonzero(live & (scores >= threshold))[0]
    first, last = (kept[0], kept[-1]) if len(kept) else (0, -1)
    below = np.where(scores < threshold, own, 0)
    marks = (scores >= threshold)[live]
    tenth = scores[live][-max(1, int(live.sum()) // 10):]
    near = (scores > threshold / NEAR) & (scores < min(1, threshold * NEAR))
    return threshold, [
        gain, threshold, (scores * own).sum() / every, own[scores < threshold].sum() / every,
        own[scores < sure].sum() / every, (live & (scores < threshold)).sum() / many,
        (live & (scores < sure)).sum() / many, own[near].sum() / every,
        below[:first].sum() / every, below[last + 1:].sum() / every,
        (marks[1:] != marks[:-1]).sum() / many, tenth.mean() if len(tenth) else 0.0,
        *around_content(scores, cues), *situation,
    ]


def around_content(scores, cues):
    """What rules remove, and what lies before the first block that is surely content and behind the last."""
    count = len(scores)
    content = np.flatnonzero((scores >= SURELY_CONTENT) & (cues == 0))
    first, last = (content[0], content[-1]) if len(content) else (0, count - 1)
    low, behind = (scores < LOW) & (cues == 0), np.arange(count) > last
    return [
        cues.sum(), cues.sum() / max(1, count), cues[-TAIL_BLOCKS:].sum(), cues[:HEAD_BLOCKS].sum(), cues[behind].sum(),
        count - 1 - last, low[behind].sum(), first, low[:first].sum(),
    ]


def score_lists(scores, words, cues):
    """The scores with the mean of its run for each line of a run, as in src/judge/text/lists.ts."""
    counted = scores.copy()
    is_line = np.concatenate([[False], (words < LONG_WORDS) & (cues == 0), [False]])
    edges = np.flatnonzero(is_line[1:] != is_line[:-1])
    for start, end in zip(edges[::2], edges[1::2]):
        if end - start >= LEAST_LINES:
            counted[start:end] = scores[start:end].mean()
    return counted


def score_bags(found, gold):
    """F1, precision, recall of two bags of words."""
    common, total, wanted = sum((found & gold).values()), sum(found.values()), sum(gold.values())
    if total == 0 and wanted == 0:
        return 1.0, 1.0, 1.0
    precision, recall = (common / total if total else 0.0), (common / wanted if wanted else 0.0)
    return (2 * precision * recall / (precision + recall) if common else 0.0), precision, recall


class Choices:
    """What each choice comes to for each text, and the rows to tell them by."""

    def __init__(self, pages, features, scores, names):
        situation = [place for place, name in enumerate(names) if name.startswith(PREFIX)]
        words = names.index('words')
        self.pages, rows, figures, content_words = [], [], [], []
        for page in pages:
            span = slice(page['start'], page['end'])
            if not page['gold'] or page['end'] - page['start'] < MIN_BLOCKS:
                continue
            cues, own = np.array(page['cues']), scores[span].astype(float)
            lengths = features[span, words].astype(float)
            threshold, row = prospect_of(own, lengths, cues, features[page['start'], situation])
            gold = Counter(page['gold'])
            kept = lambda chosen: score_bags(Counter(word for at in np.nonzero(chosen)[0] for word in page['words'][at]), gold)
            content = np.nonzero(own >= SURELY_CONTENT)[0]
            is_behind = np.arange(len(own)) > (content[-1] if len(content) else len(own))
            never = np.where(is_behind, NEVER_CONTENT, np.where(lengths >= LONG_WORDS, NEVER_LONG, NEVER_WITHIN))
            leftover = score_lists(own, lengths, cues) < np.minimum(threshold, never)
            figures.append([kept(cues == 0), kept((cues == 0) & (own >= threshold)), kept((cues == 0) & ~leftover)])
            rows.append(row)
            content_words.append((own * np.where(cues == 1, 0, lengths)).sum())
            self.pages.append(page)
        self.rows, self.figures = np.array(rows, np.float32), np.array(figures)
        # How many words of each are expected to be content.
        self.content = np.array(content_words)
        self.folds = np.array([page['fold'] for page in self.pages])

    def fit(self, choice, without):
        """A model of whether choice 1 (bold) or 2 (careful) does good, from the texts of all folds but one."""
        gain = self.figures[:, choice, 0] - self.figures[:, 0, 0]
        extracted = np.array([page['set'] in EXTRACTORS for page in self.pages])
        weights = np.minimum(np.abs(gain), MOST) * np.where(gain < 0, LOSS_WEIGHT, 1) * np.where(extracted, EXTRACTED_WEIGHT, 1)
        seen = (weights > 0) & (self.folds != without)
        weights = weights * seen.sum() / weights[seen].sum()
        return lgb.train(PARAMETERS, lgb.Dataset(self.rows[seen], gain[seen] > 0, weight=weights[seen]), TREES)

    def fit_page(self, without):
        """A model of whether a text is a page, or a stretch of one, that no extractor has been at."""
        extracted = np.array([page['set'] in EXTRACTORS for page in self.pages])
        is_article = np.array([page.get('type') == 'article' for page in self.pages])
        weights = np.array([PAGE_WEIGHTS.get(page['set'], 1.0) for page in self.pages])
        weights[extracted & ~is_article] = OTHER_EXTRACTED_WEIGHT
        seen = self.folds != without
        return lgb.train(PARAMETERS, lgb.Dataset(self.rows[seen], ~extracted[seen], weight=weights[seen]), PAGE_TREES)

    def report(self, is_bold, is_careful):
        """What unseen texts get, by set and type: F1, precision, recall; and what they had, rules applied."""
        chosen = np.where(is_bold, 1, np.where(is_careful, 2, 0))
        report = {}
        for page, choice, figures in zip(self.pages, chosen, self.figures):
            for group in ('all', page.get('type', 'unknown')):
                report.setdefault(page['set'], {}).setdefault(group, []).append((figures[choice], figures[0]))
        mean = lambda values: [round(float(value), 4) for value in np.mean(values, axis=0)]
        return {
            name: {group: mean([f for f, _ in found]) + ['rules alone', mean([r for _, r in found])] for group, found in sorted(groups.items())}
            for name, groups in report.items()
        }
