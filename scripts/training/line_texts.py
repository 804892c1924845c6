#!/usr/bin/env python3
"""Composes the lines of text that the line models are trained on.

    line_texts.py values --alphabet values.alphabet --count 60000 --seed 1 > values.txt
    line_texts.py pages  --alphabet pages.alphabet --regions regions.tsv --words essay.txt \
                         --funds fixtures/funds/fit --count 60000 --seed 1 > pages.txt

`values` are what stands in value and amount cells. What an alphabet lacks is written as 〓, the
printer's mark for a missing type: so the value model learns to say that it does not know.
`pages` are names, titles, addresses, sentences, and characters thrown together, so that those which
chi_sim lacks are met often enough. Nothing here comes from the notices that are measured on.
"""
import argparse
import glob
import json
import random
import sys

UNITS = """万元 亿元 元 角 分 万 亿 千 百 % % % % ‰ 人 万人 人次 万人次 个 家 户 起 件 次 天 月 年 日 周 小时 分钟 秒 个月 工作日 个工作日
亩 万亩 公顷 平方米 平方公里 立方米 万立方米 公里 千米 米 厘米 毫米 吨 万吨 千克 公斤 克 套 台 辆 艘 座 处 所 间 栋 幢 条 项 批 期 场 场次 届 篇 部 册 份 张
名 位 对 组 队 村 镇 乡 县 市 区 校 班 学时 课时 床 张床 例 人份 头 只 羽 株 棵 尾 箱 盒 瓶 支 ℃ ㎡ m² km kW kg t m mg/L 元/人 元/人·年 元/亩 元/吨 元/个 元/平方米 元/天
元/月 元/年 万元/个 万元/公里 元/人次 元/户 倍 成 分值 级 类 度 次/年 次/月 头（只） 台（套） 个（家） 人（次） 千瓦 千瓦时 吨标准煤""".split()
TAILS = ["以上", "以内", "以下", "左右", "及以上", "及以下", "以上（含）", "内", "前", "后", "底前", "起", "完成", "不等", "，持平", "/年", "/人", "/亩", "每年", "（含）"]
HEADS = ["不低于", "不高于", "不超过", "不少于", "不小于", "不大于", "大于等于", "小于等于", "大于", "小于", "达到", "达", "约", "等于", "超过", "至少", "控制在", "平均", "每年", "年均", "提高", "下降", "增长", "减少", "降低", "提升", "同比增长", "较上年提高", "逐年", "累计", "共", "人均", "每人", "每亩", "月均"]
WORDS = """保持稳定 稳定 提高 逐步提高 不断提高 有所提高 明显提高 显著提高 有效提升 提升 明显提升 逐步提升 改善 明显改善 有效改善 持续改善 逐步改善 长期 中长期 短期 持续 长期有效 长效 有效 有效保障 保障
完成 按时完成 及时 按时 按规定 按期 达标 合格 优良 优 良 中 差 较高 高 较低 低 是 否 有 无 满意 较满意 基本满意 非常满意 显著 明显 增强 有效增强 促进 有效促进 推动 减少 降低 逐步降低 不断降低
健全 完善 基本健全 逐步完善 建立 已建立 规范 安全 正常 正常运行 可控 足额 足额发放 按月发放 及时足额 零发生 不发生 不新增 杜绝 当年 年内 全年 本年度 长期坚持 全覆盖 应保尽保 应补尽补 定性 合理 节约 100%合格
不低于上年 不高于上年 较上年提高 较上年有所提升 与上年持平 持平 达到国家标准 符合要求 符合规定 以实际为准 以文件为准 按标准执行 严格执行 按照标准发放 国家标准 行业标准 执行 下达 拨付 一次性""".split()
LEGAL = "零壹贰叁肆伍陆柒捌玖"
HAN = "〇一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
ROMAN = "ⅠⅡⅢⅣⅤ"
FULL = str.maketrans("0123456789.%<>=+-()/,:", "０１２３４５６７８９．％＜＞＝＋－（）／，：")


# What looks the same is written the same, and as chi_sim writes it: a model that is to tell （ from (
# by their shape alone learns to print both.
FOLD = str.maketrans("！％（）＋－．／０１２３４５６７８９：；＜＝＞？～￥﹝﹞﹣–≧≦‘’", "!%()+-./0123456789:;<=>?~¥〔〕--≥≤''")


def comparator(r):
    return r.choices(["≥", "≤", ">", "<", "=", "＞", "＜", "＝", "±", "≧", "≦", "≈", ""],
                     [30, 16, 3, 3, 2, 2, 2, 1, 2, 0.5, 0.5, 1, 30])[0]


