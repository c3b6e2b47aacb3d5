"""1. Annex table in a landscape section, merged cells, tracked changes."""
from kit_a import *

VH, KT, VP = "Phòng Văn hóa – Xã hội", "Phòng Kinh tế", "Văn phòng HĐND và UBND"
TT, CA, MT, CN = "Trung tâm Phục vụ hành chính công", "Công an xã", "Ủy ban MTTQ Việt Nam xã", "Tổ công nghệ số cộng đồng"
NV = "Phòng Nội vụ huyện"
N = "xa-loc-khe-thuong-2026"
T = Truth(N, "Kế hoạch Cải cách hành chính năm 2026 của xã Lộc Khê Thượng", "17/KH-UBND", "2026-01-09", "Ủy ban nhân dân xã Lộc Khê Thượng", [2026])

AREAS = [
 ("1", "Công tác chỉ đạo, điều hành cải cách hành chính", "Giữ nhịp giao ban hằng tháng về cải cách hành chính; việc nào chậm phải nêu rõ tên bộ phận, lý do và ngày làm xong."),
 ("2", "Cải cách thể chế", "Văn bản của xã ban hành đúng thẩm quyền, rõ việc, dễ thực hiện; văn bản cũ của ba xã trước khi sáp nhập được rà soát, xử lý dứt điểm."),
 ("3", "Cải cách thủ tục hành chính", "Người dân chỉ phải đến Trung tâm một lần cho một việc; giấy tờ đã có trong kho dữ liệu thì không bắt nộp lại."),
 ("4", "Cải cách tổ chức bộ máy", "Ổn định tổ chức sau sắp xếp, phân định rõ việc của từng phòng, không để việc trống người."),
 ("5", "Cải cách chế độ công vụ", "Bố trí người theo vị trí việc làm, đánh giá bằng sản phẩm cụ thể, siết kỷ luật giờ giấc."),
 ("6", "Cải cách tài chính công", "Chi đúng dự toán, công khai đúng hạn, giải ngân sớm từ đầu năm."),
 ("7", "Xây dựng và phát triển chính quyền số", "Mọi văn bản, hồ sơ công việc đều được lập, ký và lưu trên môi trường mạng."),
]
# rows: stt, text, product, lead ("^" merged with the cell above, "" blank), support as printed, [supports], due text, kind
ROWS = {
 "1": [
  ("1", "Xây dựng, ban hành Kế hoạch cải cách hành chính và Kế hoạch kiểm tra cải cách hành chính năm 2026", "Kế hoạch", VH, VP, [VP], "Trước ngày 15/01/2026", "2026-01-14"),
  ("2", "Ký cam kết thi đua nâng hạng chỉ số cải cách hành chính giữa Chủ tịch UBND xã với trưởng các phòng", "Bản cam kết", "^", "Các phòng, đơn vị thuộc xã", [], "Tháng 02/2026", "2026-02-28"),
  ("3", "Kiểm tra việc thực hiện cải cách hành chính tại ít nhất 03 bộ phận thuộc xã", "Thông báo kết luận kiểm tra", "^", f"{VP}; {MT}", [VP, MT], "Quý IV/2026", "2026-12-31"),
  ("4", "Đối thoại giữa lãnh đạo UBND xã với người dân, hộ kinh doanh về thủ tục hành chính, tối thiểu 02 cuộc", "Biên bản, thông báo kết luận", VP, f"{TT}; {MT}", [TT, MT], "Mỗi năm hai đợt", "half-yearly"),
  ("5", "Phát động phong trào sáng kiến trong cải cách hành chính", "Quyết định công nhận sáng kiến", VH, "Các phòng, đơn vị thuộc xã", [], "Chậm nhất ngày 30/9/2026", "2026-09-30"),
  ("6", "Viết tin, bài và phát thanh về cải cách hành chính trên cụm loa các thôn", "Tin, bài", "^", CN, [CN], "Hằng tuần", "weekly")],
 "2": [
  ("1", "Rà soát, lập danh mục văn bản quy phạm pháp luật do HĐND, UBND các xã cũ ban hành còn hiệu lực", "Danh mục, báo cáo rà soát", VP, f"{KT}; {VH}", [KT, VH], "Quý I/2026", "2026-03-31"),
  ("2", "Công bố văn bản quy phạm pháp luật hết hiệu lực toàn bộ hoặc một phần trong năm 2025", "Quyết định công bố", "^", "", [], "Trước ngày 31/01/2026", "2026-01-30"),
  ("3", "Theo dõi tình hình thi hành pháp luật trong lĩnh vực trọng tâm là đất đai và trật tự xây dựng", "Báo cáo", "^", f"{KT}, {CA}", [KT, CA], "Trong năm 2026", "2026-12-31"),
  ("4", "Tuyên truyền, phổ biến pháp luật tại nhà văn hóa các thôn", "Hội nghị, tài liệu", "^", MT, [MT], "Thường xuyên", "ongoing")],
 "3": [
  ("1", "Niêm yết công khai thủ tục hành chính tại Trung tâm và điểm tiếp nhận thôn Khê Đoài", "Bảng niêm yết, mã QR", TT, VP, [VP], "Trong vòng 05 ngày kể từ khi có quyết định công bố", "on-request"),
  ("2", "Bảo đảm trên 97% hồ sơ thủ tục hành chính được giải quyết đúng hạn và trước hạn", "Báo cáo hằng tháng", "^", f"{KT}; {VH}; {VP}", [KT, VH, VP], "Hằng tháng", "monthly"),
  ("3", "Số hóa hồ sơ ngay khi tiếp nhận, đạt 100% hồ sơ mới", "Hồ sơ điện tử", "^", "Các phòng chuyên môn", [], "Thường xuyên", "ongoing"),
  ("4", "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực của các xã cũ", "Kho dữ liệu kết quả", "^", f"{KT}; {NV}", [KT, NV], "Quý III/2026", "2026-09-30"),
  ("5", "Lấy phiếu khảo sát mức độ hài lòng của người dân, không dưới 300 phiếu", "Báo cáo khảo sát", "", MT, [MT], "Trước ngày 15/11/2026", "2026-11-14"),
  ("6", "Đề xuất cắt giảm thành phần hồ sơ, thời gian giải quyết đối với thủ tục về đất đai, hộ kinh doanh", "Tờ trình UBND tỉnh", KT, "TT PVHCC xã", [TT], "Chậm nhất ngày 25/6/2026", "2026-06-25"),
  ("7", "Thư xin lỗi khi trả kết quả trễ hẹn do lỗi của cán bộ, công chức", "Thư xin lỗi", TT, "", [], "Khi phát sinh", "on-request")],
 "4": [
  ("1", "Trình ban hành quy định chức năng, nhiệm vụ các phòng chuyên môn sau khi rà soát", "Quyết định", VH, f"{VP}; {KT}", [VP, KT], "Quý II/2026", "2026-06-30"),
  ("2", "Sửa đổi quy chế làm việc của UBND xã nhiệm kỳ 2026 - 2031", "Quy chế", VP, VH, [VH], "Trong tháng 7/2026", "2026-07-31"),
  ("3", "Xây dựng phương án sắp xếp thôn có dưới 150 hộ", "Phương án trình HĐND xã", VH, MT, [MT], "Trước ngày 01/10/2026", "2026-09-30")],
 "5": [
  ("1", "Rà soát, phê duyệt lại vị trí việc làm theo hướng dẫn của tỉnh", "Đề án vị trí việc làm", VH, VP, [VP], "Quý II/2026", "2026-06-30"),
  ("2", "Cử cán bộ, công chức tham gia bồi dưỡng kỹ năng số; ít nhất 80% cán bộ, công chức được bồi dưỡng", "Quyết định cử đi học", "^", "", [], "Cả năm 2026", "2026-12-31"),
  ("3", "Kiểm tra đột xuất việc chấp hành giờ làm việc, văn hóa công sở", "Biên bản", "^", f"{VP}; {CA}", [VP, CA], "Hằng quý", "quarterly"),
  ("4", "Đánh giá, xếp loại chất lượng cán bộ, công chức gắn với kết quả cải cách hành chính", "Thông báo xếp loại", "^", "Các phòng, đơn vị thuộc xã", [], "Trước ngày 10/12/2026", "2026-12-09")],
 "6": [
  ("1", "Phân bổ dự toán và ban hành quy chế chi tiêu nội bộ năm 2026", "Quyết định, quy chế", KT, VP, [VP], "Tháng 01/2026", "2026-01-31"),
  ("2", "Công khai dự toán, quyết toán ngân sách xã", "Bản công khai", "^", "", [], "Hằng quý", "quarterly"),
  ("3", "Giải ngân vốn đầu tư công, phấn đấu đạt từ 95% đến 100% kế hoạch vốn giao", "Báo cáo giải ngân", "^", "Các chủ đầu tư", [], "Đến hết ngày 31/12/2026", "2026-12-31"),
  ("4", "Kiểm kê, sắp xếp lại trụ sở dôi dư sau sáp nhập", "Phương án xử lý", "", VP, [VP], "Quý III/2026", "2026-09-30")],
 "7": [
  ("1", "Ký số, gửi nhận văn bản điện tử trên trục liên thông", "Văn bản điện tử", VP, "Các phòng, đơn vị thuộc xã", [], "Thường xuyên", "ongoing"),
  ("2", "Duy trì trang thông tin điện tử xã, cập nhật tin, bài", "Trang thông tin", VH, VP, [VP], "Hằng tuần", "weekly"),
  ("3", "Ra quân hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà, mỗi thôn tối thiểu 01 buổi", "Nhật ký ra quân", CN, f"{TT}; {MT}", [TT, MT], "Quý II - Quý III/2026", "2026-09-30"),
  ("4", "Kích hoạt tài khoản định danh điện tử mức 2 cho công dân từ đủ 14 tuổi, đạt trên 90%", "Báo cáo", CA, f"{VH}; {CN}", [VH, CN], "Trước ngày 30/6/2026", "2026-06-29"),
  ("5", "Thanh toán không dùng tiền mặt đối với phí, lệ phí tại Trung tâm", "Báo cáo", TT, KT, [KT], "Hằng tháng", "monthly")],
}
# general targets: text, comparator, value, upper, unit, area
GOALS = [
 ("Chỉ số cải cách hành chính của xã năm 2026 nằm trong top 15 của tỉnh.", "<=", 15, None, "hạng"),
 ("Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85% trên tổng số hồ sơ tiếp nhận.", ">=", 85, None, "%"),
 ("Mức độ hài lòng của người dân, tổ chức đạt trên 92%.", ">=", 92, None, "%"),
 ("Thời gian người dân chờ đến lượt giao dịch không quá 15 phút.", "<=", 15, None, "phút"),
 ("Tiết kiệm chi thường xuyên, giảm 10% so với dự toán đầu năm.", "=", 10, None, "%"),
]
ORG = [
 (VH, ["Là cơ quan thường trực về cải cách hành chính; tổng hợp, theo dõi, đôn đốc các phòng và dự thảo báo cáo của UBND xã.",
       "Chủ trì thực hiện các nội dung chỉ đạo, điều hành, cải cách tổ chức bộ máy, cải cách chế độ công vụ và xây dựng, phát triển chính quyền số."]),
 (VP, ["Chủ trì nội dung cải cách thể chế; phối hợp với Phòng Văn hóa – Xã hội trong công tác chỉ đạo, điều hành cải cách hành chính."]),
 (TT, ["Chủ trì nội dung cải cách thủ tục hành chính; tiếp nhận và trả lời phản ánh, kiến nghị của người dân."]),
 (KT, ["Chủ trì nội dung cải cách tài chính công, cân đối kinh phí cho các nhiệm vụ của Kế hoạch."]),
 (CA, ["Phối hợp xây dựng và phát triển chính quyền số gắn với dữ liệu dân cư."]),
 (MT, ["Đề nghị tăng cường giám sát, vận động nhân dân tham gia thực hiện Kế hoạch."]),
]
REPORT = [("2026-Q1", "Báo cáo Quý I", "15/12/2025", "14/3/2026"), ("2026-H1", "Báo cáo 6 tháng đầu năm", "15/12/2025", "14/6/2026"),
          ("2026-Q3", "Báo cáo Quý III", "15/6/2026", "14/9/2026"), ("2026-Y", "Báo cáo năm", "15/12/2025", "14/12/2026")]
