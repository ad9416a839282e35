"""The work of src/training/trainer.ts done by PyTorch: python3 training.py CASE_JSON THREADS → one line of JSON.

Trains a VAE on random tracks and prints its steps per second, batches and noise drawn as a user would.
Set OPENBLAS_NUM_THREADS=1 and OMP_NUM_THREADS, or PyTorch takes more threads than there are cores.
"""
import json
import sys
import time

import torch
from torch import nn

case, threads = json.loads(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(1)
rows, features, hidden, latents, batch = (case[key] for key in ("rows", "features", "hidden", "latents", "batchSize"))
x = torch.randn(rows, features)


def stack(widths):
    return nn.Sequential(*[part for i, o in zip(widths, widths[1:]) for part in (nn.Linear(i, o), nn.ReLU())])


encoder, decoder = stack([features, *hidden]), stack([latents, *hidden[::-1]])
mean_head, log_var_head = nn.Linear(hidden[-1], latents), nn.Linear(hidden[-1], latents)
output = nn.Linear(hidden[0], features)
parameters = [p for part in (encoder, decoder, mean_head, log_var_head, output) for p in part.parameters()]
adam = torch.optim.Adam(parameters, lr=1e-3, fused=case["fused"])


def epoch():
    order = torch.randperm(rows)
    sums = torch.zeros(2)
    for start in range(0, rows, batch):
        b = x[order[start : start + batch]]
        h = encoder(b)
        mean, log_var = mean_head(h), log_var_head(h).clamp(-10, 10)
        z = mean + torch.randn_like(mean) * torch.exp(log_var / 2)
        error = ((output(decoder(z)) - b) ** 2).sum(1).mean()
        kl = (-0.5 * (1 + log_var - mean**2 - log_var.exp())).sum(1).mean()
        adam.zero_grad(set_to_none=True)
        (error + kl).backward()
        nn.utils.clip_grad_norm_(parameters, 100.0)
        adam.step()
        sums += torch.stack([error.detach(), kl.detach()])
    return sums.tolist()


epoch()
start, epochs = time.perf_counter(), 0
while time.perf_counter() - start < case["seconds"]:
    epoch()
    epochs += 1
elapsed = time.perf_counter() - start
steps = epochs * -(-rows // batch)
print(json.dumps({"stepsPerSec": steps / elapsed, "version": torch.__version__.split("+")[0]}))
