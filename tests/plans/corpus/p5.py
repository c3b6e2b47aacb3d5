"""5. A workbook: tasks, targets and the calendar on three sheets."""
import datetime
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from kit_a import *

VH, KT, VP = "Phòng Văn hóa – Xã hội", "Phòng Kinh tế", "Văn phòng HĐND và UBND xã"
TT, CA, MT, TT2 = "Trung tâm Phục vụ hành chính công xã", "Công an xã", "Ủy ban MTTQ Việt Nam xã", "Trạm Y tế xã"
N = "xa-suoi-nga-2026"
T = Truth(N, "Kế hoạch Cải cách hành chính và chuyển đổi số năm 2026", "03/KH-UBND", "2026-01-05", "Ủy ban nhân dân xã Suối Ngà", [2026])
d = datetime.date
# area: name, lead on the area row; rows: text, product, lead ("" = blank), support printed, [supports], due cell, kind
AREAS = [
 ("I", "CHỈ ĐẠO, ĐIỀU HÀNH", "", [
  ("Ban hành Kế hoạch, Quyết định phân công phụ trách từng tiêu chí", "Quyết định", VH, VP, [VP], d(2026, 1, 15), "2026-01-15"),
  ("Kiểm tra việc thực hiện tại các thôn, bản; ít nhất 06 lượt trong năm", "Biên bản", VH, f"{VP}, {MT}", [VP, MT], "Mỗi quý một đợt", "quarterly"),
  ("Sơ kết 6 tháng, tổng kết năm công tác cải cách hành chính", "Báo cáo, hội nghị", VH, "", [], "Mỗi năm hai đợt", "half-yearly"),
  ("Đăng tải kết quả chỉ số từng bộ phận lên bảng tin xã", "Bảng kết quả", VP, VH, [VH], "hằng tháng", "monthly")]),
 ("II", "CẢI CÁCH THỂ CHẾ", VP, [
  ("Rà soát văn bản của xã cũ, ban hành danh mục còn hiệu lực", "Danh mục", "", KT, [KT], d(2026, 4, 30), "2026-04-30"),
  ("Tổ chức 02 hội nghị phổ biến pháp luật bằng tiếng dân tộc", "Hội nghị", "", f"{MT}", [MT], "trước ngày 30/11/2026", "2026-11-29")]),
 ("III", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", TT, [
  ("Tiếp nhận hồ sơ lưu động tại các bản vùng cao, tối thiểu 12 đợt", "Nhật ký", "", f"{VP}; {CA}", [VP, CA], "trong năm 2026", "2026-12-31"),
  ("Số hóa hồ sơ, giấy tờ đầu vào", "Dữ liệu số hóa", "", "", [], "Thường xuyên", "ongoing"),
  ("Rút ngắn thời gian trả kết quả hồ sơ bảo trợ xã hội còn không quá 05 ngày", "Quy trình", VH, TT, [TT], "trước ngày 01/6/2026", "2026-05-31"),
  ("Liên thông cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi với đăng ký khai sinh", "Kết quả liên thông", "", f"{TT2}; {CA}", [TT2, CA], d(2026, 9, 15), "2026-09-15")]),
 ("IV", "BỘ MÁY VÀ CÔNG VỤ", "", [
  ("Phân công lại nhiệm vụ công chức sau khi hết thời gian biệt phái", "Quyết định", VH, "", [], d(2026, 3, 31), "2026-03-31"),
  ("Cử 100% công chức tham gia bồi dưỡng tiếng dân tộc thiểu số và kỹ năng số", "Danh sách, chứng nhận", VH, KT, [KT], "Quý III/2026", "2026-09-30"),
  ("Xử lý vi phạm kỷ luật, kỷ cương hành chính", "Quyết định xử lý", VH, CA, [CA], "khi phát sinh", "on-request")]),
 ("V", "TÀI CHÍNH CÔNG", KT, [
  ("Giải ngân vốn các chương trình mục tiêu quốc gia đạt trên 95%", "Báo cáo", "", "VP HĐND&UBND xã", [VP], "31/12/2026", "2026-12-31"),
  ("Khoán chi văn phòng phẩm, điện nước cho từng bộ phận, giảm 8% so với năm 2025", "Quy chế", "", VP, [VP], d(2026, 2, 28), "2026-02-28")]),
 ("VI", "CHUYỂN ĐỔI SỐ", "", [
  ("Phủ sóng di động, Internet tại nhà văn hóa các bản", "Biên bản nghiệm thu", VH, f"{KT}; {CA}", [KT, CA], d(2026, 10, 30), "2026-10-30"),
  ("Thanh toán không dùng tiền mặt tại chợ phiên", "Điểm thanh toán", KT, TT, [TT], "chậm nhất ngày 20/11/2026", "2026-11-20"),
  ("Tập huấn kỹ năng số cho trưởng bản và người có uy tín", "Lớp tập huấn", VH, f"{MT}", [MT], "", None)]),
]
NAMES = ["Chỉ đạo, điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính", "Bộ máy và công vụ", "Tài chính công", "Chuyển đổi số"]
# area index, target, unit, value 2025, value 2026, comparator...
TG = [
 (0, "Xếp hạng chỉ số cải cách hành chính của tỉnh", "hạng", 61, "Top 50", ("<=", 50, "hạng")),
 (0, "Nhiệm vụ tỉnh giao hoàn thành đúng hạn", "%", 93.5, "≥ 98", (">=", 98, "%")),
 (1, "Văn bản được rà soát, xử lý", "%", 71, 100, ("=", 100, "%")),
 (2, "Hồ sơ giải quyết đúng hạn, trước hạn", "%", 96.2, "trên 98", (">=", 98, "%")),
 (2, "Hồ sơ nộp trực tuyến", "%", 38, "từ 60 đến 65", ("range", 60, "%", 65)),
 (2, "Mức độ hài lòng của người dân", "%", 88, "tối thiểu 92", (">=", 92, "%")),
 (3, "Công chức được bồi dưỡng trong năm", "%", 45, 80, ("=", 80, "%")),
 (4, "Giải ngân vốn đầu tư công", "%", 89.7, "≥ 95", (">=", 95, "%")),
 (5, "Văn bản đi có ký số", "%", 99, 100, ("=", 100, "%")),
 (5, "Thôn, bản có tổ công nghệ số hoạt động", "thôn, bản", 9, "ít nhất 14", (">=", 14, "thôn, bản")),
]
CAL = [("Quý I", d(2025, 12, 15), d(2026, 3, 14), d(2026, 3, 17), d(2026, 3, 20), "2026-Q1"), ("6 tháng đầu năm", d(2025, 12, 15), d(2026, 6, 14), d(2026, 6, 17), d(2026, 6, 20), "2026-H1"),
       ("9 tháng", d(2025, 12, 15), d(2026, 9, 14), d(2026, 9, 16), d(2026, 9, 19), "2026-9M"), ("Năm 2026", d(2025, 12, 15), d(2026, 12, 14), d(2026, 12, 16), d(2026, 12, 18), "2026-Y")]
