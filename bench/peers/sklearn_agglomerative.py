"""Times scikit-learn's AgglomerativeClustering: FILE (float64, row-major), N, D, LINKAGE in the environment.

Prints {"ms", "value"}: the height of the last merge, from the full tree.
"""
import json
import os
import sys
import time

import numpy as np
from sklearn.cluster import AgglomerativeClustering

file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(file).reshape(n, d)


def fit(x):
    return AgglomerativeClustering(10, linkage=os.environ["LINKAGE"], compute_distances=True).fit(x)


fit(x[:500])
start = time.perf_counter()
found = fit(x)
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": float(found.distances_.max())}))
