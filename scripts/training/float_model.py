#!/usr/bin/env python3
"""Turns an integer (fast) Tesseract line model into a float one that lstmtraining can continue.

    float_model.py chi_sim.lstm chi_sim_float.lstm

A fast model holds each row of weights as bytes and one scale; the product is the weight that
recognition uses, so nothing is lost but what the integers had lost already. The layout is that of
Network::Serialize and WeightMatrix::Serialize in Tesseract 5: little endian, a layer = type, state,
flags, shape, name, then its own data.
"""
import struct
import sys

INT8_FLAG, ADAM_FLAG, DOUBLE_FLAG = 1, 4, 128
TRAINING_FLAG_INT = 1
LAYER_SPECIFIC_RATE = 64


class Copier:
    def __init__(self, data):
        self.data, self.at, self.out = data, 0, bytearray()

    def take(self, form):
        size = struct.calcsize("<" + form)
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += size
        return values

    def copy(self, form):
        start = self.at
        values = self.take(form)
        self.out += self.data[start:self.at]
        return values

    def copy_text(self):
        (length,) = self.copy("I")
        text = self.data[self.at:self.at + length]
        self.out += text
        self.at += length
        return text.decode()

    def weights(self):
        (mode,) = self.take("B")
        if not mode & INT8_FLAG:
            sys.exit("float_model.py: these weights are floats already")
        rows, columns, _ = self.take("iib")
        codes = self.take("%db" % (rows * columns))
        (count,) = self.take("I")
        scales = self.take("%dd" % count)
        # The byte of the state says "recognition only", so no sums of the optimiser follow.
        self.out += struct.pack("<Biid", ADAM_FLAG | DOUBLE_FLAG, rows, columns, 0.0)
        for row in range(rows):
            line = codes[row * columns:(row + 1) * columns]
            self.out += struct.pack("<%dd" % columns, *(code * scales[row] for code in line))

    def layer(self):
        self.copy("b")
        kind = self.copy_text()
        self.copy("bb")  # training state, whether errors go on below
        flags, inputs, outputs, count = self.copy("iiii")
        name = self.copy_text()
        if kind == "Input":
            self.copy("5i")
        elif kind in ("Convolve", "Maxpool", "Reconfig"):
            self.copy("ii")
        elif kind in ("Series", "Parallel", "XYTranspose", "RTLReversed", "TTBReversed",
                      "ParBidiLSTM", "DepParUDLSTM", "Par2dLSTM", "RevTTB", "RevRTL"):
            (size,) = self.copy("I")
            for _ in range(size):
                self.layer()
            if flags & LAYER_SPECIFIC_RATE:
                (rates,) = self.copy("I")
                self.copy("%df" % rates)
        elif kind in ("Tanh", "Logistic", "Relu", "Linear", "Softmax", "SymRelu", "PosClip",
                      "SymClip", "SoftmaxNoCTC"):
            self.weights()
        elif kind in ("LSTM", "SummLSTM"):
            (inner,) = self.copy("i")
            for _ in range(4):  # candidate, input, forget and output gates; one dimension each
                self.weights()
        else:
            sys.exit("float_model.py: unknown layer %s %s (%d -> %d)" % (kind, name, inputs, outputs))

    def recogniser(self):
        self.layer()
        spec = self.copy_text()
        (flags,) = self.take("i")
        self.out += struct.pack("<i", flags & ~TRAINING_FLAG_INT)
        self.out += self.data[self.at:]
        return spec


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as source:
        copier = Copier(source.read())
    print(copier.recogniser())
    with open(sys.argv[2], "wb") as target:
        target.write(copier.out)


main()
