"""The work of src/music/audio/librosa-features.ts done by librosa: python3 audio_features.py FILE.wav → one line of JSON.

57 means and variances (tuning 0), 20 MFCC with both deltas, log-mel: best and median of five runs after a warm-up.
"""
import json
import sys
import time
import warnings

import librosa
import numpy as np

warnings.filterwarnings("ignore")


def features(y, sr):
    spectrum = np.abs(librosa.stft(y))
    power = spectrum**2
    mel = librosa.feature.melspectrogram(S=power, sr=sr)
    log_mel = librosa.power_to_db(mel)
    mfcc = librosa.feature.mfcc(S=log_mel, n_mfcc=20)
    librosa.feature.delta(mfcc)
    librosa.feature.delta(mfcc, order=2)
    harmonic, percussive = librosa.effects.hpss(y)
    onset = librosa.onset.onset_strength(S=log_mel, sr=sr, aggregate=np.median)
    series = [
        librosa.feature.chroma_stft(S=power, sr=sr, tuning=0.0),
        librosa.feature.rms(y=y),
        librosa.feature.spectral_centroid(S=spectrum, sr=sr),
        librosa.feature.spectral_bandwidth(S=spectrum, sr=sr),
        librosa.feature.spectral_rolloff(S=spectrum, sr=sr),
        librosa.feature.zero_crossing_rate(y),
        harmonic,
        percussive,
        *mfcc,
    ]
    tempo = librosa.feature.tempo(onset_envelope=onset, sr=sr)
    return [f(s) for s in series for f in (np.mean, np.var)] + [float(tempo[0])]


y, sr = librosa.load(sys.argv[1], sr=22050)
features(y, sr)
times = []
for _ in range(5):
    start = time.perf_counter()
    vector = features(y, sr)
    times.append((time.perf_counter() - start) * 1000)
print(json.dumps({
    "versions": f"librosa {librosa.__version__}, numpy {np.__version__}",
    "seconds": len(y) / sr,
    "bestMs": min(times),
    "medianMs": float(np.median(times)),
    "tempo": vector[-1],
    "centroid": float(vector[4]),
}))
