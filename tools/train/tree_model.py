"""Writes trees that LightGBM trained as src/judge/tree-model.ts reads them; the form is told there."""

import base64

import numpy as np


def encode(model, names, is_small=False):
    """The model's part of a file. A small one is without what explanations of single features need, its leaves rounded."""
    trees = [tree["tree_structure"] for tree in model.dump_model()["tree_info"]]
    # A tree of one leaf says the same of every row.
    trees = [tree for tree in trees if "leaf_value" not in tree]
    return encode_trees(trees, names, is_small)


def encode_trees(trees, names, is_small):
    order = [node for tree in trees for node in walk(tree)]
    questions = [node for node in order if "leaf_value" not in node]
    assert all(question["decision_type"] == "<=" for question in questions)
    cuts = {}
    for question in questions:
        cuts.setdefault(question["split_feature"], set()).add(below(question["threshold"]))
    cuts = {feature: sorted(cuts[feature]) for feature in sorted(cuts)}
    number = {feature: place + 1 for place, feature in enumerate(cuts)}
    place = {(feature, cut): place for feature, values in cuts.items() for place, cut in enumerate(values)}
    parts = {
        "features": [names[feature] for feature in cuts],
        "cutCounts": pack([len(values) for values in cuts.values()], "u1"),
        "cuts": pack([cut for values in cuts.values() for cut in values], "<f4"),
        "nodes": pack([0 if "leaf_value" in node else number[node["split_feature"]] for node in order], "u1"),
        "asked": pack([place[node["split_feature"], below(node["threshold"])] for node in questions], "u1"),
    }
    leaves = np.array([node["leaf_value"] for node in order if "leaf_value" in node])
    if is_small:
        unit = unit_for(leaves)
        return {**parts, "leafUnit": unit, "leaves": pack(np.round(leaves / unit), "<i2")}
    means = [question["internal_value"] for question in questions]
    return {**parts, "leaves": pack(leaves, "<f4"), "means": pack(means, "<f4")}


def unit_for(values):
    """The smallest power of two of which no value is more than an int16 holds."""
    return float(2.0 ** np.ceil(np.log2(np.abs(values).max() / 32767)))


def walk(node):
    """The node and all below it, the left side first."""
    yield node
    if "leaf_value" not in node:
        yield from walk(node["left_child"])
        yield from walk(node["right_child"])


def below(value):
    """The largest float32 that is not above: features are float32, so the comparison stays the same."""
    rounded = np.float32(value)
    return np.nextafter(rounded, np.float32(-np.inf)) if rounded > value else rounded


def pack(values, kind):
    """Numbers as an array in base64; those that do not fit `kind` are an error."""
    array = np.array(values)
    packed = array.astype(kind)
    assert packed.dtype.kind == "f" or (packed == array).all()
    return base64.b64encode(packed.tobytes()).decode()
