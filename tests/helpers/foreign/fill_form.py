"""Fills a self-evaluation form with openpyxl, sorts its rows, and hides or moves columns, as people do.

usage: fill_form.py FORM ENTRIES.json OUT
ENTRIES: {"rows": {"item code": {"自评分": 0.8, "自评说明": "…", "材料文件名": "…"}}, "填报人": "…", "审核人": "…",
  "sort": true, "hide": ["考核内容"], "move": true}
"""

import json
import sys
from copy import copy

from openpyxl import load_workbook

source, entries_file, target = sys.argv[1:4]
with open(entries_file, encoding="utf-8") as file:
    entries = json.load(file)
book = load_workbook(source)
sheet = book["自评表"]
top = next(row for row in range(1, 20) if any(cell.value == "自评分" for cell in sheet[row]))
columns = {cell.value: cell.column for cell in sheet[top] if cell.value}
for row in range(top + 1, sheet.max_row + 1):
    for heading, value in entries["rows"].get(sheet.cell(row, columns["指标编码"]).value, {}).items():
        sheet.cell(row, columns[heading]).value = value

rows = [
    [(copy(cell.value), cell._style) for cell in sheet[row]] for row in range(top + 1, sheet.max_row + 1)
]
if entries.get("sort"):
    key = columns["自评说明"] - 1
    rows.sort(key=lambda cells: str(cells[key][0]), reverse=True)
if entries.get("move"):
    heading = [(copy(cell.value), cell._style) for cell in sheet[top]]
    # The marks go last, the statement first.
    order = [columns["自评说明"] - 1]
    order += [at for at in range(len(heading)) if at not in (order[0], 0)] + [0]
    mark = sheet.cell(1, 1).value
    sheet.cell(1, 1).value = None
    sheet.cell(1, len(order)).value = mark
    for at, old in enumerate(order):
        sheet.cell(top, at + 1).value = heading[old][0]
    rows = [[cells[old] for old in order] for cells in rows]
for index, cells in enumerate(rows):
    for at, (value, style) in enumerate(cells):
        cell = sheet.cell(top + 1 + index, at + 1)
        cell.value = value
        cell._style = style
for heading in entries.get("hide", []):
    sheet.column_dimensions[sheet.cell(top, columns[heading]).column_letter].hidden = True

guide = book["填报说明"]
for row in guide.iter_rows(max_col=1):
    label = str(row[0].value or "")
    for name in ("填报人", "审核人"):
        if label.startswith(name) and name in entries:
            guide.cell(row[0].row, 2).value = entries[name]
book.save(target)
