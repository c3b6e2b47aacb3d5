"""6. A PDF of early 2025: running header and footer, paragraphs over page breaks, leads in a line that ends each area."""
import subprocess, tempfile
from kit_a import *

VP, TP, TC = "Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch", "Công chức Tài chính - Kế toán"
VH, DC, DT = "Công chức Văn hóa - Xã hội", "Công chức Địa chính - Xây dựng", "Đài Truyền thanh xã"
NV, MT, CA, DTN = "Phòng Nội vụ huyện", "Ủy ban MTTQ xã", "Công an xã", "Đoàn Thanh niên xã"
N = "xa-hoa-trach-tay-2025"
T = Truth(N, "Kế hoạch Cải cách hành chính nhà nước năm 2025 trên địa bàn xã Hòa Trạch Tây", "09/KH-UBND", None, "Ủy ban nhân dân xã Hòa Trạch Tây", [2025])
# area: name, lead, supports, printed time, due; tasks: text, tail, own due, figures
AREAS = [
 ("Công tác chỉ đạo, điều hành", VP, [VH, NV], "thường xuyên trong năm", due("ongoing", "thường xuyên trong năm"), [
  ("Quán triệt, triển khai kịp thời các văn bản của Trung ương, của tỉnh và của huyện về cải cách hành chính đến từng cán bộ, công chức, người hoạt động không chuyên trách; đưa nội dung này vào chương trình công tác tháng của UBND xã, gắn với trách nhiệm của người đứng đầu từng bộ phận", "", None, []),
  ("Xây dựng và thực hiện kế hoạch tự kiểm tra cải cách hành chính; tổ chức ít nhất 02 cuộc kiểm tra, trong đó có một cuộc kiểm tra đột xuất về giờ giấc làm việc và thái độ tiếp dân tại Bộ phận Tiếp nhận và Trả kết quả", ", hoàn thành trước ngày 30/10/2025", due("2025-10-29", "trước ngày 30/10/2025"), [(">=", 2, "cuộc")]),
  ("Tổ chức cho cán bộ, công chức đăng ký sáng kiến, giải pháp mới trong giải quyết công việc cho nhân dân; phấn đấu có tối thiểu 03 sáng kiến được huyện công nhận", "", None, [(">=", 3, "sáng kiến")]),
  ("Khảo sát mức độ hài lòng của người dân đối với những thủ tục có nhiều hồ sơ nhất của xã", ", trong tháng 10/2025", due("2025-10-31", "trong tháng 10/2025"), [])]),
 ("Cải cách thể chế", TP, [VP], "hoàn thành trước ngày 30/11/2025", due("2025-11-29", "trước ngày 30/11/2025"), [
  ("Tự kiểm tra văn bản quy phạm pháp luật do HĐND và UBND xã ban hành; đề xuất sửa đổi, thay thế những quy định đã hết hiệu lực, không còn phù hợp với thực tế ở địa phương hoặc trái với văn bản của cơ quan nhà nước cấp trên", "", None, []),
  ("Duy trì 100% dự thảo quyết định liên quan đến đời sống nhân dân được công khai lấy ý kiến tại nhà văn hóa thôn trước khi ký ban hành", "", None, [("=", 100, "%")]),
  ("Theo dõi việc thi hành pháp luật về xử lý vi phạm hành chính", "", None, [])]),
 ("Cải cách thủ tục hành chính", TP, [DC, VH, CA], "thường xuyên", due("ongoing", "thường xuyên"), [
  ("Cập nhật, niêm yết công khai thủ tục hành chính thuộc thẩm quyền của xã; gỡ ngay những thủ tục đã bị bãi bỏ, sửa những biểu mẫu đã thay đổi, không để người dân kê khai theo mẫu cũ", "", None, []),
  ("Giải quyết đúng hạn và sớm hạn từ 96% đến 98% hồ sơ; hồ sơ trễ hạn phải có văn bản xin lỗi và nêu rõ ngày trả lại", "", None, [("range", 96, "%", 98)]),
  ("Đưa 100% thủ tục đủ điều kiện lên dịch vụ công trực tuyến toàn trình; tỷ lệ hồ sơ phát sinh trực tuyến đạt trên 65%", "", None, [("=", 100, "%"), (">=", 65, "%")]),
  ("Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực thuộc thẩm quyền của UBND xã", ", hoàn thành trong Quý III/2025", due("2025-09-30", "trong Quý III/2025"), [])]),
 ("Cải cách tổ chức bộ máy hành chính nhà nước", VP, [MT], "hằng quý báo cáo kết quả", due("quarterly", "hằng quý"), [
  ("Thực hiện chủ trương sắp xếp đơn vị hành chính, tổ chức bộ máy theo lộ trình chung của tỉnh và của huyện; bảo đảm công việc không gián đoạn, hồ sơ, tài liệu được bàn giao đầy đủ, có danh mục", "", None, []),
  ("Rà soát quy chế làm việc, quy chế tiếp công dân của UBND xã", "", None, [])]),
 ("Cải cách chế độ công vụ", VP, [], "trước ngày 15/12/2025", due("2025-12-14", "trước ngày 15/12/2025"), [
  ("Cử cán bộ, công chức tham gia các lớp tập huấn về chuyển đổi số, an toàn thông tin; mỗi người tham gia ít nhất 01 lớp trong năm", "", None, [(">=", 1, "lớp")]),
  ("Đánh giá, xếp loại cán bộ, công chức theo kết quả công việc hằng tháng, lấy phiếu nhận xét của nhân dân làm một căn cứ", "", None, []),
  ("Thực hiện nghiêm kỷ luật, kỷ cương hành chính; giảm tối thiểu 40% số lần vi phạm giờ làm việc so với năm 2024", "", None, [(">=", 40, "%")])]),
 ("Cải cách tài chính công", TC, [VP], "hằng tháng", due("monthly", "hằng tháng"), [
  ("Quản lý, sử dụng ngân sách xã tiết kiệm, đúng dự toán; thực hiện công khai theo quy định của Luật Ngân sách nhà nước", "", None, []),
  ("Phấn đấu thu ngân sách trên địa bàn tăng 6% so với dự toán huyện giao", "", None, [("=", 6, "%")]),
  ("Giải ngân vốn đầu tư công xây dựng đường trục thôn, nhà văn hóa thôn Trạch Bắc", ", xong trước ngày 31/01/2026", due("2026-01-30", "trước ngày 31/01/2026"), [])]),
 ("Xây dựng và phát triển chính quyền điện tử, chính quyền số", VH, [DT, DTN, TP], "trong năm 2025", due("2025-12-31", "trong năm 2025"), [
  ("Xử lý 98% hồ sơ công việc trên phần mềm; 100% văn bản đi được ký số, trừ văn bản có độ mật", "", None, [("=", 98, "%"), ("=", 100, "%")]),
  ("Củng cố tổ công nghệ số cộng đồng ở 9 thôn, duy trì sinh hoạt đều đặn", "", None, []),
  ("Phát thanh chuyên mục dịch vụ công trực tuyến tối thiểu 04 lượt mỗi tháng trên hệ thống truyền thanh xã", "", None, [(">=", 4, "lượt")])]),
]
GOALS = [("Phấn đấu chỉ số cải cách hành chính năm 2025 của xã đứng trong top 8 của huyện, tăng 03 bậc so với năm trước.", [("<=", 8, "hạng"), ("=", 3, "bậc")]),
 ("Mức độ hài lòng của nhân dân, tổ chức đối với sự phục vụ đạt từ 91% trở lên.", [(">=", 91, "%")]),
 ("Không quá 02% hồ sơ phải yêu cầu bổ sung quá một lần.", [("<=", 2, "%")])]
