#!/usr/bin/env python3
"""Cut the font of Qun's charts out of Noto Sans SC Regular (SIL Open Font License 1.1).

    python3 -m venv /tmp/font && . /tmp/font/bin/activate
    pip install fonttools pylopdf-fonts-zh-cn
    python assets/fonts/subset.py "$(python -c 'import pathlib, pylopdf_fonts_zh_cn as p;
    print(pathlib.Path(p.__file__).parent / "NotoSansSC-Regular.otf")')"

Debian's package fonts-noto-cjk works as well: NotoSansCJK-Regular.ttc, with --font-number of
its face "Noto Sans CJK SC" (the family name is set to "Noto Sans SC" either way).

What stays: GB2312 levels 1 and 2 (6,763 hanzi) with its punctuation and full-width forms,
Latin with accents, Greek, arrows, signs used in labels, and a few hanzi outside GB2312 that
people write in communities and names.

What changes besides: ascent minus descent becomes 1.24 em, because the library that draws the
charts takes a font's height for 1.24 em when it measures text.
"""

import argparse
import pathlib

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans SC"
HEIGHT_IN_EM = 1.24
BEYOND_GB2312 = "囧嘚怼撸啰嗐喆堃翀玥珺祎赟煊燚镕嫒昇瑀瞾吋咗唔啲喺嘢哋佢冇嘅咁"
SIGNS = "−×÷·…–—’‘“”‚„†‡•‰′″‹›€™←↑→↓↔↗↘≈≠≤≥±∞√∑∆√Δσμτ◦●○■□▲△▼▽◆◇★☆✓✗"


def characters() -> set[int]:
    """Every code point that stays."""
    kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x370, 0x3FF))
    kept |= {ord(character) for character in BEYOND_GB2312 + SIGNS}
    for row in [1, 2, 3, *range(16, 88)]:
        for cell in range(1, 95):
            try:
                kept.add(ord(bytes([row + 0xA0, cell + 0xA0]).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return kept


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("source", type=pathlib.Path)
    arguments.add_argument("--font-number", type=int, default=0)
    arguments.add_argument(
        "--out",
        type=pathlib.Path,
        default=pathlib.Path(__file__).parent / "NotoSansSC-Regular-subset.otf",
    )
    given = arguments.parse_args()

    options = subset.Options()
    options.layout_features = ["kern"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT"]
    font = TTFont(given.source, fontNumber=given.font_number, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)

    em = font["head"].unitsPerEm
    ascent = round(0.96 * em)
    font["hhea"].ascent = ascent
    font["hhea"].descent = ascent - round(HEIGHT_IN_EM * em)
    font["hhea"].lineGap = 0
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = FAMILY
    font.save(given.out)
    print(f"{given.out}: {given.out.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")


if __name__ == "__main__":
    main()
