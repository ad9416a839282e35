"""Times scikit-learn's HDBSCAN: FILE (float64, row-major), N, D. Prints {"ms", "value"}: the number of clusters."""
import json
import sys
import time

import numpy as np
from sklearn.cluster import HDBSCAN

file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(file).reshape(n, d)
HDBSCAN(min_cluster_size=10, min_samples=5, copy=True).fit(x[:500])
start = time.perf_counter()
labels = HDBSCAN(min_cluster_size=10, min_samples=5, copy=True).fit(x).labels_
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": int(labels.max()) + 1}))
