"""Optuna's TPE on the functions of bench/search-functions.ts: optuna_tpe.py SEEDS TRIALS → JSON, the best so far of
every trial by function and seed. Multivariate with constant liar, every other option as it comes."""
import json
import math
import sys
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
seeds, trials = int(sys.argv[1]), int(sys.argv[2])

WEIGHTS = [1, 1.2, 3, 3.2]
SLOPES = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
CENTRES = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def sphere(x):
    return sum(v**2 for v in x)


def branin(x):
    return (
        (x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6) ** 2
        + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0])
        + 10
    )


def hartmann(x):
    return -sum(
        w * math.exp(-sum(a * (v - c) ** 2 for a, v, c in zip(slope, x, centre)))
        for w, slope, centre in zip(WEIGHTS, SLOPES, CENTRES)
    )


def ackley(x):
    n = len(x)
    return (
        -20 * math.exp(-0.2 * math.sqrt(sum(v**2 for v in x) / n))
        - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / n)
        + 20
        + math.e
    )


def rosenbrock(x):
    return sum(100 * (b - a**2) ** 2 + (a - 1) ** 2 for a, b in zip(x, x[1:]))


FUNCTIONS = {
    "sphere, 5": (sphere, [(-5.12, 5.12)] * 5),
    "Branin, 2": (branin, [(-5, 10), (0, 15)]),
    "Hartmann, 6": (hartmann, [(0, 1)] * 6),
    "Ackley, 5": (ackley, [(-32.768, 32.768)] * 5),
    "Rosenbrock, 4": (rosenbrock, [(-5, 10)] * 4),
}

found = {}
for name, (function, bounds) in FUNCTIONS.items():
    found[name] = []
    for seed in range(seeds):
        sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True)
        study = optuna.create_study(sampler=sampler)
        study.optimize(
            lambda trial: function([trial.suggest_float(f"x{i}", low, high) for i, (low, high) in enumerate(bounds)]),
            n_trials=trials,
        )
        best, curve = math.inf, []
        for trial in study.trials:
            best = min(best, trial.value)
            curve.append(best)
        found[name].append(curve)
print(json.dumps({"version": optuna.__version__, "found": found}))
