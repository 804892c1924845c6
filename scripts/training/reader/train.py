#!/usr/bin/env python3
"""Tunes the line reader on drawn lines. Goes on from its last checkpoint; stop it whenever you like.

    train.py --onnx FILE --keys FILE --lines FOLDER [FOLDER ...] --check FOLDER [FOLDER ...] --out FOLDER --minutes N [--rate R]

A folder of lines is what `make_fixtures lines --png` writes: NAME-0001.png and the text beside it. Minutes are of processor time.
OUT/log.tsv gets a line each five minutes: exact lines of the check folder, whose fonts are others, by kind.
"""
import argparse
import json
import random
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

import alphabet
import network

FROZEN = 21  # convolutions that stay as they are: edges and strokes; half of the time goes there
BATCH = 16
WIDEST = 900  # pixels; longer lines are as good in parts
SMOOTHING = 0.998  # of the averaged weights, which are the ones kept
FEWEST = -1e4  # logarithm of a probability that is none


def load_line(path):
    """A gray line in the reader's height."""
    gray = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    height, width = gray.shape
    wide = max(network.STEP, round(width * network.HEIGHT / height))
    return cv2.resize(gray, (wide, network.HEIGHT), interpolation=cv2.INTER_CUBIC if height < network.HEIGHT else cv2.INTER_AREA)


def load_lines(folder, known):
    lines = []
    for path in sorted(Path(folder).glob("*.png")):
        text = path.with_suffix(".gt.txt").read_text("utf-8").strip()
        text = "".join(alphabet.printed(c) for c in text)
        if not text or not known.knows(text):
            continue
        line = load_line(path)
        if line.shape[1] <= WIDEST and line.shape[1] // network.STEP >= len(text) + sum(a == b for a, b in zip(text, text[1:])):
            lines.append((line, text))
    return lines


