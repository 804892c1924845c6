"""The line reader's network: PP-OCRv4 mobile's recogniser (PaddleOCR, Apache-2.0) as a torch module.

    read_onnx(path)      the parameters out of the ONNX file; batch norms and 1x1 affines folded
    Reader(parameters)   the module: gray lines (N, 1, 48, W), -1 black .. 1 white -> logits (N, W / 8, classes)
    write(reader, path)  half precision, in the form that extractors/ocr/neural reads

PPLCNetV3 (Cui et al., arXiv 2109.15099) makes columns of 480 numbers out of the picture; SVTR (Du et al., arXiv 2205.00159), two
blocks of attention over 120 numbers a column, compares columns; one linear layer says which character each column is.
"""
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HEIGHT, STEP = 48, 8  # pixels of a line, and pixels a column of logits
NONE, HARD_SWISH, SWISH, RELU, HARD_SIGMOID = range(5)
HEADS = 8
NECK = 5  # of the convolutions, the last ones: they surround the attention


def attributes(node):
    from onnx import helper
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def read_onnx(path):
    """-> convolutions (dicts), linear layers (weight as in x @ w, bias), layer norms (weight, bias), in the order of use."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    nodes = [n for n in graph.node if n.op_type != "Constant"]
    value = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    value |= {n.output[0]: numpy_helper.to_array(attributes(n)["value"]) for n in graph.node if n.op_type == "Constant"}

    def constant_of(node):
        return next(value[x] for x in node.input if x in value).astype(np.float32)

    convolutions = [convolution(nodes, i, value, constant_of) for i, n in enumerate(nodes) if n.op_type == "Conv"]
    convolutions[0]["weight"] = convolutions[0]["weight"].sum(1, keepdims=True)  # all three colours are the same gray

    def of_kind(kind):
        names = {x.rsplit(".", 1)[0] for x in value if x.startswith(kind + "_") and x.endswith(".w_0")}
        return [(value[n + ".w_0"], value[n + ".b_0"]) for n in sorted(names, key=lambda n: int(n.split("_")[-1]))]

    return convolutions, of_kind("linear"), of_kind("layer_norm")


def convolution(nodes, i, value, constant_of):
    node, rest = nodes[i], nodes[i + 1:i + 9]
    given = attributes(node)
    weight = value[node.input[1]].astype(np.float32)
    bias = value[node.input[2]].astype(np.float32) if len(node.input) > 2 else np.zeros(len(weight), np.float32)
    out = {"stride": tuple(given["strides"]), "pad": tuple(given["pads"][:2]), "groups": given.get("group", 1), "activation": NONE,
           "scale": 1.0, "shift": 0.0}
    kind = rest[0].op_type
    if kind == "BatchNormalization":
        scale, shift, mean, variance = (value[x] for x in rest[0].input[1:5])
        factor = scale / np.sqrt(variance + attributes(rest[0])["epsilon"])
        weight, bias = weight * factor[:, None, None, None], shift + (bias - mean) * factor
        if rest[2].op_type == "Sigmoid":
            out["activation"] = SWISH
    elif kind == "Mul" and rest[1].op_type == "Add" and rest[3].op_type == "Clip":
        factor, shift = constant_of(rest[0]), constant_of(rest[1])
        weight, bias = weight * factor, bias * factor + shift
        out.update(activation=HARD_SWISH, scale=constant_of(rest[6]).item(), shift=constant_of(rest[7]).item())
    elif kind == "Relu":
        out["activation"] = RELU
    elif kind == "HardSigmoid":
        out["activation"] = HARD_SIGMOID
    else:
        raise SystemExit(f"{node.name}: {kind} behind a convolution is not known")
    return {**out, "weight": weight.astype(np.float32), "bias": np.broadcast_to(bias, len(weight)).astype(np.float32).copy()}


class Reader(nn.Module):
    def __init__(self, convolutions, linears, norms):
        super().__init__()

        def parameters(arrays):
            return nn.ParameterList([nn.Parameter(torch.from_numpy(np.array(a, np.float32))) for a in arrays])

        self.forms = [{k: c[k] for k in ("stride", "pad", "groups", "activation")} for c in convolutions]
        self.kernels = parameters(c["weight"] for c in convolutions)
        self.biases = parameters(c["bias"] for c in convolutions)
        self.affines = parameters([c["scale"], c["shift"]] for c in convolutions)
        self.linear_weights = parameters(w.T for w, _ in linears)
        self.linear_biases = parameters(b for _, b in linears)
        self.norm_weights = parameters(w for w, _ in norms)
        self.norm_biases = parameters(b for _, b in norms)

    def convolve(self, x, i):
        form = self.forms[i]
        x = F.conv2d(x, self.kernels[i], self.biases[i], form["stride"], form["pad"], 1, form["groups"])
        if form["activation"] == HARD_SWISH:
            return F.hardswish(x) * self.affines[i][0] + self.affines[i][1]
        if form["activation"] == SWISH:
            return F.silu(x)
        if form["activation"] == RELU:
            return F.relu(x)
        if form["activation"] == HARD_SIGMOID:
            return torch.clamp(x / 6 + 0.5, 0, 1)
        return x

    def linear(self, x, i):
        return F.linear(x, self.linear_weights[i], self.linear_biases[i])

    def norm(self, x, i, epsilon):
        return F.layer_norm(x, x.shape[-1:], self.norm_weights[i], self.norm_biases[i], epsilon)

    def attend(self, x, linear, norm):
        lines, steps, width = x.shape
        each = width // HEADS
        q, k, v = self.linear(self.norm(x, norm, 1e-5), linear).reshape(lines, steps, 3, HEADS, each).permute(2, 0, 3, 1, 4)
        weight = torch.softmax((q * each ** -0.5) @ k.transpose(-1, -2), -1)
        x = x + self.linear((weight @ v).transpose(1, 2).reshape(lines, steps, width), linear + 1)
        return x + self.linear(F.silu(self.linear(self.norm(x, norm + 1, 1e-5), linear + 2)), linear + 3)

    def columns(self, x, begin, end):
        """The convolutions of [begin, end) of the first part; a relu one and the next say how much each channel counts."""
        i = begin
        while i < end:
            if self.forms[i]["activation"] == RELU:
                x = x * self.convolve(self.convolve(x.mean((2, 3), keepdim=True), i), i + 1)
                i += 2
            else:
                x = self.convolve(x, i)
                i += 1
        return x

    def logits_of(self, x):
        """From the columns to the logits."""
        neck = len(self.forms) - NECK
        whole = F.avg_pool2d(x, (3, 2), (3, 2))
        z = self.convolve(self.convolve(whole, neck), neck + 1).squeeze(2).transpose(1, 2)
        z = self.norm(self.attend(self.attend(z, 0, 0), 4, 2), 4, 1e-6)
        z = self.convolve(z.transpose(1, 2).unsqueeze(2), neck + 2)
        z = self.convolve(self.convolve(torch.cat([whole, z], 1), neck + 3), neck + 4)
        return self.linear(z.squeeze(2).transpose(1, 2), len(self.linear_weights) - 1)

    def forward(self, x):
        return self.logits_of(self.columns(x, 0, len(self.forms) - NECK))


def write(reader, path):
    """Little endian; whatever has an axis of channels has it last, as pixels are stored."""
    with open(path, "wb") as out:
        def half(tensor):
            out.write(np.ascontiguousarray(tensor.detach().numpy(), np.float16).tobytes())

        out.write(b"GWLINE01" + struct.pack("<I", len(reader.forms)))
        for form, kernel, bias, affine in zip(reader.forms, reader.kernels, reader.biases, reader.affines):
            out.write(struct.pack("<10i2f", *kernel.shape, *form["stride"], *form["pad"], form["groups"], form["activation"], *affine.tolist()))
            kernel = kernel.detach()
            half(kernel[:, 0].flatten(1).T if form["groups"] > 1 else kernel.permute(2, 3, 1, 0).flatten(0, 2))
            half(bias)
        out.write(struct.pack("<I", len(reader.linear_weights)))
        for weight, bias in zip(reader.linear_weights, reader.linear_biases):
            out.write(struct.pack("<2i", *weight.T.shape))
            half(weight.T)
            half(bias)
        out.write(struct.pack("<I", len(reader.norm_weights)))
        for weight, bias in zip(reader.norm_weights, reader.norm_biases):
            out.write(struct.pack("<i", len(weight)))
            half(weight)
            half(bias)
