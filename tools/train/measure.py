"""How good a choice of blocks is: F1 of word bags, and of segments; the choice that the product makes.

Which blocks form a structure, and what stands around it, `dump.ts` takes from src/judge/html/structures.ts.
"""

import numpy as np

USUAL_THRESHOLD = 0.45
USUAL_SHARE = 0.3
MIN_COPY_LENGTH = 20
MAX_COPY_SCORE = 0.8
LONG_COPY_LENGTH = 80
SUPPORTED_SHARE = 0.25
TITLE_BLOCKS = 8
TITLE_WORDS = 30
MIN_CAPTION_WORDS = 8
CAPTION_SHARE = 0.1


def threshold(scores, words):
    """As `chooseThreshold` in src/judge/content.ts."""
    order = np.argsort(-scores, kind="stable")
    kept = np.cumsum(words[order])
    hits = np.cumsum((scores * words)[order])
    best = (2 * hits / (kept + hits[-1] + 1e-12)).argmax()
    return scores[order[best]] * (1 - USUAL_SHARE) + USUAL_THRESHOLD * USUAL_SHARE


def choose(page, scores):
    """The blocks that stay, as in src/judge/content.ts: those that reach what they need, without copies."""
    scores, needed = with_structures(page, scores, threshold(scores, page["words"]))
    keep = select(page, scores, needed)
    seen = set()
    for i in np.flatnonzero(keep):
        text = page["texts"][i]
        if len(text) < MIN_COPY_LENGTH or page["kinds"][i] in ("code", "table"):
            continue
        if text in seen and (scores[i] < MAX_COPY_SCORE or len(text) >= LONG_COPY_LENGTH):
            keep[i] = False
        seen.add(text)
    return keep


def with_structures(page, scores, least):
    """As `scoreStructures`: the scores that count, and what each block needs."""
    counted, needed = scores.copy(), np.full(len(scores), least)
    for structure in page["structures"]:
        blocks, before, after = structure["blocks"], structure["before"], structure["after"]
        words = page["words"][blocks]
        counted[blocks] = (words * scores[blocks]).sum() / words.sum()
        is_caption = page["kinds"][blocks[0]] == "caption"
        short_caption = is_caption and words.sum() < MIN_CAPTION_WORDS
        if before != -1 and scores[before] >= least and scores[after] >= least and not short_caption:
            needed[blocks] = least * (CAPTION_SHARE if is_caption else SUPPORTED_SHARE)
    return counted, needed


def select(page, scores, needed):
    """With the headings right above what stays, and the title above what little stands between, as `setNeedsOfHeadings`."""
    keep, following, between = scores >= needed, None, 0
    for i in range(len(keep) - 1, -1, -1):
        kind = page["kinds"][i]
        if kind == "heading" and following == i + 1:
            keep[i] |= scores[i] >= needed[i] * SUPPORTED_SHARE
        if kind == "title" and following is not None and following - i - 1 <= TITLE_BLOCKS and between <= TITLE_WORDS:
            keep[i] = True
        if kind == "title" and following is None:
            keep[i] = False
        following, between = (i, 0) if keep[i] else (following, between + page["words"][i])
    return keep


def bag_f1(page, keep):
    kept = np.bincount(page["tokens"][np.repeat(keep, page["lengths"])], minlength=len(page["gold_bag"]))
    size = kept.sum() + page["gold_bag"].sum()
    return 2 * np.minimum(kept, page["gold_bag"]).sum() / size if size else 1.0


def report(pages, choices):
    """Mean F1 over the pages, by type and language, and F1 over all segments.

    A page whose gold text is empty has F1 1 when nothing is found there and else 0, whatever is found: the mean
    without them moves less by chance.
    """
    by_type, by_language, everything, with_gold = {}, {}, [], []
    hit = missed = wrong = 0
    for page, keep in zip(pages, choices):
        if page["set"] == "segments":
            text = "".join(page["folded"][i] for i in np.flatnonzero(keep))
            found = sum(segment in text for segment in page["with"])
            hit += found
            missed += len(page["with"]) - found
            wrong += sum(segment in text for segment in page["without"])
            continue
        f1 = bag_f1(page, keep)
        everything.append(f1)
        if page["gold_bag"].any():
            with_gold.append(f1)
        by_type.setdefault(page["type"], []).append(f1)
        by_language.setdefault(page["language"] or "?", []).append(f1)
    mean = lambda values: round(float(np.mean(values)), 4)
    return {
        "wcxb": mean(everything),
        "wcxb, pages with a gold text": mean(with_gold),
        "types": {name: mean(values) for name, values in sorted(by_type.items())},
        "languages": {name: mean(values) for name, values in sorted(by_language.items()) if len(values) >= 5},
        "segments": round(2 * hit / (2 * hit + missed + wrong), 4),
    }
