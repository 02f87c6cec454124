"""Trains the main-content scorer: dump of `dump.ts` in, src/judge/content.model.json out.

    npx tsx tools/train/dump.ts ../shared/data /tmp/dump
    python tools/train/content.py /tmp/dump src/judge/content.model.json tools/train/content.report.json

`train.sh pages ../shared/data` does both. Same dump, same bytes. `--keep DIR` keeps the model of each fold and says which pages it has not seen, for
`npm run bench -- folds`. `--quick` skips the cross-validation and leaves the report as it is. The model
is written first; the five folds by site, each with its own choice of features, take five times as long.

There are two scorers in it: one for pages whose class names and elements say what their parts are for, and one for
bare pages, which learns from copies of all pages that were made bare (`bare-markup.ts`). Trained on such copies as
well, one scorer lost .004 F1 on pages with names; one that never saw a bare page lost .012 on articles made bare.
On bare pages words are weighed too (text_words.py): on copies of unseen sites that gains .002 F1, .0014 on articles.
On pages with names it gained nothing.
"""

import argparse
import hashlib
import json
import os
import re
from pathlib import Path

import lightgbm as lgb
import numpy as np

import labels as labelling
import measure
import page_f1
import text_words
import tree_model

FEATURES_KEPT = 150
# First trees that learn each block by itself, then trees that learn what its page's F1 gains (page_f1.py).
# So many, of a low rate: out of fold 100 and 100 of rate .1 had .0025 less F1 (means of three seeds and of two).
TREES = 150
F1_TREES = 150
# Bare pages have fewer features to tell apart; both scorers together are at most 150 KB.
BARE_TREES = 75
BARE_RATE = 0.1
# Few features to choose from at each tree, and large leaves, let the trees learn less by heart.
FITTING = {"learning_rate": 0.07, "feature_fraction": 0.25, "min_sum_hessian_in_leaf": 120}
SELECTION_TREES = 40
SELECTION = {"learning_rate": 0.2, "feature_fraction": 0.5, "min_sum_hessian_in_leaf": 60}
# Blocks beyond this many of a page are sampled: a menu of a thousand links teaches nothing more.
MAX_BLOCKS = 150
WORDS_EXPONENT = 0.7
LEAST_ORACLE = 0.7
SEGMENTS_WEIGHT = 1.0
PAGE_WEIGHT = 200.0
PARAMETERS = {
    "objective": "cross_entropy",
    "num_leaves": 16,
    "lambda_l2": 1.0,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
# Values fall into few bins, those of whole pages and large elements into fewest: told apart more finely they say
# which page a block is from, and the trees learn pages by heart.
BINS = {"page": 8, "ancestor": 16, "branch": 16, "path": 16}
OTHER_BINS = 24
OF = f"{TREES + F1_TREES} trees (for bare pages {2 * BARE_TREES}) of {PARAMETERS['num_leaves']} leaves on {FEATURES_KEPT} features, chosen anew in each fold"
FOLDS = 5
SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gv"}


def site_of(url, otherwise):
    """The registrable host, near enough to keep the pages of a site in one fold."""
    if not url:
        return otherwise
    host = re.sub(r"^[a-z]+://", "", url.lower()).split("/")[0].split(":")[0].split(".")
    size = 3 if len(host) > 2 and host[-2] in SECOND_LEVEL and len(host[-1]) == 2 else 2
    return ".".join(host[-size:])


def read_page(line):
    page = json.loads(line)
    page["kinds"] = [kind for kind, _ in page["blocks"]]
    page["texts"] = [text for _, text in page["blocks"]]
    page["site"] = site_of(page.get("url"), page["id"])
    page.setdefault("language", None)
    blocks = [labelling.words_of(text) for text in page["texts"]]
    page["lengths"] = np.array([len(block) for block in blocks], dtype=int)
    if page["set"] == "segments":
        page["labels"] = labelling.label_segments(page["texts"], page["with"], page["without"])
        page["folded"] = [re.sub(r"\s+", "", text) for text in page["texts"]]
        for key in ("with", "without"):
            page[key] = [re.sub(r"\s+", "", segment) for segment in page[key]]
        page["oracle"] = 1.0
        return page
    gold = labelling.words_of(page["gold"])
    number = {}
    tokens = [number.setdefault(word, len(number)) for block in blocks for word in block]
    gold_tokens = [number.setdefault(word, len(number)) for word in gold]
    page["tokens"] = np.array(tokens, dtype=int)
    page["gold_bag"] = np.bincount(np.array(gold_tokens, dtype=int), minlength=len(number))
    found = labelling.label_blocks(blocks, gold)
    page["labels"] = found if found is not None else [None] * len(blocks)
    perfect = np.array([label is not None and label >= 0.5 for label in page["labels"]], dtype=bool)
    page["oracle"] = measure.bag_f1(page, perfect) if found is not None else 0.0
    return page


def weigh(page):
    """The blocks of a page share one weight, by their words; pages with a broken gold text have none."""
    labelled = np.array([label is not None for label in page["labels"]], dtype=bool)
    if page["set"] == "segments":
        weights = labelled * SEGMENTS_WEIGHT
    else:
        weights = labelled * page["words"] ** WORDS_EXPONENT * (page["oracle"] >= LEAST_ORACLE)
    total = weights.sum()
    return weights / total * PAGE_WEIGHT if total > 0 else weights.astype(float)


def sample(weights, rng):
    """At most MAX_BLOCKS of a page, drawn by weight and then weighing the same."""
    heavy = np.flatnonzero(weights)
    if len(heavy) <= MAX_BLOCKS:
        return weights
    total = weights.sum()
    drawn = rng.choice(heavy, MAX_BLOCKS, replace=False, p=weights[heavy] / total)
    sampled = np.zeros_like(weights)
    sampled[drawn] = total / MAX_BLOCKS
    return sampled


def parameters_for(names, extra):
    bins = [BINS.get(name.split(":")[0], OTHER_BINS) for name in names]
    return {**PARAMETERS, "max_bin_by_feature": bins, **extra}


def train(rows, names, targets, weights, trees, extra):
    parameters = parameters_for(names, extra)
    return lgb.train(parameters, lgb.Dataset(rows, targets, weight=weights, params=parameters), trees)


def train_further(model, rows, names, targets, trees, objective, extra):
    """The model with trees that go on where it ends, towards another objective."""
    parameters = parameters_for(names, extra)
    data = lgb.Dataset(rows, targets, params=parameters)
    return lgb.train({**parameters, "objective": objective}, data, trees, init_model=model)


def worded_pages(pages, ends, fold_of):
    """The pages as text_words.py wants them."""
    return [
        {
            "id": page["id"], "set": "bare" if page["bare"] else "named", "host": page["site"], "fold": fold_of(page),
            "language": page["language"], "start": end - len(page["talk"]), "end": end, "tokens": page["talk"],
        }
        for page, end in zip(pages, ends)
    ]


def fit(rows, names, candidates, blocks, allowed, first_trees, f1_trees, fitting=FITTING):
    """Chooses among the candidates the features that a small model gains most from, and trains the model on them."""
    seen = allowed & (blocks["weight"] > 0)
    targets, weights = blocks["target"][seen], blocks["weight"][seen]
    small = train(rows[seen][:, candidates], [names[column] for column in candidates], targets, weights, SELECTION_TREES, SELECTION)
    gains = small.feature_importance("gain")
    columns = np.sort(candidates[np.argsort(-gains, kind="stable")[:FEATURES_KEPT]])
    chosen = np.ascontiguousarray(rows[seen][:, columns])
    chosen_names = [names[column] for column in columns]
    first = train(chosen, chosen_names, targets, weights, first_trees, fitting)
    # What is sampled of a long page stands for all of it, so that the weights, not the blocks, are summed.
    words = weights * blocks["words"][seen] ** (1 - WORDS_EXPONENT)
    objective = page_f1.objective(blocks["page"][seen], words, targets, weights, blocks["is_scored"][seen], PAGE_WEIGHT)
    return columns, train_further(first, chosen, chosen_names, targets, f1_trees, objective, fitting)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump")
    parser.add_argument("model")
    parser.add_argument("report")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep")
    arguments = parser.parse_args()

    with open(f"{arguments.dump}/names.json") as file:
        names = json.load(file)
    with open(f"{arguments.dump}/pages.jsonl") as file:
        pages = [read_page(line) for line in file]
    rows = np.fromfile(f"{arguments.dump}/features.f32", dtype=np.float32).reshape(-1, len(names))
    ends = np.cumsum([len(page["texts"]) for page in pages])
    words = np.maximum(1, rows[:, names.index("words")]).astype(float)
    for page, block_words in zip(pages, np.split(words, ends[:-1])):
        page["words"] = block_words
    rng = np.random.default_rng(1)
    weights = np.concatenate([sample(weigh(page), rng) for page in pages])
    targets = np.array([label or 0.0 for page in pages for label in page["labels"]])
    sizes = [len(page["texts"]) for page in pages]
    blocks = {
        "target": np.where(targets > 0.9, 1.0, np.where(targets < 0.1, 0.0, targets)),
        "weight": weights,
        "words": words,
        "page": np.repeat(np.arange(len(pages)), sizes),
        "is_scored": np.repeat([page["set"] == "wcxb" for page in pages], sizes),
    }
    fold_of = lambda page: int(hashlib.md5(page["site"].encode()).hexdigest(), 16) % FOLDS
    fold = np.repeat([fold_of(page) for page in pages], sizes)

    is_copy = np.repeat([page["copy"] for page in pages], sizes)
    is_bare = np.repeat([page["bare"] for page in pages], sizes)

    worded = worded_pages(pages, ends, fold_of)
    bare_pages = [page for page in worded if page["set"] == "bare"]
    labels = np.array([np.nan if label is None else label for page in pages for label in page["labels"]])
    labels[np.repeat([page["oracle"] < LEAST_ORACLE for page in pages], sizes)] = np.nan
    tables = text_words.train(Path(arguments.dump), worded, labels, FOLDS, ("bare",))

    every_column = np.arange(len(names))
    without_words = np.array([column for column, name in enumerate(names) if not text_words.is_column(name)])

    def fit_both(held_out=None):
        """The columns and the model of each scorer, as the product chooses between them; afterwards rows are as unseen ones."""
        allowed = fold != held_out if held_out is not None else np.ones(len(rows), dtype=bool)
        text_words.fill(rows, names, bare_pages, tables, held_out)
        scorers = {
            "named": fit(rows, names, without_words, blocks, allowed & ~is_copy, TREES, F1_TREES),
            "bare": fit(rows, names, every_column, blocks, allowed & is_bare, BARE_TREES, BARE_TREES, {**FITTING, "learning_rate": BARE_RATE}),
        }
        text_words.fill(rows, names, bare_pages, tables, held_out, lambda page: False)
        return scorers

    def score(scorers, wanted, scores):
        for name, (columns, model) in scorers.items():
            seen_by = wanted & (is_bare == (name == "bare"))
            scores[seen_by] = page_f1.predict(model, rows[seen_by][:, columns])

    def encode_both(scorers, held_out=None):
        encoded = {
            name: tree_model.encode(model, [names[column] for column in columns]) for name, (columns, model) in scorers.items()
        }
        return {**encoded, "words": tables.final(held_out)}

    scores = np.zeros(len(rows))
    scorers = fit_both()
    write(arguments.model, encode_both(scorers))
    score(scorers, np.ones(len(rows), dtype=bool), scores)
    in_sample = reports(pages, scores, ends)
    print("in sample", json.dumps(in_sample), flush=True)
    if arguments.quick:
        return
    if arguments.keep:
        os.makedirs(arguments.keep, exist_ok=True)
        write(f"{arguments.keep}/folds.json", {f"{page['set']} {page['id']}": fold_of(page) for page in pages})
    for held_out in range(FOLDS):
        scorers = fit_both(held_out)
        score(scorers, fold == held_out, scores)
        if arguments.keep:
            write(f"{arguments.keep}/content.{held_out}.json", encode_both(scorers, held_out))
        print(f"fold {held_out} done", flush=True)
    out_of_fold = reports(pages, scores, ends)
    write(arguments.report, {"of": OF, "out of fold": out_of_fold, "in sample": in_sample}, indent=2)
    print("out of fold", json.dumps(out_of_fold, indent=2))


def reports(pages, scores, ends):
    """How good the choices are, and how good on the copies without names."""
    chosen = list(zip(pages, choices_of(pages, scores, ends)))
    report_of = lambda is_copy: measure.report(*zip(*[pair for pair in chosen if pair[0]["copy"] == is_copy]))
    return {**report_of(False), "made bare": report_of(True)}


def write(path, value, indent=1):
    with open(path, "w") as file:
        json.dump(value, file, indent=indent)
        file.write("\n")


def choices_of(pages, scores, ends):
    return [
        measure.choose(page, part) if len(part) else np.zeros(0, dtype=bool)
        for page, part in zip(pages, np.split(scores, ends[:-1]))
    ]


if __name__ == "__main__":
    main()
