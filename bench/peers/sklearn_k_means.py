"""Times scikit-learn's K-Means: FILE (float64, row-major), N, D. Prints {"ms", "value"}: the best of 10 inertias."""
import json
import sys
import time

import numpy as np
from sklearn.cluster import KMeans

file, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(file).reshape(n, d)
KMeans(10, n_init=1, random_state=0, tol=1e-4).fit(x[:500])
start = time.perf_counter()
value = KMeans(10, n_init=10, random_state=0, tol=1e-4, max_iter=300).fit(x).inertia_
print(json.dumps({"ms": 1000 * (time.perf_counter() - start), "value": value}))
