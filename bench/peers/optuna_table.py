"""Optuna's TPE on a table of losses: optuna_table.py SEEDS TRIALS < TABLE → JSON, the best so far of every trial by seed.
TABLE is { "sizes": { name: values }, "losses": { "i,j,…": loss } }; points are whole numbers from 0. Multivariate with
constant liar, every other option as it comes."""
import json
import math
import sys
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
seeds, trials = int(sys.argv[1]), int(sys.argv[2])
table = json.load(sys.stdin)
sizes, losses = table["sizes"], table["losses"]

found = []
for seed in range(seeds):
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True)
    study = optuna.create_study(sampler=sampler)
    study.optimize(
        lambda trial: losses[",".join(str(trial.suggest_int(name, 0, size - 1)) for name, size in sizes.items())],
        n_trials=trials,
    )
    best, curve = math.inf, []
    for trial in study.trials:
        best = min(best, trial.value)
        curve.append(best)
    found.append(curve)
print(json.dumps({"version": optuna.__version__, "found": found}))