RECIPIENTS = ["UBND tỉnh", "Sở Nội vụ", "Thường trực Đảng ủy, HĐND xã", "Chủ tịch, các Phó Chủ tịch UBND xã", "Các phòng, đơn vị thuộc xã", "Trưởng các thôn"]
iso = lambda d: "{2}-{1:0>2}-{0:0>2}".format(*d.split("/"))


def table(doc, codes):
    t = doc.add_table(rows=2, cols=6)
    t.style = "Table Grid"
    for c, w in enumerate(("STT", "Nội dung, nhiệm vụ", "Sản phẩm", None, None, "Thời gian hoàn thành")):
        if w:
            m = t.cell(0, c).merge(t.cell(1, c)); cell(m, w, bold=True, size=12)
    cell(t.cell(0, 3).merge(t.cell(0, 4)), "Phân công thực hiện", bold=True, size=12)
    cell(t.cell(1, 3), "Cơ quan chủ trì", bold=True, size=12); cell(t.cell(1, 4), "Cơ quan phối hợp", bold=True, size=12)
    for r in t.rows[:2]:
        r._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for code in codes:
        r = t.add_row().cells
        cell(r[0], "I II III IV V VI VII".split()[int(code) - 1], bold=True, size=12)
        cell(r[1].merge(r[5]), AREAS[int(code) - 1][1].upper(), align="l", bold=True, size=12)
        first = None
        for stt, text, prod, lead, coop, sups, dt, _ in ROWS[code]:
            r = t.add_row().cells
            for i, v in enumerate((stt, text, prod, None, coop, dt)):
                if v is not None:
                    cell(r[i], v, align="l" if i in (1, 2, 4) else "c", size=12)
            if lead == "^":
                last = r[3]
                top.merge(last)
                cell(top, name, size=12)
            else:
                top, name = r[3], lead
                cell(top, lead, size=12)
    return t


