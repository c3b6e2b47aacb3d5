"""2. Every number is Word's automatic numbering; leads stand in the sentences; only due days for the reports."""
from kit_a import *

VH, KT, VP = "Phòng Văn hóa – Xã hội", "Phòng Kinh tế", "Văn phòng HĐND và UBND"
TT, QS, CA, TH = "Trung tâm Phục vụ hành chính công", "Ban Chỉ huy Quân sự xã", "Công an xã", "Các trường học trên địa bàn xã"
DV = "Trung tâm Cung ứng dịch vụ công xã"
N = "xa-dong-my-ha-2026"
T = Truth(N, "Kế hoạch Thực hiện công tác cải cách hành chính năm 2026", None, "2025-12-30", "Ủy ban nhân dân xã Đông Mỹ Hà", [2026])

# (level, text) for plain lines; a task adds: lead, supports, due, appended phrase; figures: list of target tuples
def t(text, tail="", lead=None, sup=(), when=None, figs=(), lv=2):
    return dict(lv=lv, text=text, tail=tail, lead=lead, sup=sup, when=when, figs=figs)

AREAS = [
 ("Chỉ đạo, điều hành", [
  t("Ban hành và tổ chức quán triệt Kế hoạch đến toàn thể cán bộ, công chức, viên chức, người hoạt động không chuyên trách", " (Phòng Văn hóa – Xã hội chủ trì, hoàn thành trước ngày 20/01/2026).", VH, (), due("2026-01-19", "trước ngày 20/01/2026")),
  t("Tổ chức kiểm tra cải cách hành chính tại ít nhất 50% số phòng, đơn vị, trong đó có kiểm tra không báo trước", " (Phòng Văn hóa – Xã hội chủ trì, phối hợp với Văn phòng HĐND và UBND, hoàn thành trước ngày 30/10/2026).", VH, (VP,), due("2026-10-29", "trước ngày 30/10/2026"), [(">=", 50, "%")]),
  t("Đẩy mạnh tuyên truyền về cải cách hành chính:", figs=()),
  t("Phát thanh chuyên mục “Chính quyền gần dân” trên hệ thống truyền thanh xã mỗi tuần 02 buổi", " (Trung tâm Cung ứng dịch vụ công xã chủ trì, hằng tuần);", DV, (), due("weekly", "hằng tuần"), [("=", 2, "buổi")], lv=3),
  t("Đưa nội dung sử dụng dịch vụ công trực tuyến vào sinh hoạt ngoại khóa", " (Các trường học trên địa bàn xã chủ trì, phối hợp với Phòng Văn hóa – Xã hội, hoàn thành trong tháng 5/2026);", TH, (VH,), due("2026-05-31", "trong tháng 5/2026"), lv=3),
  t("Tổ chức cuộc thi trực tuyến tìm hiểu cải cách hành chính", " (Phòng Văn hóa – Xã hội chủ trì, Quý III/2026).", VH, (), due("2026-09-30", "Quý III/2026"), lv=3)]),
 ("Cải cách thể chế", [
  t("Lập kế hoạch và tự kiểm tra, rà soát văn bản do HĐND, UBND xã ban hành", " (Văn phòng HĐND và UBND chủ trì, phối hợp với Phòng Kinh tế, Phòng Văn hóa – Xã hội, hoàn thành trước ngày 15/11/2026);", VP, (KT, VH), due("2026-11-14", "trước ngày 15/11/2026")),
  t("Phấn đấu 100% dự thảo nghị quyết có tác động đến người dân được lấy ý kiến rộng rãi trước khi trình HĐND xã", " (Văn phòng HĐND và UBND chủ trì, thường xuyên);", VP, (), due("ongoing", "thường xuyên"), [("=", 100, "%")]),
  t("Cập nhật văn bản lên cơ sở dữ liệu quốc gia về văn bản pháp luật trong thời hạn quy định", " (Văn phòng HĐND và UBND, khi phát sinh).", VP, (), due("on-request", "khi phát sinh"))]),
 ("Cải cách thủ tục hành chính", [
  t("Vận hành Trung tâm Phục vụ hành chính công theo hướng không phụ thuộc địa giới; tỷ lệ hồ sơ giải quyết trước hạn đạt tối thiểu 60%", " (Trung tâm Phục vụ hành chính công chủ trì, phối hợp với Văn phòng HĐND và UBND, hoàn thành trước ngày 15/12/2026);", TT, (VP,), due("2026-12-14", "trước ngày 15/12/2026"), [(">=", 60, "%")]),
  t("Rà soát quy trình nội bộ giải quyết thủ tục hành chính theo mô hình chính quyền hai cấp", " (Trung tâm Phục vụ hành chính công chủ trì, phối hợp với Phòng Kinh tế và Phòng Văn hóa – Xã hội, hoàn thành trước ngày 31/3/2026);", TT, (KT, VH), due("2026-03-30", "trước ngày 31/3/2026")),
  t("Phòng Kinh tế chủ trì rà soát, đề xuất rút ngắn ít nhất 20% thời gian giải quyết hồ sơ đất đai so với quy định;", "", KT, (), due(), [(">=", 20, "%")]),
  t("Xử lý dứt điểm phản ánh, kiến nghị của người dân về thủ tục hành chính, không để quá 05 ngày làm việc", " (Văn phòng HĐND và UBND chủ trì, thường xuyên);", VP, (), due("ongoing", "thường xuyên"), [("<=", 5, "ngày")]),
  t("Bố trí bàn hướng dẫn kê khai trực tuyến và máy in phục vụ miễn phí", " (Trung tâm Phục vụ hành chính công, Quý I/2026).", TT, (), due("2026-03-31", "Quý I/2026"))]),
 ("Cải cách tổ chức bộ máy và chế độ công vụ", [
  t("Rà soát, điều chỉnh phân công nhiệm vụ từng vị trí tại các phòng", " (Phòng Văn hóa – Xã hội chủ trì, phối hợp với Văn phòng HĐND và UBND, hoàn thành trước ngày 28/02/2026);", VH, (VP,), due("2026-02-27", "trước ngày 28/02/2026")),
  t("Xây dựng đề án vị trí việc làm, tinh giản theo lộ trình của tỉnh", " (Phòng Văn hóa – Xã hội chủ trì, hoàn thành trong năm 2026);", VH, (), due("2026-12-31", "trong năm 2026")),
  t("Đào tạo, bồi dưỡng cán bộ, công chức:"),
  t("Bồi dưỡng kỹ năng sử dụng trợ lý ảo, chữ ký số cho 100% công chức", " (Phòng Văn hóa – Xã hội chủ trì, phối hợp với Công an xã, Quý II/2026);", VH, (CA,), due("2026-06-30", "Quý II/2026"), [("=", 100, "%")], lv=3),
  t("Bồi dưỡng nghiệp vụ cho người hoạt động không chuyên trách ở thôn", " (Phòng Văn hóa – Xã hội, mỗi năm hai đợt).", VH, (), due("half-yearly", "mỗi năm hai đợt"), lv=3)]),
 ("Cải cách tài chính công", [
  t("Thực hiện cơ chế khoán chi, công khai ngân sách", " (Phòng Kinh tế chủ trì, phối hợp với Văn phòng HĐND và UBND, hằng quý);", KT, (VP,), due("quarterly", "hằng quý")),
  t("Đẩy nhanh tiến độ giải ngân; 9 tháng đầu năm giải ngân trên 70% vốn đầu tư công được giao", " (Phòng Kinh tế chủ trì, hoàn thành trước ngày 30/9/2026).", KT, (), due("2026-09-29", "trước ngày 30/9/2026"), [(">=", 70, "%")])]),
 ("Chính quyền số", [
  t("Nâng cấp đường truyền, thiết bị đầu cuối bảo đảm an toàn thông tin cấp độ 2", " (Văn phòng HĐND và UBND chủ trì, phối hợp với Công an xã, Ban Chỉ huy Quân sự xã, hoàn thành trước ngày 01/8/2026);", VP, (CA, QS), due("2026-07-31", "trước ngày 01/8/2026")),
  t("Tỷ lệ văn bản trao đổi giữa các cơ quan dưới dạng điện tử có ký số đạt 100%, trừ văn bản mật", " (Văn phòng HĐND và UBND, thường xuyên);", VP, (), due("ongoing", "thường xuyên"), [("=", 100, "%")]),
  t("Phát triển tổ công nghệ số cộng đồng tại 100% thôn; duy trì hoạt động theo tháng", " (Phòng Văn hóa – Xã hội chủ trì, hằng tháng).", VH, (), due("monthly", "hằng tháng"), [("=", 100, "%")]),
  t("Thí điểm phòng họp không giấy tờ của UBND xã", " (Văn phòng HĐND và UBND, chậm nhất ngày 15/9/2026).", VP, (), due("2026-09-15", "chậm nhất ngày 15/9/2026"))]),
]
GOALS = [("Tăng 05 bậc xếp hạng chỉ số cải cách hành chính so với năm 2025.", [("=", 5, "bậc")]),
 ("Tỷ lệ hồ sơ trực tuyến toàn trình đạt từ 70% đến 75%.", [("range", 70, "%", 75)]),
 ("Ít nhất 90% người dân được hỏi hài lòng với thái độ phục vụ; số đơn phản ánh về thái độ giảm tối thiểu 30%.", [(">=", 90, "%"), (">=", 30, "%")]),
 ("100% phòng, đơn vị thực hiện chấm điểm tự động, giảm 50% báo cáo giấy.", [("=", 100, "%"), ("=", 50, "%")])]
