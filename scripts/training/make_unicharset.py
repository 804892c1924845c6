#!/usr/bin/env python3
"""Writes the unicharset of a line model: one character a line of an alphabet file.

    make_unicharset.py ALPHABET > NAME.unicharset

unicharset_extractor would fold full-width marks, dashes and circled numbers into ASCII, which is
just what the models here must tell apart. Properties are filled in by combine_lang_model.
"""
import sys
import unicodedata

SCRIPTS = [(0x3400, 0x9FFF, "Han"), (0x41, 0x5A, "Latin"), (0x61, 0x7A, "Latin"), (0x3007, 0x3007, "Han")]


def script(c):
    return next((name for low, high, name in SCRIPTS if low <= ord(c) <= high), "Common")


def properties(c):
    """Bits of the old format: letter 1, lower 2, upper 4, digit 8, mark 16."""
    kind = unicodedata.category(c)
    return ((kind[0] == "L") | (kind == "Ll") << 1 | (kind == "Lu") << 2 | (kind == "Nd") << 3 |
            (kind[0] in "PS") << 4)


def main():
    text = open(sys.argv[1], encoding="utf8").read()
    chars = sorted({c for c in text if not c.isspace()})
    print(len(chars) + 3)
    print("NULL 0 Common 0")
    print("Joined 7 0,255,0,255,0,0,0,0,0,0 Latin 1 0 1 Joined\t# Joined [4a 6f 69 6e 65 64 ]a")
    print("|Broken|0|1 f 0,255,0,255,0,0,0,0,0,0 Common 2 10 2 |Broken|0|1\t# Broken")
    for i, c in enumerate(chars, 3):
        print("%s %x 0,255,0,255,0,0,0,0,0,0 %s %d 0 %d %s\t# %s [%x ]" %
              (c, properties(c), script(c), i, i, c, c, ord(c)))


main()