def build():
    doc = new_doc("Kế hoạch CCHC 2026")
    head(doc, ["ỦY BAN NHÂN DÂN", "XÃ LỘC KHÊ THƯỢNG"], "Số: 17/KH-UBND", "Lộc Khê Thượng, ngày 09 tháng 01 năm 2026")
    para(doc, "KẾ HOẠCH", True, align="c"); para(doc, "Cải cách hành chính năm 2026 của xã Lộc Khê Thượng", True, align="c")
    para(doc, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025; căn cứ Kế hoạch của UBND tỉnh về cải cách hành chính năm 2026; UBND xã Lộc Khê Thượng ban hành Kế hoạch cải cách hành chính năm 2026 với các nội dung sau:")
    para(doc, "I. MỤC ĐÍCH, YÊU CẦU", True)
    para(doc, "1. Mục đích", True)
    para(doc, "- Đưa bộ máy mới của xã vào nền nếp, lấy việc giải quyết hồ sơ cho dân làm thước đo chất lượng phục vụ.")
    para(doc, "- Khắc phục 07 tồn tại đã được chỉ ra trong kết luận kiểm tra năm 2025, trong đó có tỷ lệ hồ sơ trễ hẹn 4,6%.")
    para(doc, "2. Yêu cầu", True)
    para(doc, "- Phân công rõ người, rõ việc, rõ sản phẩm, rõ thời hạn; mỗi nhiệm vụ chỉ có một cơ quan chủ trì.")
    para(doc, "- Không đặt thêm thủ tục, giấy tờ ngoài quy định.")
    para(doc, "II. MỤC TIÊU", True)
    for i, g in enumerate(GOALS):
        p = para(doc, f"{i + 1}. {g[0]}")
        if i == 2:
            tracked(p, "3. Mức độ hài lòng của người dân, tổ chức đạt ", "từ 88% trở lên.", "trên 92%.", "", 1)
    para(doc, "III. NỘI DUNG TRỌNG TÂM", True)
    for c, n, t in AREAS:
        para(doc, f"{c}. {n}", True); para(doc, t)
    para(doc, "(Nhiệm vụ cụ thể, sản phẩm, phân công và thời gian hoàn thành nêu tại Phụ lục kèm theo Kế hoạch này)", italic=True)
    para(doc, "IV. CHẾ ĐỘ BÁO CÁO", True)
    para(doc, "1. Thời gian chốt số liệu:")
    for _, n, a, b in REPORT:
        para(doc, f"- {n}: từ ngày {a} đến hết ngày {b}.")
    para(doc, "2. Các phòng, đơn vị gửi báo cáo và số liệu về Phòng Văn hóa – Xã hội trước ngày 16 của tháng cuối kỳ báo cáo.")
    para(doc, "3. Phòng Văn hóa – Xã hội trình UBND xã gửi báo cáo tổng hợp về Sở Nội vụ trước ngày 19 của tháng cuối kỳ báo cáo.")
    para(doc, "V. TỔ CHỨC THỰC HIỆN", True)
    for i, (n, ds) in enumerate(ORG, 1):
        para(doc, f"{i}. {n}", True)
        for d in ds:
            p = para(doc, "- " + d)
            if d.startswith("Chủ trì nội dung cải cách thủ tục"):
                tracked(p, "- Chủ trì nội dung cải cách thủ tục hành chính", "", "; tiếp nhận và trả lời phản ánh, kiến nghị của người dân", ".", 2)
    para(doc, "Trong quá trình thực hiện nếu có vướng mắc, các phòng, đơn vị phản ánh về Phòng Văn hóa – Xã hội để báo cáo UBND xã xem xét./.")
    foot(doc, [f"- {r};" for r in RECIPIENTS] + ["- Lưu: VT, VHXH."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Đoàn Văn Thế Lâm")
    s = doc.add_section()
    s.orientation, s.page_width, s.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    para(doc, "PHỤ LỤC", True, align="c"); para(doc, "Nhiệm vụ cải cách hành chính năm 2026", True, align="c")
    para(doc, "(Kèm theo Kế hoạch số 17/KH-UBND ngày 09/01/2026 của UBND xã Lộc Khê Thượng)", italic=True, align="c")
    t = table(doc, "1234")
    for row in t.rows:
        if row.cells[1].text.startswith("Số hóa kết quả giải quyết"):
            tracked(row.cells[5].paragraphs[0], "Quý ", "II", "III", "/2026", 3)
    para(doc, "")
    table(doc, "567")
    doc.save(HERE / f"{N}.docx"); fix_zip(HERE / f"{N}.docx")

    for c, n, _ in AREAS:
        T.area(c, n)
    T.role(VH, "1 4 5 7", "", True); T.role(VP, "2", "1"); T.role(TT, "3"); T.role(KT, "6")
    T.role(CA, "", "7"); T.role(MT); T.role(NV); T.role(CN)
    for code, rows in ROWS.items():
        for stt, text, prod, lead, coop, sups, dt, k in rows:
            top = top if lead == "^" else (lead or None)
            T.task(code, text, top, sups, due(k, dt), prod)
    for t, c, v, u, unit in GOALS:
        T.target(None, t, c, v, unit, u)
    g = lambda a, i: ROWS[a][i][1]
    T.target("1", g("1", 2), ">=", 3, "bộ phận"); T.target("1", g("1", 3), ">=", 2, "cuộc")
    T.target("3", g("3", 1), ">=", 97); T.target("3", g("3", 2), "=", 100); T.target("3", g("3", 4), ">=", 300, "phiếu")
    T.target("5", g("5", 1), ">=", 80); T.target("6", g("6", 2), "range", 95, "%", 100)
    T.target("7", g("7", 2), ">=", 1, "buổi"); T.target("7", g("7", 3), ">=", 90)
    for c, _, a, b in REPORT:
        m = iso(b)[:8]
        T.report(c, iso(a), iso(b), m + "15", m + "18")
    T.d["recipients"] = RECIPIENTS
    T.d["signer"] = {"title": "CHỦ TỊCH", "name": "Đoàn Văn Thế Lâm"}
    T.d["warnings"] = ["role_of_higher_level", "role_two_spellings"]
    T.write()
