"""Sentences with gold triplets, and unlabelled sentences, from the public data that BENCHMARKS.md allows.

A sentence is a dict: `text`, `tokens` [(start, end)] in characters, and, where it is annotated, `triplets`
[((aspect first, last), (opinion first, last), polarity)] in token positions, ends included; polarity 1, 2, 3 as in POLARITIES.
"""
import ast
import csv
import gzip
import html
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

POLARITIES = ["NONE", "POS", "NEG", "NEU"]
NAMED = {"positive": 1, "negative": 2, "neutral": 3}
LONGEST = 80  # tokens; longer sentences are cut for training only


def aste(folder, part):
    """One part of ASTE-Data-V2: tokens joined by single blanks, spans in characters."""
    for line in (folder / f"{part}_triplets.txt").read_text(encoding="utf-8").splitlines():
        text, gold = line.split("####")
        words = text.split(" ")
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        span = lambda at: (starts[at[0]], starts[at[-1]] + len(words[at[-1]]))
        yield {"text": text, "gold": [(span(a), span(o), POLARITIES.index(p)) for a, o, p in ast.literal_eval(gold)]}


def music(path, split):
    """Our own annotated sentences of one split; none while the file is not there."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            gold = [((t["aspect"]["start"], t["aspect"]["end"]), (t["opinion"]["start"], t["opinion"]["end"]),
                     NAMED[t["polarity"]]) for t in row["triplets"]]
            yield {"text": row["text"], "gold": gold}


def fnv1a(text):
    """32-bit FNV-1a over UTF-8 bytes, as BENCHMARKS.md splits rows."""
    h = 2166136261
    for byte in text.encode("utf-8"):
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def sentences(text):
    """Sentences of a review: after . ! ? and a blank, and at line ends."""
    text = re.sub(r"<[^>]+>", " ", html.unescape(text))
    for part in re.split(r"(?<=[.!?])[\"')\]]*\s+|\n+", text):
        part = part.strip()
        if part:
            yield part


def unlabelled(shared, music_only=False):
    """(origin, sentence) of the texts that may be used for self-training; repeats are dropped, order is fixed."""
    valid = gzip.open(shared / "amazon-digital-music-2018-late/music_core_valid.csv.gz", "rt", encoding="utf-8", newline="")
    for row in csv.DictReader(valid):
        for sentence in sentences(row["reviewText"]):
            yield "music", sentence
    critics = io.open(shared / "metacritic-music-critic-reviews/music_reviews.part0.tsv", encoding="utf-8", newline="")
    for row in csv.DictReader(critics, delimiter="\t"):
        if fnv1a(row["body"]) % 2 == 0:
            for sentence in sentences(re.sub(r"\s*\[[^\]]*\d{4}[^\]]*\]$", "", row["body"])):
                yield "critics", sentence
    if music_only:
        return
    semeval = shared / "semeval2014-task4"
    roots = [ET.parse(semeval / "Laptop_Train.xml"), ET.parse(gzip.open(semeval / "Restaurants_Train.xml.gz"))]
    for root in roots:
        for node in root.iter("text"):
            yield "semeval", node.text.strip()
    for line in (shared / "sst2-sentences/train.tsv").read_text(encoding="utf-8").splitlines():
        yield "sst2", line.split("\t")[0].strip()
    for name in ["amazon_cells", "imdb", "yelp"]:
        for line in (shared / f"uci-sentiment-labelled-sentences/{name}_labelled.txt").read_text(encoding="utf-8").split("\n"):
            for sentence in sentences(line.split("\t")[0]):
                yield "uci", sentence


def letters(text):
    """What two copies of a sentence share however they are tokenised."""
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("-lrb-", "").replace("-rrb-", ""))


def distinct(pairs, forbidden):
    """Drops repeats, sentences under 3 words, and every sentence in `forbidden` (keys made by `letters`)."""
    seen = set(forbidden)
    for origin, text in pairs:
        key = letters(text)
        if len(text.split()) >= 3 and key not in seen:
            seen.add(key)
            yield origin, text


def align(sentence, tokens):
    """Gold character spans → token positions. A span that no token boundary meets is widened to whole tokens; each is counted."""
    sentence["tokens"] = tokens[:LONGEST]
    sentence["triplets"], sentence["widened"] = [], 0
    for aspect, opinion, polarity in sentence.get("gold", []):
        spans = []
        for start, end in (aspect, opinion):
            inside = [i for i, (s, e) in enumerate(sentence["tokens"]) if s < end and e > start]
            if not inside:
                break
            spans.append((inside[0], inside[-1]))
            if tokens[inside[0]][0] != start or tokens[inside[-1]][1] != end:
                sentence["widened"] += 1
        if len(spans) == 2:
            sentence["triplets"].append((*spans, polarity))
    return sentence


def words(sentence):
    return [sentence["text"][s:e] for s, e in sentence["tokens"]]


def progress(message):
    print(message, file=sys.stderr, flush=True)
