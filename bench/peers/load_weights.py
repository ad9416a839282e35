"""Rebuilds a VAE of dense layers in PyTorch from its safetensors file: load_weights.py FILE → JSON on stdout.

Reads x [row, feature] as JSON from stdin and prints posterior means and reconstructions from them.
"""
import json
import struct
import sys

import torch
from torch import nn

with open(sys.argv[1], "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()
tensors = {
    name: torch.frombuffer(bytearray(data[slice(*about["data_offsets"])]), dtype=torch.float32).reshape(about["shape"])
    for name, about in header.items()
    if name != "__metadata__"
}
architecture = json.loads(header["__metadata__"]["config"])["architecture"]


def linear(name):
    kernel, bias = tensors[f"{name}.kernel"], tensors[f"{name}.bias"]
    layer = nn.Linear(*kernel.shape)
    layer.weight, layer.bias = nn.Parameter(kernel.T), nn.Parameter(bias)
    return layer


def stack(name):
    return nn.Sequential(*[part for i in range(len(architecture["hidden"])) for part in (linear(f"{name}.{i}"), nn.ReLU())])


encoder = nn.Sequential(stack("encoder"), linear("mean"))
decoder = nn.Sequential(stack("decoder"), linear("output"))
with torch.no_grad():
    mean = encoder(torch.tensor(json.load(sys.stdin)))
    print(json.dumps({"mean": mean.tolist(), "tracks": decoder(mean).tolist(), "version": torch.__version__}))