def tensor_of(pictures):
    """White to the right where a line is shorter than the longest."""
    width = -(-max(p.shape[1] for p in pictures) // network.STEP) * network.STEP
    batch = np.full((len(pictures), 1, network.HEIGHT, width), 1, np.float32)
    for i, picture in enumerate(pictures):
        batch[i, 0, :, :picture.shape[1]] = picture / 127.5 - 1
    return torch.from_numpy(batch)


class Folding:
    """Logarithms of the probabilities of symbols: a symbol's stands at its first class, its other classes have none left."""

    def __init__(self, known):
        self.twins = [c for c in known.classes.values() if len(c) > 1]

    def __call__(self, logits):
        logarithms = logits.log_softmax(-1)
        firsts = [c[0] for c in self.twins]
        sums = torch.stack([logarithms[..., c].logsumexp(-1) for c in self.twins], -1)
        others = [i for c in self.twins for i in c[1:]]
        out = logarithms.clone()
        out[..., firsts] = sums
        out[..., others] = FEWEST
        return out


def read_greedily(logarithms, known):
    best = logarithms.argmax(-1).tolist()
    return ["".join(known.symbols[c] for c, before in zip(row, [0] + row) if c and c != before) for row in best]


def kind_of(text):
    digits = sum(c in "0123456789.,%≥≤<>=±" for c in text)
    return "values" if 2 * digits >= len(text) else "words"


def check(reader, lines, folding, known):
    """Share of exact lines, by kind; blanks do not count."""
    right, all_of = {"values": 0, "words": 0}, {"values": 0, "words": 0}
    reader.eval()
    with torch.no_grad():
        for begin in range(0, len(lines), BATCH):
            part = lines[begin:begin + BATCH]
            texts = read_greedily(folding(reader(tensor_of([p for p, _ in part]))), known)
            for said, (_, text) in zip(texts, part):
                all_of[kind_of(text)] += 1
                right[kind_of(text)] += said.replace(" ", "") == text.replace(" ", "")
    return {kind: round(100 * right[kind] / max(1, all_of[kind]), 1) for kind in right}


def add_classes(parameters, known, characters):
    """The last layer gets a class for each, which begins as what all classes have in common: never the likeliest."""
    convolutions, linears, norms = parameters
    weight, bias = linears[-1]
    draw = np.random.RandomState(1)
    more = weight.mean(1, keepdims=True) + 0.1 * weight.std() * draw.randn(len(weight), len(characters)).astype(np.float32)
    linears[-1] = np.concatenate([weight, more], 1), np.concatenate([bias, np.full(len(characters), bias.mean(), np.float32)])
    return convolutions, linears, norms


def batches(lines, draw):
    """Endless; lines of like width together, or most of a batch would be white."""
    while True:
        order = draw.sample(range(len(lines)), len(lines))
        for begin in range(0, len(order) - BATCH * 16, BATCH * 16):
            pool = sorted(order[begin:begin + BATCH * 16], key=lambda i: lines[i][0].shape[1])
            parts = [pool[i:i + BATCH] for i in range(0, len(pool), BATCH)]
            draw.shuffle(parts)
            for part in parts:
                yield [lines[i] for i in part]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--onnx", required=True)
    parser.add_argument("--keys", required=True)
    parser.add_argument("--lines", required=True, nargs="+")
    parser.add_argument("--check", required=True, nargs="+")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    keys = alphabet.read_keys(options.keys)
    known = alphabet.Alphabet(keys + list(alphabet.ADDED))
    reader = network.Reader(*add_classes(network.read_onnx(options.onnx), known, alphabet.ADDED))
    options.out.mkdir(parents=True, exist_ok=True)
    checkpoint, steps_before = options.out / "checkpoint.pt", 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        reader.load_state_dict(saved["weights"])
        steps_before = saved["steps"]
    averaged = {k: v.clone() for k, v in reader.state_dict().items()}
    folding = Folding(known)
    lines = [line for folder in options.lines for line in load_lines(folder, known)]
    checked = [line for folder in options.check for line in load_lines(folder, known)]
    print(f"{len(lines)} lines, {len(checked)} to check", flush=True)

    def finish(steps, loss):
        now = {k: v.clone() for k, v in reader.state_dict().items()}
        reader.load_state_dict(averaged)
        figures = {"steps": steps_before + steps, "minutes": round(time.process_time() / 60, 1), "loss": round(loss, 3), **check(reader, checked, folding, known)}
        torch.save({"weights": averaged, "steps": steps_before + steps}, checkpoint)
        network.write(reader, options.out / "reader.weights")
        known.write(options.out / "reader.alphabet")
        reader.load_state_dict(now)
        with open(options.out / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps(figures) + "\n")
        print(figures, flush=True)

    for parameters in (reader.kernels, reader.biases, reader.affines):
        for i in range(FROZEN):
            parameters[i].requires_grad_(False)
    reader = reader.to(memory_format=torch.channels_last)
    trained = [p for p in reader.parameters() if p.requires_grad]
    descent = torch.optim.AdamW(trained, options.rate, weight_decay=1e-4)
    finish(0, 0)
    begin, told, losses = time.process_time(), time.process_time(), []
    for step, batch in enumerate(batches(lines, draw), 1):
        share = (time.process_time() - begin) / (60 * options.minutes)
        if share >= 1:
            break
        for group in descent.param_groups:
            group["lr"] = options.rate * min(1, step / 40) * (1 - 0.95 * share)
        with torch.no_grad():
            x = reader.columns(tensor_of([p for p, _ in batch]), 0, FROZEN)
        x = reader.columns(x, FROZEN, len(reader.forms) - network.NECK)
        logarithms = folding(reader.logits_of(x)).transpose(0, 1)
        wanted = torch.tensor([known.classes[c][0] for _, text in batch for c in text])
        lengths = torch.tensor([len(text) for _, text in batch])
        loss = F.ctc_loss(logarithms, wanted, torch.full((len(batch),), len(logarithms)), lengths, zero_infinity=True)
        descent.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        descent.step()
        losses.append(loss.item())
        keep = min(SMOOTHING, step / (step + 10))
        for name, value in reader.state_dict().items():
            averaged[name].mul_(keep).add_(value, alpha=1 - keep)
        if time.process_time() - told > 300:
            told = time.process_time()
            finish(step, float(np.mean(losses[-200:])))
    finish(len(losses), float(np.mean(losses[-200:])))


if __name__ == "__main__":
    main()
