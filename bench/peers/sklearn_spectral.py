"""Times scikit-learn's SpectralClustering: FILE (float64, row-major), N, D. Prints {"ms", "value"}: clusters."""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import SpectralClustering

warnings.filterwarnings("ignore")
file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(file).reshape(n, d)


def fit(x):
    return SpectralClustering(10, affinity="nearest_neighbors", n_neighbors=10, random_state=0).fit(x)


fit(x[:500])
start = time.perf_counter()
labels = fit(x).labels_
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": len(set(labels.tolist()))}))
