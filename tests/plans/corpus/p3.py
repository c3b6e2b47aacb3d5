"""3. Text with hard wraps, page numbers, running headers and the noise of OCR; roles of before July 2025; no calendar."""
import random, re, textwrap, unicodedata
from kit_a import *

VP, TP, TC = "Công chức Văn phòng – Thống kê", "Công chức Tư pháp – Hộ tịch", "Công chức Tài chính – Kế toán"
VH, DC, DT = "Công chức Văn hóa – Xã hội", "Công chức Địa chính – Nông nghiệp – Xây dựng và Môi trường", "Đài truyền thanh xã"
BM = "Bộ phận Tiếp nhận và Trả kết quả"
N = "xa-an-vi-bac-2024"
T = Truth(N, "Kế hoạch Công tác cải cách hành chính nhà nước năm 2024", "06/KH-UBND", "2024-01-16", "Ủy ban nhân dân xã An Vĩ Bắc", [2024])
# tasks: text, own lead, supports, due, figures, printed tail
def t(text, tail="", lead=None, sup=(), when=None, figs=()):
    return text, tail, lead, sup, when, figs
AREAS = [
 ("Công tác chỉ đạo, điều hành", [
  t("Kiện toàn Ban Chỉ đạo cải cách hành chính của xã do đồng chí Chủ tịch UBND xã làm Trưởng ban", ", hoàn thành trước ngày 10/02/2024;", when=due("2024-02-09", "trước ngày 10/02/2024")),
  t("Đưa kết quả cải cách hành chính vào nội dung giao ban tuần của UBND xã;"),
  t("Tự kiểm tra công tác cải cách hành chính tại các bộ phận chuyên môn, một năm ít nhất 02 lần", ", xong trước ngày 15/10/2024;", when=due("2024-10-14", "trước ngày 15/10/2024"), figs=[(">=", 2, "lần")]),
  t("Phát trên loa truyền thanh tối thiểu 48 tin, bài về cải cách hành chính trong năm.", figs=[(">=", 48, "tin, bài")])]),
 ("Cải cách thể chế", [
  t("Ban hành kế hoạch rà soát, hệ thống hóa văn bản quy phạm pháp luật năm 2024 của xã", ", xong trong Quý I/2024;", when=due("2024-03-31", "trong Quý I/2024")),
  t("Bảo đảm 100% văn bản quy phạm pháp luật do xã ban hành đúng trình tự, thẩm quyền theo Nghị định số 34/2016/NĐ-CP;", figs=[("=", 100, "%")]),
  t("Tổ chức ngày pháp luật, lồng ghép hỏi đáp về hộ tịch, chứng thực cho nhân dân các xóm.")]),
 ("Cải cách thủ tục hành chính", [
  t("Niêm yết, cập nhật kịp thời thủ tục hành chính tại Bộ phận Tiếp nhận và Trả kết quả;"),
  t("Giải quyết đúng hạn và trước hạn từ 95% đến 98% số hồ sơ tiếp nhận trong năm;", figs=[("range", 95, "%", 98)]),
  t("Tỷ lệ hồ sơ trực tuyến đạt trên 60%; thanh toán trực tuyến đạt ít nhất 40%;", figs=[(">=", 60, "%"), (">=", 40, "%")]),
  t("Công chức Văn hóa – Xã hội phối hợp với Bộ phận Tiếp nhận và Trả kết quả hướng dẫn đối tượng chính sách nộp hồ sơ tại nhà;", sup=(VH, BM)),
  t("Thực hiện thư xin lỗi và hẹn lại ngày trả kết quả khi có hồ sơ trễ hạn.")]),
 ("Cải cách tổ chức bộ máy hành chính", [
  t("Rà soát số lượng người hoạt động không chuyên trách ở xã và ở xóm, bố trí kiêm nhiệm theo Nghị định số 33/2023/NĐ-CP;"),
  t("Thực hiện đúng quy chế làm việc, quy chế dân chủ ở cơ sở.")]),
 ("Cải cách chế độ công vụ", [
  t("Cử công chức dự đủ các lớp bồi dưỡng do huyện mở, đạt 100% số người được triệu tập;", figs=[("=", 100, "%")]),
  t("Chấn chỉnh giờ giấc, tác phong; số lượt công chức bị nhắc nhở về giờ làm giảm 50% so với năm 2023;", figs=[("=", 50, "%")]),
  t("Đánh giá, phân loại công chức", ", chậm nhất ngày 05/12/2024.", when=due("2024-12-05", "chậm nhất ngày 05/12/2024"))]),
 ("Cải cách tài chính công", [
  t("Thực hiện chế độ tự chủ, công khai thu chi ngân sách tại trụ sở và nhà văn hóa xóm", ", mỗi quý một lần;", when=due("quarterly", "mỗi quý một lần")),
  t("Thu ngân sách trên địa bàn đạt tối thiểu 105% dự toán huyện giao;", figs=[(">=", 105, "%")]),
  t("Kiểm kê tài sản công", ", xong trong tháng 6/2024.", when=due("2024-06-30", "trong tháng 6/2024"))]),
 ("Hiện đại hóa hành chính", [
  t("Xử lý trên 85% hồ sơ công việc trên phần mềm quản lý văn bản và điều hành;", figs=[(">=", 85, "%")]),
  t("Duy trì hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2015, đánh giá nội bộ ít nhất 01 cuộc", ", xong trước ngày 30/11/2024;", when=due("2024-11-29", "trước ngày 30/11/2024"), figs=[(">=", 1, "cuộc")]),
  t("Nâng cấp máy tính của các công chức làm việc tại Bộ phận Tiếp nhận và Trả kết quả.")]),
]
ORG = [
 (VP, "là bộ phận thường trực, giúp UBND xã theo dõi, tổng hợp chung; chủ trì thực hiện nội dung chỉ đạo, điều hành, tổ chức bộ máy và chế độ công vụ; soạn thảo báo cáo gửi UBND huyện."),
 (TP, "chủ trì tham mưu nội dung cải cách thể chế, cải cách thủ tục hành chính; đôn đốc việc công khai thủ tục tại nơi tiếp nhận."),
 (TC, "chủ trì nội dung cải cách tài chính công; cân đối kinh phí cho các việc trong Kế hoạch."),
 (VH, "chủ trì nội dung hiện đại hóa hành chính; phối hợp với Công chức Văn phòng – Thống kê trong công tác tuyên truyền."),
 (DC, "phối hợp với Công chức Tư pháp – Hộ tịch thực hiện nội dung cải cách thủ tục hành chính, trả kết quả hồ sơ đất đai đúng hẹn."),
 (BM, "tiếp nhận, trả kết quả, cập nhật hồ sơ vào phần mềm một cửa trong ngày."),
 (DT, "đưa tin về gương người tốt, việc tốt trong cải cách hành chính."),
]
RECIPIENTS = ["UBND huyện", "Phòng Nội vụ huyện", "Thường trực Đảng ủy, HĐND xã", "Lãnh đạo UBND xã", "Các bộ phận chuyên môn", "Các xóm trưởng"]
OCR = [  # readable noise: exact place, once each
 ("CONG TAC", None), ("Kiện toàn Ban Chỉ đạo", "Kiện toàn  Ban Chỉ đạo"), ("trước ngày 10/02/2024", "trước ngày l0/02/2024"),
 ("tối thiểu 48 tin", "tối thiểu  48 tin"), ("theo Nghị định số 34/2016/NĐ-CP", "theo Nghị định số 34/20l6/NĐ-CP"), ("Bảo đảm 100% văn bản", "Bảo đảm l00% văn bản"),
 ("từ 95% đến 98%", "từ 95 % đến 98%"), ("ngày pháp luật, lồng ghép", "ngày pháp luật , lồng ghép"), ("trong tháng 6/2024", "trong tháng 6 /2024"),
 ("Đánh giá, phân loại công chức, chậm", "Đánh giá , phân loại công chức, chậm"), ("Công chức Văn hóa – Xã hội phối hợp", "Cong chức Văn hóa – Xã hội phối hợp"),
 ("Xử lý trên 85%", "Xử lý trên  85%"), ("3. Công chức Tài chính", "3. Cong chức Tài chính"), ("TCVN ISO 9001:2015", "TCVN ISO 900l:20l5"),
 ("trước ngày 30/11/2024", "trước ngày 30/l1/2024"), ("5. Cải cách chế độ công vụ", "5 . Cải cách chế độ công vụ"), ("đạt tối thiểu 105%", "đạt tối thiểu 1O5%"),
 ("Nâng cấp máy tính", "Nâng cấp may tính"),
]


