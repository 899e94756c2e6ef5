"""The small network that ships: trained on gold triplets and on the teacher's soft labels.

python student.py --soft soft.pt --glove FILE --out student.pt --seed 1
"""
import argparse
import copy
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from data import align, our_music, ours, progress, words
from head import CANDIDATES, Head, W
from keys import SIZES, buckets, key, others, shape
from teacher import batches, evaluate, gold_sets, predict
from vectors import glove, static, vocabulary

def norm(x):
    return F.layer_norm(x, x.shape[-1:])


class Encoder(nn.Module):
    """Gated convolutions with residuals; the gate is a sigmoid without an exponential."""

    def __init__(self, d, dilations):
        super().__init__()
        self.convolutions = nn.ModuleList(nn.Conv1d(d, 2 * d, 3, dilation=k, padding=k) for k in dilations)

    def forward(self, x, mask, drop=0.0):
        """(B, n, d), mask (B, n, 1) → LayerNorm of the last layer, (B, n, d)."""
        for convolution in self.convolutions:
            value, gate = convolution((norm(x) * mask).transpose(1, 2)).transpose(1, 2).chunk(2, 2)
            x = x + F.dropout(value * (0.5 + 0.5 * gate / (1 + gate.abs())), drop, self.training)
        return norm(x) * mask


class Student(nn.Module):
    def __init__(self, keys, seen, vectors, d, dilations, span_hidden=32, pair_hidden=64, rank=16):
        super().__init__()
        self.index = {k: i for i, k in enumerate(keys)}
        self.register_buffer("vectors", F.pad(vectors, (0, 0, 0, 1)))  # the last row, of unknown words, is zero
        self.project = nn.Linear(vectors.shape[1], d, bias=False)
        self.own = nn.Embedding(seen + 1, d)  # what is learned of a word beside its vector: only of the first `seen`, the texts' own
        nn.init.zeros_(self.own.weight)
        self.hashed = nn.ModuleList(nn.Embedding(rows, d) for rows in SIZES.values())
        self.shape = nn.Embedding(8, d)
        for table in [*self.hashed, self.shape]:
            nn.init.normal_(table.weight, std=0.1)
        self.encoder = Encoder(d, dilations)
        self.head = Head(d, span_hidden, pair_hidden, rank, dropout=0.1)
        self.states = nn.Linear(d, 64)

    def rows(self, sentence):
        """(n, 5): word, suffix 3, suffix 2, prefix 4, shape of each token."""
        found = []
        for form, word in zip(sentence["forms"], words(sentence)):
            whole = key(form)
            k = next((c for c in [whole, *others(whole)] if c in self.index), whole)
            found.append([self.index.get(k, len(self.index)), *buckets(k), shape(word)])
        return torch.tensor(found)

    def forward(self, sentences):
        """Word states (B, n, d) and lengths; words and inputs are dropped in training."""
        lengths = torch.tensor([len(s["rows"]) for s in sentences])
        rows = nn.utils.rnn.pad_sequence([s["rows"] for s in sentences], batch_first=True)
        mask = (torch.arange(rows.shape[1])[None] < lengths[:, None])[..., None].float()
        word = rows[..., 0]
        if self.training:
            word = torch.where(torch.rand(word.shape) < 0.1, len(self.index), word)
        x = self.project(F.dropout(self.vectors[word], 0.2, self.training))
        own = self.own.num_embeddings - 1
        x = x + self.own(word.clamp(max=own)) * (word < own)[..., None]
        for i, table in enumerate(self.hashed):
            x = x + table(rows[..., i + 1])
        x = F.dropout(x + self.shape(rows[..., 4]), 0.1, self.training)
        return self.encoder(x, mask, 0.1), lengths


def gold_targets(sentence):
    """Gold triplets in the form of soft labels."""
    n = len(sentence["tokens"])
    spans = torch.zeros(2, n * W)
    flat = [[f * W + l - f if l - f < W else -1 for f, l in t[:2]] + [t[2]] for t in sentence["triplets"]]
    sides = [sorted({t[kind] for t in flat if t[kind] >= 0}) for kind in (0, 1)]
    pairs = torch.zeros(len(sides[0]), len(sides[1]), 4)
    pairs[..., 0] = 1
    for a, o, polarity in flat:
        if a >= 0 and o >= 0:
            pairs[sides[0].index(a), sides[1].index(o)] = F.one_hot(torch.tensor(polarity), 4).float()
    for kind in (0, 1):
        spans[kind, sides[kind]] = 1.0
    return {"spans": spans, "aspects": torch.tensor(sides[0], dtype=torch.long), "opinions": torch.tensor(sides[1], dtype=torch.long),
            "pairs": pairs}


