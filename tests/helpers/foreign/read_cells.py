"""Every cell of a workbook as openpyxl sees it, as JSON: [[sheet, address, type, value], …]. Type f is a formula."""

import json
import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1])
cells = [
    [sheet.title, cell.coordinate, cell.data_type, str(cell.value)]
    for sheet in book
    for row in sheet.iter_rows()
    for cell in row
    if cell.value is not None
]
sys.stdout.reconfigure(encoding="utf-8")
json.dump(cells, sys.stdout, ensure_ascii=False)
