"""Times 20 EM steps of scikit-learn's GaussianMixture: FILE (float64, row-major), N, D, COVARIANCE in the environment.

Prints {"ms", "value"}: the mean log-likelihood. The start is one K-Means, counted here and there.
"""
import json
import os
import sys
import time
import warnings

import numpy as np
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(file).reshape(n, d)


def fit(x):
    return GaussianMixture(10, covariance_type=os.environ["COVARIANCE"], max_iter=20, tol=0, random_state=0).fit(x)


fit(x[:500])
start = time.perf_counter()
found = fit(x)
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": found.score(x)}))