ORG = [(VH, ["Là đầu mối theo dõi, đôn đốc thực hiện Kế hoạch; tổng hợp báo cáo gửi UBND xã và Sở Nội vụ.", "Chủ trì tham mưu các lĩnh vực chỉ đạo, điều hành; tổ chức bộ máy và chế độ công vụ."]),
 (VP, ["Chủ trì tham mưu lĩnh vực cải cách thể chế và lĩnh vực chính quyền số.", "Bố trí phương tiện, phòng họp phục vụ công tác kiểm tra."]),
 (KT, ["Chủ trì tham mưu lĩnh vực cải cách tài chính công; bố trí kinh phí thực hiện Kế hoạch."]),
 (TT, ["Chịu trách nhiệm chính lĩnh vực cải cách thủ tục hành chính; công khai kết quả giải quyết hồ sơ hằng ngày."]),
 ("Trưởng các thôn", ["Căn cứ nhiệm vụ được giao, cụ thể hóa thành việc hằng tuần và tự kiểm tra."])]
RECIPIENTS = ["Sở Nội vụ", "TT Đảng ủy, TT HĐND xã", "Các phòng, đơn vị", "Trưởng các thôn", "Trang TTĐT xã"]


def numbering(doc):
    """One multi-level list: I. / 1. / a) / -"""
    num = doc.part.numbering_part.element
    ab = OxmlElement("w:abstractNum"); ab.set(qn("w:abstractNumId"), "77")
    e = OxmlElement("w:multiLevelType"); e.set(qn("w:val"), "multilevel"); ab.append(e)
    for i, (fmt, txt) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))):
        lv = OxmlElement("w:lvl"); lv.set(qn("w:ilvl"), str(i))
        for tag, v in (("w:start", "1"), ("w:numFmt", fmt), ("w:lvlText", txt), ("w:lvlJc", "left")):
            x = OxmlElement(tag); x.set(qn("w:val"), v); lv.append(x)
        ab.append(lv)
    num.insert(0, ab)
    n = OxmlElement("w:num"); n.set(qn("w:numId"), "77")
    a = OxmlElement("w:abstractNumId"); a.set(qn("w:val"), "77"); n.append(a); num.append(n)


