"""Fine-tunes a pretrained encoder on the gold triplets: the teacher. Float or bfloat16, one core or two.

python teacher.py --encoder all-mpnet-base-v2 --out teacher.pt --music test/fixtures/music-aspects.jsonl --seed 1
"""
import argparse
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F
from transformers import AutoModel, AutoTokenizer

from data import align, aste, our_music, ours, progress, words
from head import Head, candidates, decode, W


class Teacher(nn.Module):
    """A pretrained encoder, the mean of each word's pieces, and the head."""

    def __init__(self, folder):
        super().__init__()
        self.pieces = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        d = self.encoder.config.hidden_size
        self.head = Head(d, 160, 160, 32, dropout=0.2)
        self.drop = nn.Dropout(0.2)

    def forward(self, sentences):
        """Word states (B, n, d) and lengths (B,)."""
        batch = self.pieces([words(s) for s in sentences], is_split_into_words=True, padding=True, truncation=True,
                            max_length=200, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
        states = states.float()
        lengths = torch.tensor([len(s["tokens"]) for s in sentences])
        n = int(lengths.max())
        pool = torch.zeros(len(sentences), n, states.shape[1])
        for b in range(len(sentences)):
            for at, word in enumerate(batch.word_ids(b)):
                if word is not None:
                    pool[b, word, at] = 1
        pool = pool / pool.sum(2, keepdim=True).clamp(min=1)
        return self.drop(pool @ states), lengths


def gold_maps(sentences, n):
    """Span targets (B, n * W) of aspects and opinions, and {(b, aspect, opinion): polarity}; spans wider than W are left out."""
    maps, relations = torch.zeros(2, len(sentences), n * W), {}
    for b, sentence in enumerate(sentences):
        for aspect, opinion, polarity in sentence["triplets"]:
            flat = [first * W + last - first if last - first < W else -1 for first, last in (aspect, opinion)]
            for kind in (0, 1):
                if flat[kind] >= 0:
                    maps[kind, b, flat[kind]] = 1
            if min(flat) >= 0:
                relations[b, flat[0], flat[1]] = polarity
    return maps, relations


def gold_loss(head, h, lengths, sentences):
    """Binary cross-entropy of spans and cross-entropy of pairs, summed in a sentence, mean over sentences."""
    scores, inside = head.spans(h, lengths)
    maps, relations = gold_maps(sentences, h.shape[1])
    spans = sum(F.binary_cross_entropy_with_logits(s[inside], m[inside], reduction="sum") for s, m in zip(scores, maps))
    aspects, opinions = (candidates(s, m) for s, m in zip(scores, maps))
    logits = head.pairs(h, scores, aspects, opinions)
    target = torch.zeros(logits.shape[:3], dtype=torch.long)
    for (b, a, o), polarity in relations.items():
        target[b][(aspects[b] == a)[:, None] & (opinions[b] == o)[None]] = polarity
    valid = (scores[0].gather(1, aspects) > -1e3)[:, :, None] & (scores[1].gather(1, opinions) > -1e3)[:, None]
    pairs = F.cross_entropy(logits[valid], target[valid], reduction="sum")
    return (spans + pairs) / len(sentences)


@torch.no_grad()
def predict(encode, head, sentences, threshold=0.5, size=64):
    """Triplets of each sentence."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]["tokens"]))
    found = [[] for _ in sentences]
    for at in range(0, len(order), size):
        batch = [i for i in order[at:at + size] if sentences[i]["tokens"]]
        if not batch:
            continue
        h, lengths = encode([sentences[i] for i in batch])
        scores, _ = head.spans(h, lengths)
        aspects, opinions = candidates(scores[0]), candidates(scores[1])
        logits = head.pairs(h, scores, aspects, opinions)
        impossible = (scores[0].gather(1, aspects) < -1e3)[:, :, None] | (scores[1].gather(1, opinions) < -1e3)[:, None]
        logits[..., 0] = torch.where(impossible, torch.tensor(1e4), logits[..., 0])
        for b, i in enumerate(batch):
            found[i] = decode(aspects[b], opinions[b], logits[b], threshold)
    return found


def f1(found, gold):
    """Micro precision, recall, F1 of sets, one pair of sets a sentence."""
    hits = sum(len(f & g) for f, g in zip(found, gold))
    p, r = hits / max(1, sum(map(len, found))), hits / max(1, sum(map(len, gold)))
    return p, r, 2 * p * r / max(1e-9, p + r)


def characters(sentence, triplets):
    """Token spans → character spans, so that the tokenizer is part of what is measured."""
    where = lambda s: (sentence["tokens"][s[0]][0], sentence["tokens"][s[1]][1])
    return {(where(t[0]), where(t[1]), t[2]) for t in triplets}


def evaluate(found, sentences):
    """F1 of triplets, and of aspects, opinions, pairs alone (percent)."""
    f = [characters(s, t) for s, t in zip(sentences, found)]
    g = [set(s["gold"]) for s in sentences]
    view = lambda key: round(100 * f1([{key(t) for t in x} for x in f], [{key(t) for t in x} for x in g])[2], 2)
    p, r, whole = f1(f, g)
    return {"triplets": round(100 * whole, 2), "precision": round(100 * p, 2), "recall": round(100 * r, 2),
            "aspects": view(lambda t: t[0]), "opinions": view(lambda t: t[1]), "pairs": view(lambda t: t[:2])}


def batches(sentences, size, rng):
    """Shuffled batches of sentences of like length."""
    order = sorted(sentences, key=lambda s: len(s["tokens"]) + 4 * rng.random())
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def gold_sets(shared, domains):
    """{part: {domain: sentences}} with tokens aligned."""
    return {part: {d: align(list(aste(shared / "aste-data-v2" / d, part))) for d in domains}
            for part in ("train", "dev")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[4] / "shared/data")
    parser.add_argument("--encoder", required=True, help="folder of a pretrained model")
    parser.add_argument("--out", required=True)
    parser.add_argument("--domains", default="14res,14lap")
    parser.add_argument("--music", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=5e-5, help="of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    sets = gold_sets(args.shared, args.domains.split(","))
    train = [s for part in sets["train"].values() for s in part]
    if args.music:
        train += align(our_music(args.music))
        sets["dev"]["music"] = align(ours(validation=True))
    model = Teacher(args.encoder)
    model.encoder.embeddings.requires_grad_(False)  # words of few sentences would drift from those of none
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    fast = [p for n, p in model.named_parameters() if n.startswith("head")]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": args.rate}, {"params": fast, "lr": args.head_rate}], weight_decay=0.01, fused=True)
    steps = args.epochs * ((len(train) + 15) // 16)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min((i + 1) / warm, max(0, (steps - i) / (steps - warm))))
    best = 0
    for epoch in range(args.epochs):
        model.train()
        started, total = time.time(), 0.0
        for batch in batches(train, 16, rng):
            optimizer.zero_grad()
            loss = gold_loss(model.head, *model(batch), batch)
            loss.backward()
            nn.utils.clip_grad_norm_(slow + fast, 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        model.eval()
        scores = {d: evaluate(predict(model, model.head, s), s)["triplets"] for d, s in sets["dev"].items()}
        progress(f"epoch {epoch + 1} loss {total / steps * args.epochs:.3f} dev {scores} {time.time() - started:.0f} s")
        if epoch + 1 >= args.epochs // 2 and sum(scores.values()) > best:
            best = sum(scores.values())
            torch.save(model.state_dict(), args.out)
    model.load_state_dict(torch.load(args.out))
    model.eval()
    for d, s in sets["dev"].items():
        progress(f"dev {d} {evaluate(predict(model, model.head, s), s)}")


if __name__ == "__main__":
    main()
