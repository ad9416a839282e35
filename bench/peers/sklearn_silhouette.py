"""Times scikit-learn's mean silhouette of labels i mod 10: FILE (float64, row-major), N, D. Prints {"ms", "value"}."""
import json
import sys
import time

import numpy as np
from sklearn.metrics import silhouette_score

file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(file).reshape(n, d)
labels = np.arange(n) % 10
silhouette_score(x[:500], labels[:500])
start = time.perf_counter()
value = silhouette_score(x, labels)
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": value}))