def item(doc, lv, text):
    p = para(doc, text, bold=lv < 2)
    pPr = p._p.get_or_add_pPr()
    np = OxmlElement("w:numPr")
    for tag, v in (("w:ilvl", lv), ("w:numId", 77)):
        x = OxmlElement(tag); x.set(qn("w:val"), str(v)); np.append(x)
    pPr.insert(0, np)


def build():
    doc = new_doc("Kế hoạch CCHC 2026 Đông Mỹ Hà")
    numbering(doc)
    head(doc, ["ỦY BAN NHÂN DÂN", "XÃ ĐÔNG MỸ HÀ"], "Số:        /KH-UBND", "Đông Mỹ Hà, ngày 30 tháng 12 năm 2025")
    para(doc, "KẾ HOẠCH", True, align="c"); para(doc, "Thực hiện công tác cải cách hành chính năm 2026", True, align="c")
    para(doc, "Thực hiện chỉ đạo của UBND tỉnh về nhiệm vụ cải cách hành chính, UBND xã Đông Mỹ Hà ban hành Kế hoạch năm 2026 như sau:")
    I = lambda lv, s: item(doc, lv, s)
    I(0, "MỤC ĐÍCH, YÊU CẦU")
    I(1, "Mục đích"); I(3, "Xây dựng chính quyền cơ sở gần dân, giải quyết việc ngay tại xã."); I(3, "Khắc phục tình trạng hồ sơ tồn đọng sau khi nhận bàn giao từ cấp huyện cũ.")
    I(1, "Yêu cầu"); I(3, "Nhiệm vụ phải gắn với người chủ trì và thời hạn."); I(3, "Không chồng chéo, không đùn đẩy trách nhiệm.")
    I(0, "MỤC TIÊU")
    for g, figs in GOALS:
        I(3, g)
        for f in figs:
            T.target(None, g, f[0], f[1], f[2], f[3] if len(f) > 3 else None)
    I(0, "NHIỆM VỤ CỤ THỂ")
    for k, (name, ts) in enumerate(AREAS, 1):
        T.area(str(k), name); I(1, name)
        for x in ts:
            I(x["lv"], x["text"] + x["tail"])
            if x["lead"]:
                T.task(str(k), x["text"], x["lead"], x["sup"], x["when"])
            for f in x["figs"]:
                T.target(str(k), x["text"], *f)
    I(0, "CHẾ ĐỘ BÁO CÁO")
    I(3, "Các phòng, đơn vị gửi báo cáo quý I, 6 tháng, 9 tháng và cả năm về Phòng Văn hóa – Xã hội chậm nhất ngày 14 của tháng cuối kỳ.")
    for s in ("Báo cáo quý I gửi Sở Nội vụ trước ngày 18/3/2026;", "Báo cáo 6 tháng đầu năm gửi trước ngày 18/6/2026;", "Báo cáo 9 tháng gửi trước ngày 18/9/2026;", "Báo cáo năm 2026 gửi trước ngày 16/12/2026."):
        I(3, s)
    I(0, "TỔ CHỨC THỰC HIỆN")
    for n, ds in ORG:
        I(1, n)
        for d in ds:
            I(3, d)
    para(doc, "Trên đây là Kế hoạch thực hiện công tác cải cách hành chính năm 2026 của xã Đông Mỹ Hà./.")
    foot(doc, [f"- {r};" for r in RECIPIENTS] + ["- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Lục Thị Hải Vân")
    doc.save(HERE / f"{N}.docx"); fix_zip(HERE / f"{N}.docx")
    for n, l, s, c in ((VH, "1 4", "", True), (DV, "", "", False), (TH, "", "", False), (VP, "2 6", "", False), (KT, "5", "", False), (TT, "3", "", False),
                       (CA, "", "", False), (QS, "", "", False), (ORG[4][0], "", "", False)):
        T.role(n, l, s, c)
    for c, m, d in (("Q1", "03", 17), ("H1", "06", 17), ("9M", "09", 17), ("Y", "12", 15)):
        T.report(f"2026-{c}", None, None, f"2026-{m}-14", f"2026-{m}-{d}")
    T.d["recipients"] = RECIPIENTS
    T.d["signer"] = {"title": "PHÓ CHỦ TỊCH", "name": "Lục Thị Hải Vân"}
    T.d["warnings"] = ["number_blank", "windows_missing"]
    T.write()
