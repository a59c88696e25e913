"""Fills a scoring workbook with openpyxl, as an assessor does with a spreadsheet program.

usage: fill_scores.py WORKBOOK ENTRIES.json OUT
ENTRIES: {"unit code\\titem code": {"评分输入": "…", "得分": 1.5, "扣分理由": "…", "不适用": "是", "评分人": "…"}}
"""

import json
import sys

from openpyxl import load_workbook

source, entries_file, target = sys.argv[1:4]
with open(entries_file, encoding="utf-8") as file:
    entries = json.load(file)
book = load_workbook(source)
sheet = book["评分"]
columns = {cell.value: cell.column for cell in sheet[1]}
for row in range(2, sheet.max_row + 1):
    unit = sheet.cell(row, columns["单位编码"]).value
    item = sheet.cell(row, columns["指标编码"]).value
    for heading, value in entries.get(f"{unit}\t{item}", {}).items():
        sheet.cell(row, columns[heading]).value = value
book.save(target)