def build():
    out = []
    W = lambda s: out.append(s)
    W("I. MỤC TIÊU, YÊU CẦU"); W("1. Mục tiêu")
    W("- Giữ vững kết quả xếp loại khá về cải cách hành chính năm 2023 (đạt 81,4 điểm, xếp thứ 9/22 xã), phấn đấu năm 2024 xếp trong top 5 của huyện.")
    W("- Mức độ hài lòng của nhân dân đạt trên 90%; không có hồ sơ trễ hạn kéo dài quá 10 ngày.")
    W("2. Yêu cầu")
    W("- Mỗi công chức tự rà lại việc của mình, nói đi đôi với làm; lấy kết quả phục vụ nhân dân để bình xét thi đua.")
    W("- Việc triển khai phải tiết kiệm, tránh phô trương hình thức.")
    W("II. NỘI DUNG VÀ NHIỆM VỤ")
    for k, (n, ts) in enumerate(AREAS, 1):
        T.area(str(k), n); W(f"{k}. {n}")
        for text, tail, lead, sup, when, figs in ts:
            W("- " + text + tail); T.task(str(k), text, lead, sup, when)
            for f in figs:
                T.target(str(k), text, *f)
    W("III. GIẢI PHÁP")
    W("- Người đứng đầu chịu trách nhiệm trước UBND xã về tiến độ; gắn cải cách hành chính với nhiệm vụ chuyển đổi số.")
    W("- Huy động đoàn viên thanh niên trực hỗ trợ người cao tuổi tại Bộ phận Tiếp nhận và Trả kết quả.")
    W("IV. KINH PHÍ")
    W("Bố trí từ ngân sách xã năm 2024, dự kiến 45.000.000 đồng (bằng 1,2% chi thường xuyên).")
    W("V. TỔ CHỨC THỰC HIỆN")
    for i, (n, s) in enumerate(ORG, 1):
        W(f"{i}. {n}: {s}")
    W("Yêu cầu các bộ phận, các xóm nghiêm túc thực hiện; có gì vướng mắc báo về UBND xã (qua Công chức Văn phòng – Thống kê)./.")
    body = "\n".join(out)
    for a, b in OCR[1:]:
        assert body.count(a) == 1, (a, body.count(a))
        body = body.replace(a, b)
    head_ = ["UBND HUYỆN THANH SA      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN               Độc lập - Tự do - Hạnh phúc",
             "   XÃ AN VĨ BẮC", "", "  Số: 06/KH-UBND           An Vĩ Bắc, ngày 16 tháng 01 năm 2024", "", "                            KẾ HOẠCH",
             "      Công tác cải cách hành chính nhà nước năm 2024", "",]
    intro = "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và Kế hoạch của UBND huyện Thanh Sa về cải cách hành chính năm 2024, Ủy ban nhân dân xã An Vĩ Bắc xây dựng Kế hoạch như sau:"
    lines = head_[:]
    rnd = random.Random(24)
    hyph = 0
    for para_ in [intro] + body.split("\n"):
        w = textwrap.wrap(para_, 75, break_on_hyphens=False, initial_indent="  " if para_ is intro else "", replace_whitespace=False, drop_whitespace=True)
        for i in range(len(w) - 1):  # a word cut at the end of the line, as a bad scan gives it
            first = w[i + 1].split(" ")[0]
            if len(first) >= 4 and first.isalpha() and first.islower() and len(w[i]) <= 72 and i % 2 == 0 and hyph < 6:
                w[i] += " " + first[:2] + "-"; w[i + 1] = first[2:] + w[i + 1][len(first):]; hyph += 1
        lines += w
        if re.match(r"[IVX]+\.|\d+\. ?\.? ?(Cải|Công tác|Hiện)", para_):
            lines.append("")
    lines += ["", "Nơi nhận:"] + [f"- {r};" for r in RECIPIENTS] + ["- Lưu: VT.", "", "             TM. ỦY BAN NHÂN DÂN", "                  CHỦ TỊCH", "", "", "             Tạ Quang Miên Hồ"]
    paged, page = [], 1
    for i in range(0, len(lines), 33):
        if page > 1:
            paged += ["", f"                                   {page}", "", "UBND xã An Vĩ Bắc – Kế hoạch CCHC năm 2024", ""]
        paged += lines[i:i + 33]; page += 1
    (HERE / f"{N}.txt").write_text(unicodedata.normalize("NFC", "\n".join(paged)) + "\n", "utf-8")
    print("hyphenated", hyph, "pages", page - 1, "lines", len(lines))

    for n, l, s, c in ((VP, "1 4 5", "", True), (TP, "2 3", "", False), (TC, "6", "", False), (VH, "7", "", False), (DC, "", "3", False), (BM, "", "", False), (DT, "", "", False)):
        T.role(n, l, s, c)
    T.target(None, "Giữ vững kết quả xếp loại khá về cải cách hành chính năm 2023 (đạt 81,4 điểm, xếp thứ 9/22 xã), phấn đấu năm 2024 xếp trong top 5 của huyện.", "<=", 5, "hạng")
    s = "Mức độ hài lòng của nhân dân đạt trên 90%; không có hồ sơ trễ hạn kéo dài quá 10 ngày."
    T.target(None, s, ">=", 90); T.target(None, s, "<=", 10, "ngày")
    T.d["targets"] = T.d["targets"][-3:] + T.d["targets"][:-3]
    T.d["recipients"] = RECIPIENTS
    T.d["signer"] = {"title": "CHỦ TỊCH", "name": "Tạ Quang Miên Hồ"}
    T.d["warnings"] = ["calendar_missing"]
    T.write()