def number(r):
    kind = r.random()
    if kind < 0.30:
        return str(r.randint(0, 100))
    if kind < 0.45:
        return str(r.choice([1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 50, 60, 70, 75, 80, 85, 90, 95, 98, 99, 100]))
    if kind < 0.62:
        return str(r.randint(100, 99999) if r.random() < 0.7 else r.randint(1, 30) * r.choice([100, 1000, 10000]))
    if kind < 0.80:
        digits = r.choice([1, 1, 2, 2, 2, 3, 4, 6])
        return "%.*f" % (digits, r.choice([1, 10, 100, 1000, 10000, 100000]) * r.random())
    if kind < 0.92:
        return "{:,}".format(r.randint(1000, 99999999)) if r.random() < 0.5 else "{:,.2f}".format(10 ** r.uniform(3, 8))
    return str(r.randint(0, 10 ** r.randint(1, 9)))


def date(r):
    y, m, d = r.randint(1998, 2035), r.randint(1, 12), r.randint(1, 31)
    han_y = "".join(HAN[int(c)] for c in str(y))
    return r.choice(["%d年%d月%d日" % (y, m, d), "%d年%d月" % (y, m), "%d年%d月底前" % (y, m), "%d月底前" % m, "%d月%d日前" % (m, d),
                     "%d年底前" % y, "%d年底" % y, "%d年" % y, "%d年度" % y, "%d-%d年" % (y, y + r.randint(1, 5)), "%d—%d年" % (y, y + 3), "当年%d月" % m, "次年%d月底前" % m,
                     "%d-%02d-%02d" % (y, m, d), "%d/%d/%d" % (y, m, d), "%d.%d.%d" % (y, m, d), "%d年%d月%d日前" % (y, m, d), "%d月" % m, "第%s季度" % r.choice("一二三四"),
                     han_y + "年" + r.choice(HAN[1:]) + "月", "每年%d月底前" % m, "每季度末", "每月%d日前" % d, "%d月%d日" % (m, d)])


def han_number(r):
    n = r.randint(1, 9)
    return r.choice([HAN[n] + "成", HAN[n] + "成以上", "十" + HAN[n], HAN[n] + "十", HAN[n] + "十" + HAN[r.randint(1, 9)], HAN[n] + "百", HAN[n] + "千",
                     HAN[n] + "万", "百分之" + HAN[n] + "十", "两次", "一次", HAN[n] + "倍", HAN[n] + "年", HAN[n] + "级", "第" + HAN[n] + "批", "不低于" + HAN[n] + "成"])


def legal_number(r):
    text = "".join(LEGAL[r.randint(0, 9)] + r.choice(["拾", "佰", "仟", "万", "亿", ""]) for _ in range(r.randint(1, 6)))
    return ("人民币" if r.random() < 0.3 else "") + text + r.choice(["元整", "万元整", "元", "圆整", "万元", "亿元", ""])


def amount(r):
    n = number(r)
    return r.choices([n, "-" + n, "－" + n, "—" + n, "(" + n + ")", "（" + n + "）", n + r.choice(["元", "万元", "亿元"]), "￥" + n, "¥" + n, "—", "-", "/", "0", "0.00", "——", "无", "…"],
                     [40, 8, 3, 1, 2, 2, 8, 1, 1, 1, 1, 1, 2, 2, 1, 1, 0.5])[0]