def loss_of(model, batch):
    """Cross-entropies of spans and pairs against probabilities, and the distance from the teacher's states; mean over sentences."""
    h, lengths = model(batch)
    scores, inside = model.head.spans(h, lengths)
    size = scores[0].shape[1]
    target = torch.stack([F.pad(s["spans"].float(), (0, size - s["spans"].shape[1])) for s in batch], 1)
    spans = sum(F.binary_cross_entropy_with_logits(s[inside], t[inside], reduction="sum") for s, t in zip(scores, target))
    chosen, slots, K = [], [], 12
    for kind, name in enumerate(("aspects", "opinions")):
        # What the teacher takes seriously comes first, then what the student itself finds likely.
        likely = target[kind] * (target[kind] > 0.02)
        found = scores[kind].detach() + likely * 1e6
        found = found.topk(min(CANDIDATES, size), 1).indices
        slot = torch.full((len(batch), size), -1)
        for b, s in enumerate(batch):
            at = s[name].long()
            at = at[at < s["spans"].shape[1]]
            slot[b, at] = torch.arange(len(at))
        slot = torch.where(likely > 0, slot, -1)
        chosen.append(found)
        slots.append(slot.gather(1, found))
    logits = model.head.pairs(h, scores, *chosen)
    wide = torch.zeros(len(batch), K + 1, K + 1, 4)
    wide[..., 0] = 1
    for b, s in enumerate(batch):
        k, l = s["pairs"].shape[:2]
        wide[b, :min(k, K), :min(l, K)] = s["pairs"][:K, :K].float()
        wide[b, K, :, 1:], wide[b, :, K, 1:] = 0, 0
    left, right = (torch.where((s >= 0) & (s < K), s, K) for s in slots)
    at = torch.arange(len(batch))[:, None, None]
    pair_target = wide[at, left[:, :, None], right[:, None]]
    valid = (scores[0].gather(1, chosen[0]) > -1e3)[:, :, None] & (scores[1].gather(1, chosen[1]) > -1e3)[:, None]
    pairs = -(pair_target * logits.log_softmax(3)).sum(3)[valid].sum()
    known = [(h[b, :len(s["states"])], s["states"].float()) for b, s in enumerate(batch) if "states" in s]
    far = 0
    if known:
        far = (model.states(torch.cat([k[0] for k in known])) - torch.cat([k[1] for k in known])).pow(2).sum()
    return (spans + pairs + 0.3 * far) / len(batch)


def recased(sentence, rng):
    """Now and then a sentence loses its capitals, or is shouted."""
    dice = rng.random()
    if dice > 0.12:
        return sentence
    rows = sentence["rows"].clone()
    letters = rows[:, 4] >= 2
    rows[letters, 4] = 2 if dice < 0.09 else 4
    return {**sentence, "rows": rows}


def train(model, gold, soft, dev, args, rng):
    """`epochs` over soft labels and gold `args.gold` times, then `last` epochs of gold with an eighth of the soft labels; returns the averaged model."""
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01, fused=True)
    rounds = [gold * args.gold + soft] * args.epochs + [gold * args.gold + rng.sample(soft, len(soft) // 8) for _ in range(args.last)]
    steps, step = sum(-(-len(r) // args.batch) for r in rounds), 0
    for at, part in enumerate(rounds):
        model.train()
        started, total = time.time(), 0.0
        for batch in batches(part, args.batch, rng):
            for group in optimizer.param_groups:
                group["lr"] = args.rate * min(1, (step + 1) / 200) * (1 - step / steps)
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(model, [recased(s, rng) for s in batch])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            total, step = total + loss.item(), step + 1
            if step % 5 == 0:
                keep = min(0.99, step / (step + 50))
                with torch.no_grad():
                    for kept, new in zip(average.parameters(), model.parameters()):
                        kept.lerp_(new, 1 - keep)
        average.eval()
        scores = {d: evaluate(predict(average, average.head, s), s)["triplets"] for d, s in dev.items()}
        progress(f"round {at + 1} of {len(rounds)} loss {total * args.batch / len(part):.2f} dev {scores} {time.time() - started:.0f} s")
    return average


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[4] / "shared/data")
    parser.add_argument("--soft", required=True)
    parser.add_argument("--glove", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--domains", default="14res,14lap")
    parser.add_argument("--origins", default="music,critics,written,semeval,sst2,uci", help="soft labels of these texts only")
    parser.add_argument("--music", type=Path)
    parser.add_argument("--repeat", type=int, default=3, help="how often ASTE-Data-V2 counts beside our sentences")
    parser.add_argument("--gold", type=int, default=2, help="how often gold counts in a round of soft labels")
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--dilations", type=int, nargs="+", default=[1, 2, 4, 1], help="of each convolution")
    parser.add_argument("--words", type=int, default=40000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--last", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=48)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    made = torch.load(args.soft)
    vectors = glove(args.glove)
    keys = vocabulary(made["words"], vectors, args.words)
    model = Student(keys, sum(k in made["words"] for k in keys), static(keys, made["words"], vectors), args.width, args.dilations)
    del vectors
    sets = gold_sets(args.shared, args.domains.split(","))
    states = {(s["text"], s["tokens"][0]): s["states"] for s in made["gold"]}
    gold = [s for part in sets["train"].values() for s in part]
    if args.music:
        gold = gold * args.repeat + align(our_music(args.music))
        sets["dev"]["music"] = align(ours(validation=True))
    for s in gold:
        s.update(gold_targets(s), **({"states": states[at]} if (at := (s["text"], s["tokens"][0])) in states else {}))
    soft = [s for s in made["sentences"] if s["origin"] in args.origins.split(",")]
    dev = sets["dev"]
    for s in [*gold, *soft, *(s for part in dev.values() for s in part)]:
        s["rows"] = model.rows(s)
    progress(f"{len(keys)} words, {len(gold)} gold and {len(soft)} soft sentences")
    average = train(model, gold, soft, dev, args, rng)
    torch.save({"keys": keys, "width": args.width, "dilations": args.dilations, "state": average.state_dict()}, args.out)
    for d, s in dev.items():
        progress(f"dev {d} {evaluate(predict(average, average.head, s), s)}")


if __name__ == "__main__":
    main()
