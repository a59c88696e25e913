"""An indicator table of our layout with one defect in nearly every row, made by openpyxl."""

import datetime
import sys

from openpyxl import Workbook

book = Workbook()
sheet = book.active
sheet.title = "指标"
sheet.append(["一级指标", "二级指标", "指标编码", "三级指标", "分值", "评分方式", "评分参数", "适用单位类别"])
sheet.append(["履职", "清单", "1.1.1", "好的一项", 95, "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.1", "编码重复", 1, "是否", "条件=公开", None])
sheet.append(["履职", "清单", None, "没有编码", 1, "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.4", None, 1, "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.5", "分值不是数", "一分", "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.6", "没有分值", None, "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.7", "方式不认识", 1, "看情况", None, None])
sheet.append(["履职", "清单", "1.1.8", "参数不对", 1, "分项", "部分=甲:0.5|乙:0.4", None])
sheet.append(["履职", "清单", "1.1.9", "区间有缺口", 1, "区间", "方向=越高越好; 区间=[20,):1|(,10):0", None])
sheet.append(["履职", "清单", datetime.date(2026, 1, 10), "编码成了日期", 1, "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.11", "公式没有结果", "=1+1", "是否", "条件=公开", None])
sheet.append(["履职", "清单", "1.1.12", "类别没有", 1, "是否", "条件=公开", "学校"])
book.save(sys.argv[1])