def value(r):
    kind = r.random()
    if kind < 0.40:
        return comparator(r) + number(r) + r.choice(UNITS)
    if kind < 0.48:
        return comparator(r) + number(r) + r.choice(["%", "%", "％", "‰"])
    if kind < 0.62:
        return amount(r)
    if kind < 0.68:
        return (r.choice(HEADS) if r.random() < 0.8 else "") + number(r) + r.choice(UNITS) + (r.choice(TAILS) if r.random() < 0.4 else "")
    if kind < 0.72:
        return number(r) + r.choice(UNITS) + r.choice(TAILS)
    if kind < 0.76:
        a, b = sorted([r.randint(0, 500), r.randint(0, 500)])
        dash = r.choice(["-", "—", "~", "～", "－", "至", "–"])
        unit = r.choice(UNITS)
        return r.choice(["%d%s%s%d%s" % (a, unit if r.random() < 0.3 else "", dash, b, unit)])
    if kind < 0.81:
        return date(r)
    if kind < 0.88:
        return r.choice(WORDS)
    if kind < 0.90:
        return han_number(r)
    if kind < 0.92:
        return legal_number(r)
    if kind < 0.935:
        return r.choice([r.choice(CIRCLED) + value(r), r.choice(ROMAN) + r.choice(["类", "级", "类以上", ""]), "%d/%d" % (r.randint(1, 9), r.randint(2, 100)), "1:%d" % r.randint(1, 50),
                         "%d×%d" % (r.randint(1, 99), r.randint(1, 99)), "±%s" % number(r), "%d℃" % r.randint(-40, 90), "%s㎡" % number(r), r.choice("√×□○●☑■△★"), "□是 □否", "%d+%d" % (r.randint(1, 99), r.randint(1, 99)), "No.%d" % r.randint(1, 999), "%d次/%d年" % (r.randint(1, 9), r.randint(1, 9))])
    if kind < 0.95:
        return "".join(r.choice("0123456789") for _ in range(r.randint(1, 14)))
    if kind < 0.97:
        return "".join(r.choice("0123456789.,%≥≤<>-—()/年月日万元人次") for _ in range(r.randint(1, 12)))
    if kind < 0.985:
        return r.choice(["〔%d〕%d号" % (r.randint(1999, 2033), r.randint(1, 2000)), "[%d]%d号" % (r.randint(1999, 2033), r.randint(1, 2000)), "【%d】%d号" % (r.randint(1999, 2033), r.randint(1, 2000)), "（%d）" % r.randint(1, 30), "%d." % r.randint(1, 40), "%d、" % r.randint(1, 40)])
    return r.choice(["满分%d分", "%d分", "得分%d", "(%d分)", "（%d分）", "权重%d%%", "附件%d", "第%d页", "—%d—", "- %d -", "目标%d", "%d万元以内", "1~%d"]) % r.randint(1, 100)


def some_value(r):
    text = value(r)
    if r.random() < 0.05:
        text = text.translate(FULL)
    if r.random() < 0.08:
        text += r.choice(["；", "，", ";", ",", "。", "、"]) + value(r)
    if len(text) > 26:
        text = text[:26]
    return text.strip() or "0"


