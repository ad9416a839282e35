"""Times scikit-learn's TF-IDF, then its randomised truncated SVD, on documents in FILE (a JSON list).

FILE TERMS COMPONENTS. Prints {"tfIdfMs", "svdMs", "terms", "singularValues"}.
"""
import json
import sys
import time

from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

file, terms, components = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(file, encoding="utf8") as source:
    documents = json.load(source)
TruncatedSVD(2).fit(TfidfVectorizer().fit_transform(documents[:100]))
start = time.perf_counter()
weights = TfidfVectorizer(max_features=terms or None, min_df=2, max_df=0.8).fit_transform(documents)
middle = time.perf_counter()
svd = TruncatedSVD(components, n_iter=5, n_oversamples=10, random_state=0)
svd.fit_transform(weights)
end = time.perf_counter()
print(json.dumps({
    "tfIdfMs": 1000 * (middle - start),
    "svdMs": 1000 * (end - middle),
    "terms": weights.shape[1],
    "singularValues": svd.singular_values_.tolist(),
}))
