"""Writes test/golden/scaling/scaling.json: what scikit-learn's scalers make of eight columns, and of new rows.

Run: python bench/peers/sklearn_scaling.py > test/golden/scaling/scaling.json   (scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6)
"""
import json

import numpy as np
import scipy
import sklearn
from scipy.stats import norm
from sklearn.preprocessing import PowerTransformer, QuantileTransformer, RobustScaler

names = ["skewed", "two-sided", "ties", "heavy tail", "small", "large", "negative", "with gaps"]
random = np.random.default_rng(11)
n = 65  # steps of 1/64 are exact: rounded shares would break ties at random


def columns(rows):
    return np.column_stack([
        np.exp(random.normal(0, 1.2, rows)),
        random.gamma(1.5, 2, rows) - 2,
        random.integers(0, 5, rows).astype(float),
        random.standard_t(2, rows),
        random.gamma(2, 1e-3, rows),
        random.gamma(2, 4e5, rows),
        -np.exp(random.normal(1, 0.7, rows)),
        random.normal(3, 1, rows),
    ])


known = columns(n)
known[[3, 17, 40], 7] = np.nan
low, high = np.nanmin(known, axis=0), np.nanmax(known, axis=0)
new = np.vstack([np.clip(columns(4), low, high), low - 0.2 * (high - low), high + 0.2 * (high - low)])
new[:, 7] = [1, np.nan, 3, 4, -9, 99]


def listed(values):
    return [[None if np.isnan(v) else float(v) for v in row] for row in np.asarray(values)]


def made(scaler):
    scaler.fit(known)
    return scaler, {"known": listed(scaler.transform(known)), "new": listed(scaler.transform(new))}


robust, robust_rows = made(RobustScaler())
power, power_rows = made(PowerTransformer())
quantile, quantile_rows = made(QuantileTransformer(n_quantiles=1000, output_distribution="normal"))

# more rows than quantiles, from integers, so that both sides make the same ones
i = np.arange(1500)
many = (((i * 7919) % 1501) ** 2 % 977).astype(float)[:, None]
bent = QuantileTransformer(n_quantiles=1000, output_distribution="normal").fit_transform(many)

shares = [1e-300, 1e-20, 1e-7, 0.001, 0.02425, 0.075, 0.3, 0.5, 0.9, 0.999, 1 - 1e-12]
print(json.dumps({
    "made_with": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "names": names,
    "known": listed(known),
    "new": listed(new),
    "robust": {"median": robust.center_.tolist(), "range": robust.scale_.tolist(), **robust_rows},
    "yeo-johnson": {"lambda": power.lambdas_.tolist(), **power_rows},
    "quantile-normal": quantile_rows,
    "many": {"every 50th": bent[::50, 0].tolist()},
    "normal quantiles": [[p, float(norm.ppf(p))] for p in shares],
}, separators=(",", ":")))
