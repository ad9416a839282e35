"""Writes a golden file of test/learn/training/torch.test.ts: a small VAE trained for five steps by PyTorch, batch by batch.

With the argument adamw the optimiser is AdamW, whose learning rate falls on torch's half cosine.
"""
import json
import sys

import torch

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
FEATURES, HIDDEN, LATENTS, ROWS, STEPS = 5, 4, 2, 6, 5
RATE, BETA, CLIP = 1e-2, 0.7, 2.0
ORDER = ["encoder.0", "mean", "logVar", "decoder.0", "output"]
SIZES = [(FEATURES, HIDDEN), (HIDDEN, LATENTS), (HIDDEN, LATENTS), (LATENTS, HIDDEN), (HIDDEN, FEATURES)]


def exact(tensor):
    """Rounds to float32, so that the numbers written are the numbers used."""
    return tensor.float().double()


weights = {}
for name, (rows, cols) in zip(ORDER, SIZES):
    weights[f"{name}.kernel"] = exact(torch.randn(rows, cols) * 0.6).requires_grad_()
    weights[f"{name}.bias"] = exact(torch.randn(cols) * 0.1).requires_grad_()
start = {name: value.detach().flatten().tolist() for name, value in weights.items()}
x = exact(torch.randn(STEPS, ROWS, FEATURES))
noise = exact(torch.randn(STEPS, ROWS, LATENTS))


def dense(name, h):
    return h @ weights[f"{name}.kernel"] + weights[f"{name}.bias"]


DECAY = 0.5 if "adamw" in sys.argv else 0
if DECAY > 0:
    adam = torch.optim.AdamW(weights.values(), lr=RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, T_max=STEPS)
else:
    adam = torch.optim.Adam(weights.values(), lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = torch.optim.lr_scheduler.ConstantLR(adam, factor=1)
rates = []
losses, gradients = [], None
for step in range(STEPS):
    h = torch.relu(dense("encoder.0", x[step]))
    mean, log_var = dense("mean", h), torch.clamp(dense("logVar", h), -10, 10)
    z = mean + noise[step] * torch.exp(log_var / 2)
    output = dense("output", torch.relu(dense("decoder.0", z)))
    error = ((output - x[step]) ** 2).sum(1).mean()
    kl = (-0.5 * (1 + log_var - mean**2 - torch.exp(log_var))).sum(1).mean()
    adam.zero_grad()
    (error + BETA * kl).backward()
    if gradients is None:
        gradients = {name: value.grad.flatten().tolist() for name, value in weights.items()}
    torch.nn.utils.clip_grad_norm_(weights.values(), CLIP)
    rates += schedule.get_last_lr()
    adam.step()
    schedule.step()
    losses.append({"error": error.item(), "kl": kl.item()})

json.dump(
    {
        "source": f"PyTorch {torch.__version__.split('+')[0]}, float64, bench/peers/training_reference.py",
        "architecture": {"features": FEATURES, "hidden": [HIDDEN], "latents": LATENTS, "logVarLimit": 10},
        "learningRate": RATE,
        "weightDecay": DECAY,
        "rates": rates,
        "beta": BETA,
        "gradientClipNorm": CLIP,
        "shapes": {name: list(value.shape) for name, value in weights.items()},
        "start": start,
        "x": x.flatten().tolist(),
        "noise": noise.flatten().tolist(),
        "losses": losses,
        "firstGradients": gradients,
        "end": {name: value.detach().flatten().tolist() for name, value in weights.items()},
    },
    sys.stdout,
)
