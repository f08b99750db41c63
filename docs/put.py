"""Puts tables into pages, between `<!-- NAME -->` and `<!-- /NAME -->`.

usage: python docs/put.py PAGE TABLE.md|TABLE.csv...

A table is named as its file is: `backtest.md` goes where `<!-- backtest -->` is. `qun calibrate LOGS
--backtest --out DIR` writes `backtest.md`, `qun calibrate --recovery 100 --out DIR` writes
`recovery.md`; a CSV becomes a table of its columns.
"""

import csv
import pathlib
import re
import sys


def shortened(cell: str) -> str:
    if not re.fullmatch(r"-?\d+\.\d+", cell):
        return cell
    number = float(cell)
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def markdown(path: pathlib.Path) -> str:
    if path.suffix != ".csv":
        return path.read_text(encoding="utf-8").strip()
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    short = [[shortened(cell) for cell in row] for row in rows]
    lines = [" | ".join(row) for row in (head, ["---"] * len(head), *short)]
    return "\n".join(f"| {line} |" for line in lines)


def main(page: pathlib.Path, tables: list[pathlib.Path]) -> None:
    text = page.read_text(encoding="utf-8")
    for path in tables:
        name = re.escape(path.stem)
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        table = markdown(path)
        text, found = place.subn(lambda marks: f"{marks[1]}\n{table}\n\n{marks[2]}", text)
        if not found:
            sys.exit(f"{page} has no place for {path.stem}: write <!-- {path.stem} --> and <!-- /{path.stem} -->")
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]])
