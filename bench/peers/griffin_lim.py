"""Writes test/golden/audio/griffin-lim.json: what librosa makes of mel bands and of magnitudes. python3 griffin_lim.py

The bands are of the first second of music5s.wav. `bands` are those of the exact non-negative least squares, of twelve
bands lifted where no spectrum has such bands; `samples` are every 199th of librosa.griffinlim from phases of zero.
"""
import json
import pathlib
import wave

import librosa
import numpy as np
import scipy.optimize

folder = pathlib.Path(__file__).parents[2] / "test/golden/audio"
with wave.open(str(folder / "music5s.wav")) as file:
    y = np.frombuffer(file.readframes(22050), dtype="<i2") / 32768
magnitude = np.abs(librosa.stft(y))
basis = librosa.filters.mel(sr=22050, n_fft=2048, n_mels=128, dtype=np.float64)
mel = basis @ magnitude**2

lifted = mel[:, 20].copy()
lifted[30:42] += np.where(np.arange(12) % 2 == 0, lifted.max(), 0)  # ripples that triangles as wide cannot make
nearest, distance = scipy.optimize.nnls(basis, lifted)


def convergence(sound):
    rebuilt = np.abs(librosa.stft(sound))
    return float(np.linalg.norm(rebuilt - magnitude) / np.linalg.norm(magnitude))


def run(iterations, momentum):
    sound = librosa.griffinlim(magnitude, n_iter=iterations, momentum=momentum, init=None)
    return {
        "iterations": iterations,
        "momentum": momentum,
        "length": len(sound),
        "convergence": convergence(sound),
        "samples": [float(value) for value in sound[::199]],
    }


print(json.dumps({
    "librosa": librosa.__version__,
    "lifted": {"distance": float(distance / np.linalg.norm(lifted)), "bands": (basis @ nearest).tolist()},
    "mel": lifted.tolist(),
    "griffinLim": [run(1, 0.99), run(16, 0.99), run(16, 0.0)],
}, indent=1), file=open(folder / "griffin-lim.json", "w"))