class Pages:
    def __init__(self, args, alphabet):
        self.words = [w.strip() for w in open(args.words, encoding="utf8") if 1 < len(w.strip()) <= 8]
        self.alphabet = alphabet
        self.words = [w for w in self.words if all(c in alphabet for c in w)]
        self.regions = [line.rstrip("\n").split("\t")[1] for line in open(args.regions, encoding="utf8") if not line.startswith("#")]
        self.names, self.sentences = [], []
        for path in sorted(glob.glob(args.funds + "/*.json")):
            fund = json.load(open(path, encoding="utf8"))
            self.sentences += [fund["title"], fund["fund"], fund["competent"]] + fund["columns"] + fund["goal"]
            for row in fund["rows"]:
                names = row["names"] if isinstance(row, dict) else row[2].split("|")
                values = row["values"] if isinstance(row, dict) else row[3].split("|")
                self.names += names
                self.sentences += values
                self.sentences += [row[0], row[1]] if not isinstance(row, dict) else []
        self.han = [c for c in alphabet if "\u3400" <= c <= "\u9fff"]
        self.marks = [c for c in alphabet if not c.isalnum()]
        self.rare = [c for c in (args.rare and open(args.rare, encoding="utf8").read() or "") if c in alphabet and not c.isspace()]

    def agency(self, r):
        place = r.choice(self.regions)
        return place + r.choice(["财政局", "财政厅", "人民政府", "人力资源和社会保障局", "教育局", "农业农村局", "民政局", "卫生健康委员会", "发展和改革委员会", "水利局", "交通运输局", "住房和城乡建设局", "审计局", "文化和旅游局", "自然资源局", "生态环境局", "乡村振兴局", "林业和草原局", "应急管理局", "残疾人联合会", "医疗保障局", "退役军人事务局", "科学技术局", "工业和信息化局", "商务局", "总工会", "", "", "", "合计", "小计", "本级", "直属单位"])

    def document_number(self, r):
        place = r.choice(self.regions)[:r.choice([1, 1, 2])]
        code = place + r.choice(["财社", "财农", "财教", "财行", "财建", "财预", "财综", "财资环", "财文", "财库", "财金", "财企", "财社指", "财农指", "财教(指)", "人社发", "教财", "财办", "财税", "农计", "卫财", "政办发"])
        y, n = r.randint(2008, 2030), r.randint(1, 1999)
        return r.choice([code + "〔%d〕%d号" % (y, n)] * 5 + [code + "[%d]%d号" % (y, n), code + "（%d）%d号" % (y, n), code + "【%d】%d号" % (y, n), code + "﹝%d﹞%d号" % (y, n)])

    def sentence(self, r):
        w = lambda: r.choice(self.words)
        n = lambda: r.choice(self.names)
        return r.choice([
            lambda: "关于" + r.choice(["拨付", "下达", "提前下达", "清算", "收回", "调整", "安排"]) + str(r.randint(2015, 2030)) + "年" + r.choice(self.sentences)[:10] + "的通知",
            lambda: "《" + w() + w() + "管理办法》（" + self.document_number(r) + "）",
            lambda: "根据《" + w() + w() + w() + "的通知》，" + w() + w() + "。",
            lambda: self.document_number(r),
            lambda: "各" + r.choice(["县（市）", "市、州", "县（市、区）", "区县", "地区"]) + "财政局、" + r.choice(["教育局", "民政局", "农业农村局", "人力资源和社会保障局"]) + "：",
            lambda: r.choice("一二三四五六七八九") + "、" + w() + w() + "，" + w() + w() + "。",
            lambda: "（" + r.choice("一二三四五六七八九") + "）" + w() + w() + "；" + w() + "、" + w() + "。",
            lambda: "附件：" + r.choice(["1.", "2.", "3.", ""]) + w() + w() + "分配表",
            lambda: "抄送：" + self.agency(r) + "，" + self.agency(r) + "。",
            lambda: self.agency(r) + "办公室" + " " * r.choice([1, 2]) + date(r) + "印发",
            lambda: n() + "，" + w() + "。",
            lambda: "“" + w() + w() + "”" + w() + "：" + w() + "。",
            lambda: "目标%d：" % r.randint(1, 9) + n() + "。",
            lambda: w() + w() + "……" + w() + "——" + w(),
            lambda: "支出列" + "%d" % r.randint(20101, 23999) + "“" + w() + "”科目，" + str(r.randint(50101, 51399)) + "。",
            lambda: "".join(w() for _ in range(r.randint(3, 8))),
            lambda: "".join(w() + r.choice(["，", "。", "、", "；", "：", "", "", ""]) for _ in range(r.randint(3, 8))),
        ])()

    def line(self, r):
        kind = r.random()
        if kind < 0.20:
            text = r.choice(self.names)
        elif kind < 0.27:
            text = r.choice(self.sentences).replace("{region}", r.choice(self.regions))
        elif kind < 0.39:
            text = r.choice(self.regions) if r.random() < 0.4 else self.agency(r)
        elif kind < 0.60:
            text = self.sentence(r)
        elif kind < 0.72:
            text = some_value(r)
        elif kind < 0.86:
            text = "".join(r.choice(self.words) for _ in range(r.randint(1, 5)))
            if self.rare and r.random() < 0.8:
                for _ in range(r.randint(1, 4)):
                    at = r.randint(0, len(text))
                    text = text[:at] + r.choice(self.rare) + text[at:]
        elif kind < 0.96:
            pool = self.rare if self.rare and r.random() < 0.7 else self.han
            text = "".join(r.choice(pool) for _ in range(r.randint(2, 12)))
        else:
            text = "".join(r.choice(self.marks if r.random() < 0.5 else self.han) for _ in range(r.randint(2, 10)))
        longest = r.choice([8, 14, 20, 26, 32])
        if len(text) > longest:
            at = r.randint(0, len(text) - longest)
            text = text[at:at + longest]
        return text.strip() or "县"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["values", "pages"])
    parser.add_argument("--alphabet", required=True)
    parser.add_argument("--regions")
    parser.add_argument("--words")
    parser.add_argument("--funds")
    parser.add_argument("--rare")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    alphabet = set(open(args.alphabet, encoding="utf8").read()) - {"\n"}
    r = random.Random(args.seed)
    pages = Pages(args, alphabet) if args.regions else None
    for _ in range(args.count):
        if args.kind == "values":
            text = some_value(r)
            # Names in a value cell, so that the model learns what it does not know.
            if pages and r.random() < 0.12:
                text = r.choice(pages.words) if r.random() < 0.6 else text + r.choice(pages.words)
            printed = "".join(c if c in alphabet or c == " " else "〓" for c in text)
        else:
            printed = "".join(c for c in pages.line(r) if c in alphabet or c == " ")
        if printed.strip():
            # What is drawn, and what the model is to say.
            sys.stdout.write(printed.strip() + "\t" + printed.strip().translate(FOLD) + "\n")


main()
