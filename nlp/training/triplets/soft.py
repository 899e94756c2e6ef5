"""The teacher reads unlabelled text: soft labels, its states, and its mean state of every word (T).

python soft.py --encoder all-mpnet-base-v2 --teacher teacher.pt --out soft.pt
Writes {"sentences": [...], "basis": (d, 64), "centre": (d,), "words": {key: (count, 64)}}; a sentence holds tokens, states (n, 64),
spans (2, n * W), aspects (K,), opinions (K,), pairs (K, K, 4): probabilities in float16.
"""
import argparse
import time
from collections import defaultdict
from pathlib import Path

import torch

from data import align, aste, letters, our_music, progress, unlabelled_sentences
from head import candidates
from keys import key
from teacher import Teacher

STATES = 64


def in_batches(sentences, budget=1600):
    """Indices of sentences of like length, about `budget` tokens at a time."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]["tokens"]))
    batch = []
    for i in order:
        if batch and (len(batch) + 1) * len(sentences[i]["tokens"]) > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


@torch.no_grad()
def principal(teacher, sentences):
    """Centre (d,) and the first principal directions (d, STATES) of the teacher's word states, scaled to unit total variance."""
    rows = []
    for batch in in_batches(sentences):
        h, lengths = teacher([sentences[i] for i in batch])
        rows += [h[b, :n] for b, n in enumerate(lengths)]
    rows = torch.cat(rows)
    centre = rows.mean(0)
    _, directions = torch.linalg.eigh((rows - centre).T @ (rows - centre) / len(rows))
    basis = directions[:, -STATES:].flip(1)
    return centre, basis / ((rows - centre) @ basis).pow(2).sum(1).mean().sqrt()


@torch.no_grad()
def label(teacher, sentences, centre, basis, totals):
    """Adds the teacher's answers to each sentence, and its states to `totals` (key → [count, sum])."""
    started, done = time.time(), 0
    for at, batch in enumerate(in_batches(sentences)):
        h, lengths = teacher([sentences[i] for i in batch])
        states = (h - centre) @ basis
        scores, _ = teacher.head.spans(h, lengths)
        aspects, opinions = candidates(scores[0]), candidates(scores[1])
        pairs = teacher.head.pairs(h, scores, aspects, opinions).softmax(3)
        spans = torch.stack([s.sigmoid() for s in scores])
        for b, i in enumerate(batch):
            n = len(sentences[i]["tokens"])
            sentences[i].update(
                states=states[b, :n].half(), spans=spans[:, b, :n * 8].half(),
                aspects=aspects[b].short(), opinions=opinions[b].short(), pairs=pairs[b].half())
            for word, state in zip(sentences[i]["forms"], states[b]):
                total = totals[key(word)]
                total[0] += 1
                total[1] = total[1] + state
        done += len(batch)
        if at % 100 == 0:
            progress(f"{done} of {len(sentences)} sentences, {time.time() - started:.0f} s")


def load(path, encoder):
    teacher = Teacher(encoder)
    teacher.load_state_dict(torch.load(path))
    return teacher.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[4] / "shared/data")
    parser.add_argument("--encoder", required=True, help="folder of a pretrained model")
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--music", type=Path)
    parser.add_argument("--limit", type=int, help="take this many of the sentences on music, at random; all where absent")
    args = parser.parse_args()
    torch.manual_seed(1)
    teacher = load(args.teacher, args.encoder)
    folders = [args.shared / "aste-data-v2" / d for d in ("14res", "14lap")]
    forbidden = {letters(s["text"]) for f in folders for part in ("dev", "test") for s in aste(f, part)}
    gold = [s for f in folders for s in aste(f, "train")] + (our_music(args.music) if args.music else [])
    gold = align(gold)
    sentences = unlabelled_sentences(args.shared, forbidden | {letters(s["text"]) for s in gold})
    if args.limit:
        on_music = [i for i, s in enumerate(sentences) if s["origin"] in ("music", "written")]
        dropped = {on_music[i] for i in torch.randperm(len(on_music))[args.limit:].tolist()}
        sentences = [s for i, s in enumerate(sentences) if i not in dropped]
    progress(f"{len(sentences)} sentences, {sum(len(s['tokens']) for s in sentences)} tokens")
    centre, basis = principal(teacher, gold + sentences[::40])
    totals = defaultdict(lambda: [0, 0])
    label(teacher, gold, centre, basis, totals)
    label(teacher, sentences, centre, basis, totals)
    table = {k: (count, total / count) for k, (count, total) in totals.items()}
    torch.save({"sentences": sentences, "gold": gold, "centre": centre, "basis": basis, "words": table}, args.out)


if __name__ == "__main__":
    main()
