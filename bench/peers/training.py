"""The trainings of bench/training-cases.ts done by PyTorch: training.py CASE_JSON BATCH THREADS SECONDS VARIANT STARTED_AT.

Trains a VAE on random tracks, batches and noise drawn as a user would, and prints one line of JSON. VARIANT may hold
fused (Adam in one kernel) and channels_last. STARTED_AT is when the process was asked for, in milliseconds since 1970.
Set OPENBLAS_NUM_THREADS=1 and OMP_NUM_THREADS, or PyTorch takes more threads than there are cores.
"""
import json
import resource
import sys
import time

import torch
from torch import nn

case, batch, threads = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
seconds, variant, started_at = float(sys.argv[4]), sys.argv[5].split(), float(sys.argv[6])
torch.set_num_threads(threads)
torch.manual_seed(1)
latents = case["latents"]


def stack(widths):
    return nn.Sequential(*[part for i, o in zip(widths, widths[1:]) for part in (nn.Linear(i, o), nn.ReLU())])


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.features, hidden = case["features"], case["hidden"]
        self.encoder, self.decoder = stack([self.features, *hidden]), stack([latents, *hidden[::-1]])
        self.joint, self.output = hidden[-1], nn.Linear(hidden[0], self.features)

    def encode(self, x):
        return self.encoder(x)

    def decode(self, z):
        return self.output(self.decoder(z))


class Hybrid(nn.Module):
    def __init__(self):
        super().__init__()
        branches = case["branches"]
        self.widths = [branch["features"] for branch in branches]
        self.lasts = [branch["hidden"][-1] for branch in branches]
        self.features, self.joint = sum(self.widths), sum(self.lasts)
        self.encoders = nn.ModuleList(stack([branch["features"], *branch["hidden"]]) for branch in branches)
        self.start = nn.Linear(latents, self.joint)
        self.decoders = nn.ModuleList(
            stack([branch["hidden"][-1], *branch["hidden"][::-1]]).append(
                nn.Linear(branch["hidden"][0], branch["features"])
            )
            for branch in branches
        )

    def encode(self, x):
        return torch.cat([encoder(part) for encoder, part in zip(self.encoders, x.split(self.widths, 1))], 1)

    def decode(self, z):
        parts = self.start(z).split(self.lasts, 1)
        return torch.cat([decoder(part) for decoder, part in zip(self.decoders, parts)], 1)


class Conv(nn.Module):
    def __init__(self):
        super().__init__()
        side, kernel, depths = case["side"], case["kernel"], [1, *case["channels"]]
        self.features, self.side = side * side, side
        self.last = (depths[-1], side >> len(case["channels"]), side >> len(case["channels"]))
        self.joint = self.last[0] * self.last[1] * self.last[2]
        pairs = list(zip(depths, depths[1:]))
        down = [part for i, o in pairs for part in (nn.Conv2d(i, o, kernel, 2, 1), nn.ReLU())]
        extra = 1 if kernel == 3 else 0
        up = [part for i, o in pairs[::-1] for part in (nn.ConvTranspose2d(o, i, kernel, 2, 1, extra), nn.ReLU())]
        self.down, self.up = nn.Sequential(*down), nn.Sequential(*up[:-1])
        self.start = nn.Linear(latents, self.joint)
        self.format = torch.channels_last if "channels_last" in variant else torch.contiguous_format

    def encode(self, x):
        picture = x.view(-1, 1, self.side, self.side).contiguous(memory_format=self.format)
        return self.down(picture).flatten(1)

    def decode(self, z):
        h = torch.relu(self.start(z)).view(-1, *self.last).contiguous(memory_format=self.format)
        return self.up(h).flatten(1)


model = {"mlp": Mlp, "hybrid": Hybrid, "conv": Conv}[case["kind"]]()
model.mean, model.log_var = nn.Linear(model.joint, latents), nn.Linear(model.joint, latents)
if "channels_last" in variant:
    model = model.to(memory_format=torch.channels_last)
parameters = list(model.parameters())
adam = torch.optim.Adam(parameters, lr=1e-3, fused="fused" in variant)
x = torch.randn(case["rows"], model.features)


def epoch(rows):
    order = torch.randperm(rows)
    sums = torch.zeros(2)
    for start in range(0, rows, batch):
        b = x[order[start : start + batch]]
        h = model.encode(b)
        mean, log_var = model.mean(h), model.log_var(h).clamp(-10, 10)
        z = mean + torch.randn_like(mean) * torch.exp(log_var / 2)
        error = ((model.decode(z) - b) ** 2).sum(1).mean()
        kl = (0.5 * (mean**2 + log_var.exp() - log_var - 1)).sum(1).mean()
        adam.zero_grad(set_to_none=True)
        (error + kl).backward()
        nn.utils.clip_grad_norm_(parameters, 100.0)
        adam.step()
        sums += torch.stack([error.detach(), kl.detach()])
    return sums.tolist()


epoch(batch)
first_step_ms = time.time() * 1000 - started_at
epoch(case["rows"])
begun, epochs = time.perf_counter(), []
while time.perf_counter() - begun < seconds or len(epochs) < 3:
    start = time.perf_counter()
    epoch(case["rows"])
    epochs.append(time.perf_counter() - start)
steps = -(-case["rows"] // batch)
step_ms = sorted(elapsed * 1000 / steps for elapsed in epochs)
print(
    json.dumps(
        {
            "medianMs": step_ms[len(step_ms) // 2],
            "bestMs": step_ms[0],
            "firstStepMs": first_step_ms,
            "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "version": torch.__version__.split("+")[0],
        }
    )
)