LETTERS = {3: "abcc"}  # the letter c stands twice, d never
REP = [("2025-Q1", "báo cáo quý I", "11/12/2024", "10/3/2025"), ("2025-H1", "báo cáo 6 tháng", "11/12/2024", "10/6/2025"),
       ("2025-Q3", "báo cáo quý III", "11/6/2025", "10/9/2025"), ("2025-Y", "báo cáo năm", "11/12/2024", "10/12/2025")]
ORG = [(VP, "là đầu mối giúp UBND xã theo dõi, đôn đốc, tổng hợp kết quả thực hiện Kế hoạch; dự thảo báo cáo gửi UBND huyện."),
 (TC, "tham mưu bố trí kinh phí thực hiện Kế hoạch từ dự toán chi thường xuyên của xã và nguồn hợp pháp khác theo quy định."),
 (MT, "vận động hội viên, đoàn viên và nhân dân giám sát, góp ý việc giải quyết thủ tục hành chính của xã, phản ánh kịp thời những biểu hiện gây phiền hà."),
 ("Các thôn", "niêm yết, tuyên truyền tại nhà văn hóa; phản ánh ý kiến của nhân dân về UBND xã (qua Công chức Văn phòng - Thống kê) để xem xét, xử lý.")]
RECIPIENTS = ["UBND huyện Ba Lưu", "Phòng Nội vụ huyện", "TT Đảng ủy, TT HĐND xã", "Các công chức", "9 thôn"]
iso = lambda d: "{2}-{1:0>2}-{0:0>2}".format(*d.split("/"))


