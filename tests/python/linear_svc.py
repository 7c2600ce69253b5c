"""A linear support vector machine on the sentences of models/data: the yardstick of our classifier.

Prints the share of unseen intents and topics (every fifth example kept aside, as in
models/src/intent/unseen.rs), of the judged sentences, and of their trades (learnt from the phrases, titles and
labels of models/data/trades): first, and in five. Needs scikit-learn and PyYAML:

    python -m venv /tmp/svc && /tmp/svc/bin/pip install scikit-learn pyyaml
    /tmp/svc/bin/python tests/python/linear_svc.py
"""

import json
from pathlib import Path

import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

ROOT = Path(__file__).parents[2]


def machine():
    words = TfidfVectorizer(
        ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b|\?", sublinear_tf=True, strip_accents="unicode"
    )
    pieces = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode"
    )
    return make_pipeline(make_union(words, pieces), LinearSVC())


def examples(file, key):
    taught = yaml.safe_load((ROOT / "models/data" / file).read_text())
    return [(str(text), one[key]) for one in taught for text in one["examples"]]


def share(fitted, judged):
    read = fitted.predict([text for text, _ in judged])
    return sum(one in right for one, (_, right) in zip(read, judged)) / len(judged)


def fit(taught):
    texts, classes = zip(*taught)
    return machine().fit(texts, classes)


def unseen(taught):
    kept = [one for index, one in enumerate(taught) if index % 5 != 2]
    held = [(text, [right]) for index, (text, right) in enumerate(taught) if index % 5 == 2]
    return share(fit(kept), held)


intents = examples("intents.yml", "intent")
topics = examples("topics.yml", "topic")
judged = [
    json.loads(line)
    for file in sorted((ROOT / "tests/judged").glob("*.jsonl"))
    for line in file.read_text().splitlines()
]
asked = [(text, "ask_question") for text, _ in topics]
print(f"unseen: intents {unseen(intents):.4f}, topics {unseen(topics):.4f}")
print(
    "judged: intents {:.4f}, topics {:.4f}".format(
        share(fit(intents + asked), [(j["text"], j["intent"]) for j in judged if "intent" in j]),
        share(fit(topics), [(j["text"], j["topic"]) for j in judged if "topic" in j]),
    )
)

trades = [
    trade
    for file in sorted((ROOT / "models/data/trades").glob("*.yml"))
    for trade in yaml.safe_load(file.read_text())["trades"]
]
named = fit([
    (text, trade["rome"])
    for trade in trades
    for text in [trade["label"], trade["day"], *trade["phrases"], *trade["titles"]]
])
for file in ["trades", "oblique"]:
    lines = [json.loads(line) for line in (ROOT / f"tests/judged/{file}.jsonl").read_text().splitlines()]
    for kind, kept in [("all", lambda line: True), ("activities", lambda line: line.get("oblique"))]:
        asked = [line for line in lines if line.get("trades") and kept(line)]
        scores = named.decision_function([line["text"] for line in asked])
        best = [named.classes_[row.argsort()[::-1][:5]] for row in scores]
        first = sum(row[0] in line["trades"] for row, line in zip(best, asked)) / len(asked)
        five = sum(any(rome in line["trades"] for rome in row) for row, line in zip(best, asked)) / len(asked)
        print(f"{file}, {kind}: {len(asked)} sentences, first {first:.4f}, in five {five:.4f}")
