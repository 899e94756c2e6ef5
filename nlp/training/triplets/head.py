"""The head that teacher and student share: spans of up to 8 tokens are scored, the best are paired and judged.

Shapes: B sentences, n tokens, d wide; W = 8 widths; a span is (first token, width - 1), flat index first * W + width - 1.
"""
import torch
from torch import nn
from torch.nn import functional as F

W = 8
CANDIDATES = 12
# Tokens between the two spans, first of each bucket; per side, and one more bucket for spans that overlap.
GAPS = [0, 1, 2, 3, 5, 8, 13, 21]
NEVER = -1e4


class SpanHead(nn.Module):
    """Logit of each span: v · relu(S h_first + E h_last + mean(M h) + width) + bias."""

    def __init__(self, d, hidden):
        super().__init__()
        self.project = nn.Linear(d, 3 * hidden, bias=False)
        self.width = nn.Parameter(torch.zeros(W, hidden))
        self.out = nn.Linear(hidden, 1)
        nn.init.constant_(self.out.bias, -3.0)

    def forward(self, h):
        """(B, n, d) → (B, n, W); what runs past n is nonsense and has to be masked."""
        first, last, inner = self.project(h).float().chunk(3, dim=2)
        n = h.shape[1]
        last, inner = F.pad(last, (0, 0, 0, W)), F.pad(inner, (0, 0, 0, W))
        total, rows = 0, []
        for w in range(W):
            total = total + inner[:, w:w + n]
            rows.append(first + last[:, w:w + n] + total / (w + 1) + self.width[w])
        return self.out(F.relu(torch.stack(rows, 2))).squeeze(3)


class Head(nn.Module):
    def __init__(self, d, span_hidden, pair_hidden, rank, dropout=0.0):
        super().__init__()
        self.aspect, self.opinion = SpanHead(d, span_hidden), SpanHead(d, span_hidden)
        self.left = nn.Linear(2 * d, pair_hidden + rank, bias=False)
        self.right = nn.Linear(2 * d, pair_hidden + rank, bias=False)
        self.between = nn.Linear(d, pair_hidden, bias=False)
        self.gap = nn.Parameter(torch.zeros(2 * len(GAPS) + 1, pair_hidden))
        self.out = nn.Linear(pair_hidden + rank + 2, 4)
        self.hidden, self.drop = pair_hidden, nn.Dropout(dropout)

    def spans(self, h, lengths):
        """Logits of aspect and opinion spans, each (B, n * W); NEVER where the span ends after the sentence."""
        n = h.shape[1]
        end = torch.arange(n)[:, None] + torch.arange(W)[None]
        inside = (end[None] < lengths[:, None, None]).flatten(1)
        scores = self.aspect(h).flatten(1), self.opinion(h).flatten(1)
        return [torch.where(inside, s, torch.tensor(NEVER)) for s in scores], inside

    def pairs(self, h, scores, aspects, opinions):
        """Logits (B, K, L, 4) of none / positive / negative / neutral for flat span indices (B, K) and (B, L)."""
        # In sentences of few tokens spans past the end are among the candidates: masked by the caller, but rows must exist.
        a_first, a_last = aspects // W, (aspects // W + aspects % W).clamp(max=h.shape[1] - 1)
        o_first, o_last = opinions // W, (opinions // W + opinions % W).clamp(max=h.shape[1] - 1)
        ends = lambda first, last: torch.cat([pick(h, first), pick(h, last)], 2)
        left, left_rank = self.left(ends(a_first, a_last)).float().split([self.hidden, self.left.out_features - self.hidden], 2)
        right, right_rank = self.right(ends(o_first, o_last)).float().split([self.hidden, self.right.out_features - self.hidden], 2)
        # Prefix sums make the mean of what lies between a difference of two rows.
        sums = F.pad(self.between(h).float().cumsum(1), (0, 0, 1, 0))
        before = a_last[:, :, None] < o_first[:, None, :]
        after = o_last[:, None, :] < a_first[:, :, None]
        start = torch.where(before, a_last[:, :, None], o_last[:, None, :]) + 1
        stop = torch.where(before, o_first[:, None, :], a_first[:, :, None])
        count = torch.where(before | after, stop - start, 0)
        start, stop = torch.where(count > 0, start, 0), torch.where(count > 0, stop, 0)
        shape = (*count.shape, self.hidden)
        mean = (pick(sums, stop.flatten(1)) - pick(sums, start.flatten(1))).view(shape) / count.clamp(min=1)[..., None]
        bucket = torch.bucketize(count, torch.tensor(GAPS), right=True) - 1
        bucket = torch.where(before, bucket, torch.where(after, bucket + len(GAPS), 2 * len(GAPS)))
        joined = F.relu(left[:, :, None] + right[:, None] + mean + self.gap[bucket])
        product = left_rank[:, :, None] * right_rank[:, None]
        a_score = scores[0].gather(1, aspects)[:, :, None, None].expand(*count.shape, 1)
        o_score = scores[1].gather(1, opinions)[:, None, :, None].expand(*count.shape, 1)
        return self.out(torch.cat([self.drop(joined), product, a_score, o_score], 3))


def pick(rows, at):
    """Rows `at` (B, K) of (B, n, d)."""
    return rows.gather(1, at[..., None].expand(-1, -1, rows.shape[2]))


def candidates(scores, favoured=None):
    """The best spans of each sentence, (B, K); those with favoured > 0 come first."""
    ranked = scores.detach() if favoured is None else scores.detach() + favoured * 1e6
    return ranked.topk(min(CANDIDATES, scores.shape[1]), dim=1).indices


def decode(aspects, opinions, logits, threshold):
    """Triplets of one sentence: pairs with p(some relation) > threshold, best first, unless they cut across a kept span.

    aspects (K,), opinions (L,), logits (K, L, 4). Returns [(aspect, opinion, polarity, p)].
    """
    p = logits.softmax(2)
    some = 1 - p[..., 0]
    order = sorted((-float(some[i, j]), i, j) for i, j in (some > threshold).nonzero().tolist())
    kept = []
    for negative_p, i, j in order:
        aspect, opinion = span(int(aspects[i])), span(int(opinions[j]))
        if overlaps(aspect, opinion) or any(cuts(aspect, k[0]) or cuts(opinion, k[1]) for k in kept):
            continue
        kept.append((aspect, opinion, int(p[i, j, 1:].argmax()) + 1, -negative_p))
    return kept


def span(flat):
    return flat // W, flat // W + flat % W


def overlaps(a, b):
    return a[0] <= b[1] and b[0] <= a[1]


def cuts(a, b):
    return a != b and overlaps(a, b)