def build():
    doc = new_doc("Kế hoạch CCHC 2025 Hòa Trạch Tây")
    s = doc.sections[0]
    hp = s.header.paragraphs[0]; hp.alignment = AL.CENTER; hp.add_run("KẾ HOẠCH CCHC NĂM 2025 – UBND XÃ HÒA TRẠCH TÂY").font.size = Pt(10)
    fp = s.footer.paragraphs[0]; fp.alignment = AL.CENTER; fp.add_run("Tài liệu lưu hành nội bộ – Trang "); page_field(fp)
    head(doc, ["UBND HUYỆN BA LƯU", "ỦY BAN NHÂN DÂN", "XÃ HÒA TRẠCH TÂY"], "Số: 09/KH-UBND", "Hòa Trạch Tây, ngày      tháng 01 năm 2025")
    para(doc, "KẾ HOẠCH", True, align="c"); para(doc, "Cải cách hành chính nhà nước năm 2025 trên địa bàn xã Hòa Trạch Tây", True, align="c")
    para(doc, "Thực hiện Kế hoạch của UBND huyện Ba Lưu về cải cách hành chính năm 2025 và Nghị quyết của Đảng ủy xã về nhiệm vụ năm 2025; Ủy ban nhân dân xã Hòa Trạch Tây xây dựng Kế hoạch với các nội dung sau đây:")
    para(doc, "I. MỤC ĐÍCH, YÊU CẦU", True)
    for x in ("- Tạo bước chuyển rõ nét về chất lượng phục vụ nhân dân trong năm cuối của giai đoạn 2021 - 2025; khắc phục tình trạng hồ sơ trễ hạn ở lĩnh vực đất đai (năm 2024 còn 37 hồ sơ, chiếm 3,4%).",
              "- Đề cao trách nhiệm cá nhân; việc đã giao thì người được giao theo dõi đến kết quả cuối cùng, không chuyển lòng vòng giữa các bộ phận.",
              "- Chuẩn bị chu đáo các điều kiện về con người, hồ sơ, tài sản cho việc sắp xếp đơn vị hành chính theo chủ trương chung."):
        para(doc, x)
    para(doc, "II. MỤC TIÊU", True)
    for g, figs in GOALS:
        para(doc, "- " + g)
        for f in figs:
            T.target(None, g, f[0], f[1], f[2], None)
    para(doc, "III. NHIỆM VỤ", True)
    for k, (name, lead, sup, tm, dd, ts) in enumerate(AREAS, 1):
        T.area(str(k), name); para(doc, f"{k}. {name}", True)
        for l, (text, tail, own, figs) in zip(LETTERS.get(k, "abcd"), ts):
            para(doc, f"{l}) {text}{tail}{'.' if text is ts[-1][0] else ';'}")
            T.task(str(k), text, lead, sup, own or dd)
            for f in figs:
                T.target(str(k), text, f[0], f[1], f[2], f[3] if len(f) > 3 else None)
        para(doc, f"Chủ trì: {lead}; " + (f"phối hợp: {', '.join(sup)}; " if sup else "") + f"thời gian: {tm}.", italic=True)
    para(doc, "IV. GIẢI PHÁP", True)
    for x in ("1. Tăng cường sự lãnh đạo của cấp ủy, sự điều hành của chính quyền; định kỳ giao ban, kiểm điểm những việc chậm, những khâu yếu, chỉ rõ nguyên nhân chủ quan và người chịu trách nhiệm khắc phục.",
              "2. Đổi mới cách tuyên truyền, chọn những thủ tục gần với dân như khai sinh, bảo hiểm y tế, bảo trợ xã hội để hướng dẫn tận nơi, cầm tay chỉ việc cho người cao tuổi.",
              "3. Khen thưởng kịp thời tập thể, cá nhân có cách làm hay; phê bình, điều chuyển người gây phiền hà cho dân."):
        para(doc, x)
    para(doc, "V. CHẾ ĐỘ BÁO CÁO", True)
    para(doc, "Số liệu được chốt như sau: " + "; ".join(f"{n} tính từ ngày {a} đến hết ngày {b}" for _, n, a, b in REP) + ".")
    para(doc, "Công chức phụ trách các lĩnh vực gửi kết quả về Công chức Văn phòng - Thống kê chậm nhất ngày 12 của tháng cuối kỳ; UBND xã gửi báo cáo tổng hợp về UBND huyện (qua Phòng Nội vụ huyện) trước ngày 15 của tháng cuối kỳ.")
    para(doc, "VI. TỔ CHỨC THỰC HIỆN", True)
    for i, (n, x) in enumerate(ORG, 1):
        para(doc, f"{i}. {n}: {x}")
    para(doc, "Trên đây là Kế hoạch cải cách hành chính nhà nước năm 2025 trên địa bàn xã; yêu cầu các bộ phận, các thôn tổ chức thực hiện./.")
    foot(doc, [f"- {r};" for r in RECIPIENTS] + ["- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Nhữ Đình Cẩn")
    with tempfile.TemporaryDirectory() as tmp:
        doc.save(f"{tmp}/{N}.docx")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp}/lo", "--headless", "--convert-to", "pdf", "--outdir", str(HERE), f"{tmp}/{N}.docx"], check=True, capture_output=True, timeout=180)

    for n, l, sp, c in ((VP, "1 4 5", "2 6", True), (VH, "7", "1 3", False), (NV, "", "1", False), (TP, "2 3", "7", False), (DC, "", "3", False), (CA, "", "3", False),
                        (MT, "", "4", False), (TC, "6", "", False), (DT, "", "7", False), (DTN, "", "7", False), ("Các thôn", "", "", False)):
        T.role(n, l, sp, c)
    for c, _, a, b in REP:
        T.report(c, iso(a), iso(b), iso(b)[:8] + "12", iso(b)[:8] + "14")
    T.d["recipients"] = RECIPIENTS
    T.d["signer"] = {"title": "PHÓ CHỦ TỊCH", "name": "Nhữ Đình Cẩn"}
    T.d["warnings"] = ["day_blank", "letter_twice", "role_of_higher_level"]
    T.write()