RECIPIENTS = ["UBND tỉnh (b/c)", "Sở Nội vụ, Sở Khoa học và Công nghệ", "TTr Đảng ủy, HĐND xã", "Các phòng, bộ phận, các thôn, bản"]


def put(ws, r, c, v, bold=False, align="left", italic=False):
    x = ws.cell(r, c, v)
    x.font = Font(name="Times New Roman", size=12, bold=bold, italic=italic)
    x.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    if isinstance(v, datetime.date):
        x.number_format = "dd/mm/yyyy"
    return x


def frame(ws, r1, r2, cols):
    s = Side(style="thin")
    for row in ws.iter_rows(min_row=r1, max_row=r2, max_col=cols):
        for x in row:
            x.border = Border(s, s, s, s)


def build():
    wb = Workbook()
    ws = wb.active; ws.title = "Nhiệm vụ"
    for c, w in zip("ABCDEFG", (6, 48, 22, 26, 30, 18, 14)):
        ws.column_dimensions[c].width = w
    for rng, v, b in (("A1:C1", "ỦY BAN NHÂN DÂN XÃ SUỐI NGÀ", True), ("D1:G1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("A2:C2", "Số: 03/KH-UBND", False), ("D2:G2", "Độc lập - Tự do - Hạnh phúc", True), ("D3:G3", "Suối Ngà, ngày 05 tháng 01 năm 2026", False), ("A5:G5", "KẾ HOẠCH", True), ("A6:G6", "Cải cách hành chính và chuyển đổi số năm 2026", True)):
        ws.merge_cells(rng); put(ws, int(rng[1:].split(":")[0][-1]), "ABCDEFG".index(rng[0]) + 1, v, b, "center")
    ws.merge_cells("A8:G8")
    put(ws, 8, 1, "Căn cứ Nghị quyết số 03-NQ/ĐU của Đảng ủy xã về cải cách hành chính và chuyển đổi số, UBND xã Suối Ngà giao nhiệm vụ năm 2026 như sau:")
    for c, v in enumerate(("STT", "Nội dung nhiệm vụ", "Sản phẩm", "Phân công", None, "Thời hạn", None), 1):
        if v:
            put(ws, 10, c, v, True, "center")
    for c, v in ((4, "Chủ trì"), (5, "Phối hợp"), (6, "Hoàn thành"), (7, "Ghi chú")):
        put(ws, 11, c, v, True, "center")
    for rng in ("A10:A11", "B10:B11", "C10:C11", "D10:E10", "F10:G10"):
        ws.merge_cells(rng)
    r = 12
    for k, (rom, name, alead, rows) in enumerate(AREAS, 1):
        T.area(rom, NAMES[k - 1])
        put(ws, r, 1, rom, True, "center"); put(ws, r, 2, name, True); ws.merge_cells(start_row=r, end_row=r, start_column=2, end_column=3)
        if alead:
            put(ws, r, 4, alead, True, "center")
        r += 1
        for i, (text, prod, lead, coop, sup, dt, kind) in enumerate(rows, 1):
            for c, v in enumerate((i, text, prod, lead, coop, dt), 1):
                if v != "":
                    put(ws, r, c, v, False, "left" if c in (2, 3, 5) else "center")
            printed = dt.strftime("%d/%m/%Y") if isinstance(dt, datetime.date) else dt
            T.task(rom, text, lead or None, sup, due(kind, printed) if kind else due(), prod)
            r += 1
    frame(ws, 10, r - 1, 7)
    put(ws, r + 1, 1, "Nơi nhận:", True, italic=True)
    for i, x in enumerate(RECIPIENTS):
        put(ws, r + 2 + i, 1, f"- {x};"); ws.merge_cells(start_row=r + 2 + i, end_row=r + 2 + i, start_column=1, end_column=3)
    put(ws, r + 2 + len(RECIPIENTS), 1, "- Lưu: VT."); ws.merge_cells(start_row=r + 1, end_row=r + 1, start_column=1, end_column=3)
    for i, v in enumerate(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None, "Tráng A Khôi")):
        put(ws, r + 1 + i, 5, v, True, "center"); ws.merge_cells(start_row=r + 1 + i, end_row=r + 1 + i, start_column=5, end_column=7)

    w2 = wb.create_sheet("Chỉ tiêu")
    for c, w in zip("ABCDEF", (6, 28, 44, 12, 14, 18)):
        w2.column_dimensions[c].width = w
    w2.merge_cells("A1:F1"); put(w2, 1, 1, "CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH, CHUYỂN ĐỔI SỐ NĂM 2026", True, "center")
    for c, v in enumerate(("STT", "Lĩnh vực", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2025", "Kế hoạch năm 2026"), 1):
        put(w2, 3, c, v, True, "center")
    r2 = 4
    for i, (a, t, u, old, new, f) in enumerate(TG, 1):
        for c, v in enumerate((i, NAMES[a] if i == 1 or TG[i - 2][0] != a else None, t, u, old, new), 1):
            put(w2, r2, c, v, False, "left" if c == 3 else "center")
        T.target(AREAS[a][0], t, f[0], f[1], f[2], f[3] if len(f) > 3 else None)
        r2 += 1
    for i in range(4, r2):  # a run of rows of one area is merged
        a = TG[i - 4][0]
        if TG[i - 5][0] != a or i == 4:
            j = i
            while j - 3 < len(TG) and TG[j - 3][0] == a:
                j += 1
            if j > i:
                w2.merge_cells(start_row=i, end_row=j, start_column=2, end_column=2)
    frame(w2, 3, r2 - 1, 6)

    w3 = wb.create_sheet("Lịch báo cáo")
    for c, w in zip("ABCDE", (22, 16, 16, 26, 26)):
        w3.column_dimensions[c].width = w
    w3.merge_cells("A1:E1"); put(w3, 1, 1, "LỊCH BÁO CÁO NĂM 2026", True, "center")
    for rng, v in (("A3:A4", "Kỳ báo cáo"), ("B3:C3", "Số liệu tính"), ("D3:D4", "Các bộ phận gửi trước ngày"), ("E3:E4", "Phòng Văn hóa – Xã hội gửi tổng hợp trước ngày")):
        w3.merge_cells(rng); put(w3, 3, "ABCDE".index(rng[0]) + 1, v, True, "center")
    put(w3, 4, 2, "Từ ngày", True, "center"); put(w3, 4, 3, "Đến ngày", True, "center")
    for i, row in enumerate(CAL):
        for c, v in enumerate(row[:5], 1):
            put(w3, 5 + i, c, v, False, "center")
        a, b, o, s = (x.isoformat() for x in (row[1], row[2], row[3] - datetime.timedelta(1), row[4] - datetime.timedelta(1)))
        T.report(row[5], a, b, o, s)
    frame(w3, 3, 8, 5)
    p = wb.properties
    p.creator, p.title, p.created, p.modified = "Văn thư", "Kế hoạch CCHC 2026 Suối Ngà", STAMP, STAMP
    wb.save(HERE / f"{N}.xlsx"); fix_zip(HERE / f"{N}.xlsx")

    T.target("I", "Kiểm tra việc thực hiện tại các thôn, bản; ít nhất 06 lượt trong năm", ">=", 6, "lượt")
    T.target("II", "Tổ chức 02 hội nghị phổ biến pháp luật bằng tiếng dân tộc", "=", 2, "hội nghị")
    T.target("III", "Tiếp nhận hồ sơ lưu động tại các bản vùng cao, tối thiểu 12 đợt", ">=", 12, "đợt")
    T.target("III", "Rút ngắn thời gian trả kết quả hồ sơ bảo trợ xã hội còn không quá 05 ngày", "<=", 5, "ngày")
    T.target("IV", "Cử 100% công chức tham gia bồi dưỡng tiếng dân tộc thiểu số và kỹ năng số", "=", 100, "%")
    T.target("V", "Giải ngân vốn các chương trình mục tiêu quốc gia đạt trên 95%", ">=", 95, "%")
    T.target("V", "Khoán chi văn phòng phẩm, điện nước cho từng bộ phận, giảm 8% so với năm 2025", "=", 8, "%")
    for n, l, s, c in ((VH, "", "", True), (VP, "II", "", False), (MT, "", "", False), (KT, "V", "", False), (TT, "III", "", False), (CA, "", "", False), (TT2, "", "", False)):
        T.role(n, l, s, c)
    T.d["recipients"] = RECIPIENTS
    T.d["signer"] = {"title": "CHỦ TỊCH", "name": "Tráng A Khôi"}
    T.d["warnings"] = ["role_two_spellings"]
    T.write()
