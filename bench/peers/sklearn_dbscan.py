"""Times scikit-learn's DBSCAN: FILE (float64, row-major), N, D, EPS in the environment. Prints {"ms", "value"}: noise."""
import json
import os
import sys
import time

import numpy as np
from sklearn.cluster import DBSCAN

file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
eps = json.loads(os.environ["EPS"])[f"{n} {d}"]
x = np.fromfile(file).reshape(n, d)
DBSCAN(eps=eps, min_samples=5).fit(x[:500])
start = time.perf_counter()
labels = DBSCAN(eps=eps, min_samples=5).fit(x).labels_
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": int((labels < 0).sum())}))
