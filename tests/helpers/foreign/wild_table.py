"""An indicator table as offices send it, made by openpyxl: title, merged levels, points in the text, notes below."""

import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

book = Workbook()
notice = book.active
notice.title = "通知"
notice["A1"] = "关于印发考核指标的通知"

sheet = book.create_sheet("考核表")
sheet["A1"] = "海州区２０２０年度法治政府建设考核评分表"
sheet["A1"].font = Font(name="宋体", size=22, bold=True)
sheet.merge_cells("A1:H1")
sheet["A2"] = "填报单位（盖章）："
sheet.append(["编号", "考核项目", "考核内容", "分值", "评分细则", "备查材料", "责任部门", "自评得分"])
rows = [
    ("1.9", "一、依法全面履行政府职能（６０分）", "权责清单动态管理", "２０分", "未公开的扣0.5分。", "截图、审批单", "区委编办"),
    ("1.10", None, "不见面审批（２５分）", None, "低于目标的酌情扣分。", "统计表", None),
    (1.11, None, "证明事项清理", 15, None, None, None),
    ("2.1", "二、完善依法行政制度体系（40分）", "规范性文件备案", "（40）", "每缺一件扣1分。", "备案登记表", "区司法局"),
]
for row in rows:
    sheet.append(row)
sheet["A6"].number_format = "0.00"
sheet.merge_cells("B4:B6")
sheet.merge_cells("E5:E6")
sheet.merge_cells("G4:G6")
sheet.append(["合计", None, None, "=SUM(D4:D7)"])
sheet.append(["注：1.本表总分100分。"])
sheet.merge_cells("A9:H9")
sheet["A11"] = "填表人：　　审核人：　　主要负责人（签字）："
for cell in sheet["C"]:
    cell.alignment = Alignment(wrap_text=True)
# Formats on rows far below the table, as left behind by dragging: no content.
for number in range(12, 400):
    sheet.row_dimensions[number].height = 15
    sheet.cell(number, 4).number_format = "0.00"
book.save(sys.argv[1])
