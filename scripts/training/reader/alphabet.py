"""What each class of the reader's last layer prints.

Class 0 is the blank of CTC. Twins, （ and ( or 丶 and 、, print the same: which of the two stands there is not to be seen in a
picture of one line, so their probabilities are summed and nothing has to be unlearned.
"""
import unicodedata

TWINS = {"丶": "、", "﹑": "、", "﹝": "〔", "﹞": "〕", "≧": "≥", "≦": "≤", "﹣": "-", "－": "-", "–": "-", "―": "—", "∶": ":", "￥": "¥",
         "‘": "'", "’": "'", "・": "·", "∕": "/", "—": "—", "…": "…", "○": "〇", "﹗": "!"}
KEPT = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ㎡㎏℃№™²³´‥"
# Characters of notices that PP-OCR has no class for: places (隰县, 埇桥), numerals, a ticked box.
ADDED = "ⅠⅤⅥⅦⅧⅨⅩ⑤⑥⑦⑨⑩⑪⑫⑬⑭⑮☑³隰沚埇瀍浉猇仫蒗鄠"


def printed(character):
    if character in TWINS:
        return TWINS[character]
    if character in KEPT:
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded != " " or character == " " else character


def read_keys(path):
    """The characters of PP-OCR's classes 1, 2, ...; the last is a space."""
    return open(path, encoding="utf-8").read().rstrip("\n").split("\n") + [" "]


class Alphabet:
    def __init__(self, keys):
        self.symbols = [""] + [printed(k) for k in keys]
        self.classes = {}
        for i, symbol in enumerate(self.symbols):
            self.classes.setdefault(symbol, []).append(i)

    def knows(self, text):
        return all(printed(c) in self.classes for c in text)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.write("".join(symbol + "\n" for symbol in self.symbols[1:]))
