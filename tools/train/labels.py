"""Which blocks of a page are its main content, told from the gold text.

The words of the page's blocks and those of the gold text are aligned in order (longest common
subsequence, bit-parallel after Hyyro 2004), so that a short block counts only where it stands in
the gold text's order. What the gold text has in another order is found by its words afterwards.
"""

import re
from collections import Counter

WORD = re.compile(r"\w+")
# More cells than this are not aligned; such a page gets no weight.
MAX_CELLS = 400_000_000
MIN_UNORDERED_WORDS = 6
MIN_UNORDERED_SHARE = 0.75
NEAR = 8


def words_of(text):
    return WORD.findall(text.lower())


def align(page, gold):
    """For each word of the page the place in the gold text that it is aligned with, or -1."""
    places = {}
    for place, word in enumerate(gold):
        places[word] = places.get(word, 0) | (1 << place)
    size = len(gold)
    everything = (1 << size) - 1
    row = everything
    rows = []
    for word in page:
        hits = row & places[word]
        row = ((row + hits) | (row - hits)) & everything
        rows.append(row.to_bytes((size + 7) // 8, "little"))

    def is_set(i, j):
        return rows[i][j >> 3] >> (j & 7) & 1

    aligned = [-1] * len(page)
    i, j = len(page), size
    while i and j:
        if is_set(i - 1, j - 1):
            j -= 1
            continue
        i -= 1
        if i and not is_set(i - 1, j - 1):
            continue
        j -= 1
        aligned[i] = j
    return aligned


def label_blocks(blocks, gold):
    """For each block (a list of words) the share of it that is in the gold text; None for no words.

    Returns None for a page that is too large to align.
    """
    in_gold = set(gold)
    page = [word for block in blocks for word in block]
    known = [i for i, word in enumerate(page) if word in in_gold]
    if len(known) * len(gold) > MAX_CELLS:
        return None
    place = [-1] * len(page)
    for i, at in zip(known, align([page[i] for i in known], gold)):
        place[i] = at
    labels = share_in_order(blocks, place, len(gold))
    add_unordered(labels, blocks, gold)
    return labels


def share_in_order(blocks, place, gold_length):
    """The share of words aligned beside a word that stands beside it in the gold text as well."""
    count = len(place)
    position = [-(10**6)] * (gold_length + 2)
    for i, at in enumerate(place):
        if at >= 0:
            position[at + 1] = i

    def is_supported(i):
        before = i > 0 and place[i - 1] >= 0 and place[i - 1] == place[i] - 1
        after = i + 1 < count and place[i + 1] == place[i] + 1
        return place[i] >= 0 and (before or after)

    labels = []
    start = 0
    for block in blocks:
        end = start + len(block)
        if not block:
            labels.append(None)
        elif len(block) >= 3:
            labels.append(sum(is_supported(i) for i in range(start, end)) / len(block))
        else:
            labels.append(float(is_short_match(place, position, start, end, is_supported)))
        start = end
    return labels


def is_short_match(place, position, start, end, is_supported):
    if any(place[i] < 0 for i in range(start, end)):
        return False
    if end - start > 1 and not is_supported(start):
        return False
    before = start - position[place[start]]
    after = position[place[end - 1] + 2] - (end - 1)
    return 0 < before <= NEAR or 0 < after <= NEAR


def add_unordered(labels, blocks, gold):
    left = Counter(gold)
    for label, block in zip(labels, blocks):
        if label is not None and label >= 0.5:
            left.subtract(block)
    for i, block in enumerate(blocks):
        if len(block) < MIN_UNORDERED_WORDS or labels[i] >= 0.5:
            continue
        found = sum(min(n, max(0, left[word])) for word, n in Counter(block).items())
        if found / len(block) >= MIN_UNORDERED_SHARE:
            labels[i] = found / len(block)
            left.subtract(block)


def label_segments(texts, wanted, unwanted):
    """1 for blocks that hold a wanted segment, 0 for those that hold an unwanted one, else None."""
    folded = [re.sub(r"\s+", " ", text).strip() for text in texts]
    labels = [None] * len(texts)
    for segments, label in ((unwanted, 0.0), (wanted, 1.0)):
        for segment in segments:
            segment = re.sub(r"\s+", " ", segment).strip()
            for i, text in enumerate(folded):
                if segment in text:
                    labels[i] = label
    return labels
