"""Builds the six plans of corpus b and their truth: /work/main/.venv/bin/python make_b.py"""
import subprocess
from lib_b import HERE, Plan, build_docx, date, due

MONTHLY, QUARTERLY = (lambda t="hằng tháng": due("monthly", t)), (lambda t="hằng quý": due("quarterly", t))


def hoa_thuy_tan():
    x = Plan("xa-hoa-thuy-tan-2023", title="Cải cách hành chính nhà nước xã Hoà Thuỷ Tân năm 2023", number="07/KH-UBND",
             issuing_body="Uỷ ban nhân dân xã Hoà Thuỷ Tân", years=[2023], signer={"title": "CHỦ TỊCH", "name": "Tạ Hữu Thuỷ"},
             recipients=["UBND huyện Lạc Giang (b/c)", "Phòng Nội vụ huyện", "Thường trực Đảng uỷ, HĐND xã", "Chủ tịch, các Phó Chủ tịch UBND xã", "Như Phần IV (t/h)", "Lưu: VT, NV"],
             warnings=["day_blank", "role_two_spellings", "windows_missing", "cited_with_two_years"])
    vp, td, tp, tc, vh = ("Công chức Văn phòng Đảng uỷ - Nội vụ", "Công chức Văn phòng – Thống kê", "Công chức Tư pháp – Hộ tịch",
                          "Công chức Tài chính - Kế toán", "Công chức Văn hoá – Xã hội")
    loa, hoa, nuoc, doan, mt = ("Đài Truyền thanh xã", "Tổ hoà giải cơ sở", "Ban quản lý thuỷ nông", "Đoàn Thanh niên xã", "Mặt trận Tổ quốc và các đoàn thể xã")
    x.role(vp, ["A", "D"], coordinator=True); x.role(td, ["C"]); x.role(tp, ["B"], ["C"]); x.role(tc, ["Đ"]); x.role(vh, ["E"])
    for r in (loa, hoa, nuoc, doan, mt): x.role(r)
    x.p("Căn cứ Kế hoạch số 11/KH-UBND ngày 06/01/2023 của UBND huyện Lạc Giang về cải cách hành chính năm 2023; xét đề nghị của Công chức Văn phòng Đảng uỷ - Nội vụ, Uỷ ban nhân dân xã Hoà Thuỷ Tân ban hành Kế hoạch cải cách hành chính nhà nước xã Hoà Thuỷ Tân năm 2023 với các nội dung sau:")
    x.h("PHẦN I. MỤC TIÊU")
    x.p("Khắc phục cơ bản các hạn chế mà đoàn kiểm tra của huyện đã chỉ ra tháng 10/2022, trong đó có 14 hồ sơ đất đai trả chậm; làm cho người dân đến trụ sở xã ít hơn, chờ ngắn hơn, hài lòng hơn.")
    for text, *rest in (("Chỉ số cải cách hành chính của xã nằm trong tốp 05 của huyện", "<=", 5, "hạng"),
                        ("Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn và trước hạn đạt trên 98%", ">=", 98, "%"),
                        ("Từ 45% đến 50% hồ sơ được người dân nộp qua Cổng dịch vụ công", "range", 45, "%", 50),
                        ("Tỷ lệ hồ sơ phải yêu cầu bổ sung quá một lần không quá 2%", "<=", 2, "%"),
                        ("Mức độ hài lòng của người dân đối với Bộ phận Tiếp nhận và Trả kết quả tối thiểu đạt 88%", ">=", 88, "%")):
        x.target(text, *rest); x.p(text + ".")
    x.h("PHẦN II. NHIỆM VỤ")
    x.area("A", "Công tác chỉ đạo, điều hành")
    x.task("Ban hành kế hoạch tự kiểm tra cải cách hành chính và tổ chức kiểm tra ít nhất 03 bộ phận chuyên môn.", " (Hoàn thành trong quý III/2023)", d=date("2023-09-30", "quý III/2023"))
    x.target("tổ chức kiểm tra ít nhất 03 bộ phận chuyên môn", ">=", 3, "bộ phận chuyên môn", area="A")
    x.task("Phân công một đồng chí Phó Chủ tịch trực tiếp theo dõi, nhắc việc và chịu trách nhiệm trước Chủ tịch UBND xã về tiến độ của Kế hoạch này.")
    x.task("Lấy phiếu khảo sát sự hài lòng đối với tối thiểu 150 lượt giao dịch, kể cả giao dịch trực tuyến", "; làm gọn trong tháng 10/2023.", d=date("2023-10-31", "trong tháng 10/2023"))
    x.target("Lấy phiếu khảo sát sự hài lòng đối với tối thiểu 150 lượt giao dịch", ">=", 150, "lượt giao dịch", area="A")
    x.task("Đài Truyền thanh xã chủ trì phát mỗi tháng ít nhất 02 chuyên mục về cải cách hành chính, Công chức Văn hoá – Xã hội phối hợp biên tập.", lead=loa, sup=[vh], d=MONTHLY("mỗi tháng"))
    x.target("phát mỗi tháng ít nhất 02 chuyên mục về cải cách hành chính", ">=", 2, "chuyên mục", area="A")
    x.area("B", "Cải cách thể chế")
    x.task("Rà soát toàn bộ văn bản do HĐND, UBND xã ban hành từ năm 2018 đến nay, lập danh mục văn bản đã hết hiệu lực để công bố.", " Thời hạn: chậm nhất ngày 25/6/2023.", d=date("2023-06-25", "chậm nhất ngày 25/6/2023"))
    x.task("Thường xuyên kiểm tra thể thức và thẩm quyền của văn bản trước khi trình ký.", d=due("ongoing", "Thường xuyên"))
    x.task("Đưa việc phổ biến pháp luật về đất đai, hộ tịch vào sinh hoạt thôn", " (phối hợp: Tổ hoà giải cơ sở).", sup=[hoa])
    x.area("C", "Cải cách thủ tục hành chính")
    x.task("Niêm yết công khai 100% thủ tục hành chính thuộc thẩm quyền tại Bộ phận Tiếp nhận và Trả kết quả và trên trang thông tin điện tử của xã.")
    x.target("Niêm yết công khai 100% thủ tục hành chính thuộc thẩm quyền", "=", 100, area="C")
    x.task("Hằng tháng công khai kết quả giải quyết hồ sơ và gửi thư xin lỗi đối với mọi hồ sơ trễ hẹn.", d=MONTHLY("Hằng tháng"))
    x.task("Số hoá tối thiểu 40% kết quả giải quyết thủ tục hành chính còn hiệu lực", " (trước ngày 15/11/2023).", d=date("2023-11-14", "trước ngày 15/11/2023"))
    x.target("Số hoá tối thiểu 40% kết quả giải quyết thủ tục hành chính còn hiệu lực", ">=", 40, area="C")
    x.task("Khi có phát sinh phản ánh, kiến nghị của người dân thì phân công người trả lời ngay trong ngày nhận được.", d=due("on-request", "Khi có phát sinh"))
    x.task("Bố trí máy tính nối mạng và người hướng dẫn để người dân tự nộp hồ sơ trực tuyến tại trụ sở.", " (Quý I/2023)", d=date("2023-03-31", "Quý I/2023"))
    x.area("D", "Cải cách tổ chức bộ máy và chế độ công vụ")
    x.task("Rà soát, bố trí lại người hoạt động không chuyên trách ở thôn theo đúng Nghị định số 34/2019/NĐ-CP của Chính phủ", " (xong trước ngày 01/10/2023).", d=date("2023-09-30", "trước ngày 01/10/2023"))
    x.task("Đánh giá công chức theo từng quý, lấy kết quả giải quyết hồ sơ làm căn cứ chính để xếp loại.", d=QUARTERLY("theo từng quý"))
    x.task("Cử 100% công chức được triệu tập tham gia đầy đủ các lớp bồi dưỡng nghiệp vụ do huyện, tỉnh mở.")
    x.target("Cử 100% công chức được triệu tập tham gia đầy đủ các lớp bồi dưỡng nghiệp vụ", "=", 100, area="D")
    x.area("Đ", "Cải cách tài chính công")
    x.task("Công khai dự toán, quyết toán ngân sách xã trên bảng tin và loa truyền thanh", "; thực hiện hằng quý.", d=QUARTERLY())
    x.task("Giải ngân vốn đầu tư công đạt từ 95% kế hoạch trở lên", ", tính đến hết ngày 31/12/2023.", d=date("2023-12-31", "đến hết ngày 31/12/2023"))
    x.target("Giải ngân vốn đầu tư công đạt từ 95% kế hoạch trở lên", ">=", 95, area="Đ")
    x.task("Tiết kiệm ít nhất 10% chi thường xuyên ngoài lương để tạo nguồn cải cách tiền lương.")
    x.target("Tiết kiệm ít nhất 10% chi thường xuyên ngoài lương", ">=", 10, area="Đ")
    x.task("Ban quản lý thuỷ nông chủ trì kiểm kê tài sản công được giao, mỗi năm hai đợt, báo bộ phận kế toán cập nhật sổ sách.", lead=nuoc, d=due("half-yearly", "mỗi năm hai đợt"))
    x.area("E", "Xây dựng chính quyền điện tử, chính quyền số")
    x.task("Duy trì trang thông tin điện tử của xã, mỗi tuần đăng ít nhất 02 tin, bài.", d=due("weekly", "mỗi tuần"))
    x.target("mỗi tuần đăng ít nhất 02 tin, bài", ">=", 2, "tin, bài", area="E")
    x.task("Phấn đấu trên 90% văn bản đi được ký số và phát hành trên phần mềm quản lý văn bản.")
    x.target("Phấn đấu trên 90% văn bản đi được ký số", ">=", 90, area="E")
    x.task("Kiện toàn Tổ công nghệ số cộng đồng ở tất cả các thôn", " (tháng 3/2023; Đoàn Thanh niên xã phối hợp).", sup=[doan], d=date("2023-03-31", "tháng 3/2023"))
    x.task("Nâng cấp đường truyền và phòng họp trực tuyến của UBND xã.")
    x.h("PHẦN III. KINH PHÍ")
    x.p("Từ dự toán chi thường xuyên của ngân sách xã năm 2023, khoảng 65 triệu đồng; khoản chi cho người hoạt động không chuyên trách thực hiện theo Nghị định số 34/2018/NĐ-CP.")
    x.h("PHẦN IV. TỔ CHỨC THỰC HIỆN")
    for name, said in (("Công chức Văn phòng Đảng ủy–Nội vụ", "Là bộ phận thường trực, giúp UBND xã đôn đốc, kiểm tra việc thực hiện Kế hoạch; chủ trì các nội dung tại mục A và mục D; tổng hợp báo cáo định kỳ."),
                       (td, "Chủ trì thực hiện nhiệm vụ cải cách thủ tục hành chính; quản lý hoạt động của Bộ phận Tiếp nhận và Trả kết quả."),
                       ("Công chức Tư pháp – Hộ tịch", "Chủ trì nội dung cải cách thể chế; phối hợp thực hiện cải cách thủ tục hành chính, nhất là thủ tục hộ tịch, chứng thực."),
                       (tc, "Chủ trì nội dung cải cách tài chính công, cân đối kinh phí để thực hiện Kế hoạch."),
                       ("Công chức Văn hóa - Xã hội", "Chịu trách nhiệm chính về xây dựng chính quyền điện tử, chính quyền số; quản trị trang thông tin điện tử."),
                       ("Đài Truyền thanh xã", "Tăng thời lượng tin về cải cách hành chính, đọc lại danh sách thủ tục nộp trực tuyến vào cuối tuần."),
                       ("Tổ hòa giải cơ sở", "Lồng ghép tuyên truyền pháp luật khi hòa giải."),
                       ("Ban quản lý thủy nông", "Quản lý, báo cáo tài sản được giao đúng quy định."),
                       (mt, "Vận động đoàn viên, hội viên nộp hồ sơ trực tuyến; giám sát thái độ phục vụ của công chức.")):
        x.h(name); x.p(said)
    x.h("PHẦN V. CHẾ ĐỘ BÁO CÁO")
    x.p("Các công chức chuyên môn gửi kết quả về UBND xã (qua Công chức Văn phòng – Nội vụ) để làm báo cáo quý I, 6 tháng, quý III và năm trước ngày 12 của tháng cuối kỳ.",
        "Công chức Văn phòng Đảng ủy - Nội vụ tổng hợp, trình UBND xã gửi UBND huyện chậm nhất ngày 18 của tháng cuối kỳ.",
        "Yêu cầu các bộ phận nghiêm túc thực hiện; khó khăn, vướng mắc báo cáo kịp thời để Uỷ ban nhân dân xã xem xét./.")
    for code, m in (("Q1", "03"), ("H1", "06"), ("Q3", "09"), ("Y", "12")):
        x.report(f"2023-{code}", None, f"2023-{m}-11", f"2023-{m}-18")
    build_docx(x, ["UỶ BAN NHÂN DÂN", "XÃ HOÀ THUỶ TÂN", "Số: 07/KH-UBND"], "Hoà Thuỷ Tân, ngày      tháng 01 năm 2023", subject=x.truth["title"],
               sign=["TM. UỶ BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Tạ Hữu Thuỷ"], when=(2023, 1, 12), nfd=True)


def khe_lam():
    x = Plan("xa-khe-lam-2026", title="Duy trì, nâng cao Chỉ số cải cách hành chính xã Khe Lam năm 2026", number="48/KH-UBND", issued_on="2026-03-02",
             issuing_body="Ủy ban nhân dân xã Khe Lam", years=[2026], signer={"title": "PHÓ CHỦ TỊCH", "name": "Lò Thị Hạnh Nguyên"},
             recipients=["Sở Nội vụ (b/c)", "TT Đảng ủy, TT HĐND xã", "CT, các PCT UBND xã", "Các phòng, đơn vị tại Mục III", "Lưu: VT, VHXH (08b)"],
             warnings=["points_do_not_add_up", "total_does_not_add_up", "criterion_given_to_nobody", "windows_missing", "role_two_spellings"])
    vh, vp, kt, hc = "Phòng Văn hóa – Xã hội", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Trung tâm Phục vụ hành chính công"
    mt, ca, so = "Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Công an xã", "Tổ công nghệ số cộng đồng"
    x.role(vh, coordinator=True)
    for r in (vp, hc, kt, mt, ca, so): x.role(r)
    x.p("Thực hiện Quyết định số 1906/QĐ-UBND ngày 18/12/2025 của UBND tỉnh về Bộ Chỉ số cải cách hành chính cấp xã và kết quả tự chấm điểm năm 2025, Ủy ban nhân dân xã Khe Lam xây dựng Kế hoạch duy trì, nâng cao Chỉ số cải cách hành chính (CCHC) năm 2026 như sau:")
    x.h("I. MỤC TIÊU")
    for text, *rest in (("Tổng điểm Chỉ số CCHC năm 2026 đạt từ 91 điểm trở lên", ">=", 91, "điểm"), ("Thứ hạng nằm trong tốp 20 của tỉnh", "<=", 20, "hạng"),
                        ("Giảm tối thiểu 50% số điểm bị trừ so với năm 2025", ">=", 50, "%"), ("Chỉ số hài lòng của người dân, tổ chức đạt 92% - 95%", "range", 92, "%", 95)):
        x.target(text, *rest); x.p(f"- {text}.")
    x.h("II. KẾT QUẢ TỰ CHẤM ĐIỂM NĂM 2025")
    x.p("Năm 2025, xã tự chấm đạt 86,2 điểm, bị trừ 13,8 điểm. Chi tiết từng tiêu chí và nơi phụ trách khắc phục như bảng dưới đây:")
    rows = [["STT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm năm 2025", "Điểm trừ", "Nguyên nhân", "Phòng, đơn vị phụ trách"]]
    number = lambda v: f"{v:g}".replace(".", ",")
    for line in CRITERIA.strip().splitlines():
        code, name, top, got, lost, why, who = [c.strip() for c in line.split("|")]
        top, got, lost = float(top), float(got), float(lost)
        if "." in code:
            x.truth["criteria"].append({"code": code, "name": name, "area": code[0], "max": top, "achieved": got, "deducted": lost})
        elif code:
            x.area(code, name, show=False)
        rows.append([code, name, number(top), number(got), number(lost) if lost else "0", why, who])
    x.put("table", rows, (1.2, 5, 1.4, 1.6, 1.3, 3.6, 2.6))
    x.h("III. NHIỆM VỤ, GIẢI PHÁP KHẮC PHỤC")
    def one(who, number_, tasks):
        x.h(f"{number_}. {who}:")
        for text, tail, codes, more in tasks:
            x.task(text, tail, "- ", lead=who, criteria=codes, area=None, **more)
    one(vh, 1, [("Là đầu mối theo dõi Kế hoạch này; gửi đủ, đúng hạn các báo cáo CCHC định kỳ, không để trừ điểm các tiêu chí 1.1 và 1.2.", "", ["1.1", "1.2"], {}),
                ("Tổ chức kiểm tra CCHC ít nhất 03 phòng, đơn vị, sau kiểm tra có kết luận bằng văn bản (TCTP 1.3)", "; hoàn thành trong tháng 8/2026.", ["1.3"], dict(d=date("2026-08-31", "trong tháng 8/2026"))),
                ("Đăng ít nhất 06 tin, bài mỗi tháng về CCHC trên Trang thông tin điện tử, gắn với việc làm mới chuyên mục bị đánh giá thiếu (TCTP 1.4, 6.2).", "", ["1.4", "6.2"], dict(d=MONTHLY("mỗi tháng"))),
                ("Cập nhật bản mô tả vị trí việc làm theo cơ cấu phòng mới (TCTP 4.2)", ", trước ngày 01/7/2026.", ["4.2"], dict(d=date("2026-06-30", "trước ngày 01/7/2026")))])
    x.target("Tổ chức kiểm tra CCHC ít nhất 03 phòng, đơn vị", ">=", 3, "phòng, đơn vị"); x.target("Đăng ít nhất 06 tin, bài mỗi tháng về CCHC", ">=", 6, "tin, bài")
    one(vp, 2, [("Tham mưu rà soát văn bản quy phạm pháp luật theo chuyên đề, báo cáo theo dõi thi hành pháp luật có số liệu xử lý sau kiến nghị (các tiêu chí 2.1, 2.2, 2.3).", "", ["2.1", "2.2", "2.3"], {}),
                ("Sửa quy chế làm việc của UBND xã cho khớp với việc phân công lại nhiệm vụ (TCTP 4.1).", " Thời gian: Quý II/2026.", ["4.1"], dict(d=date("2026-06-30", "Quý II/2026"))),
                ("Duy trì 100% văn bản đi được ký số cá nhân và ký số cơ quan (TCTP 6.1).", "", ["6.1"], {}),
                ("Phối hợp với Phòng Văn hóa – Xã hội đánh giá nội bộ hệ thống ISO điện tử (TCTP 6.4)", ", chậm nhất ngày 31/10/2026.", ["6.4"], dict(d=date("2026-10-31", "chậm nhất ngày 31/10/2026"), sup=[vh]))])
    x.target("Duy trì 100% văn bản đi được ký số cá nhân và ký số cơ quan", "=", 100)
    one(hc, 3, [("Giữ tỷ lệ hồ sơ giải quyết đúng hạn không dưới 99%; cảnh báo hồ sơ sắp đến hạn cho từng công chức vào đầu mỗi ngày làm việc (TCTP 3.2.1).", "", ["3.2.1"], {}),
                ("Ban hành mẫu và phát hành thư xin lỗi ngay khi hồ sơ quá hạn (TCTP 3.2.2).", "", ["3.2.2"], {}),
                ("Số hóa 100% hồ sơ tiếp nhận mới, bóc tách dữ liệu đúng trường thông tin (TCTP 3.2.3).", "", ["3.2.3"], {}),
                ("Chủ trì, phối hợp với Tổ công nghệ số cộng đồng nâng tỷ lệ hồ sơ trực tuyến toàn trình lên trên 75% và hồ sơ thanh toán trực tuyến lên trên 60% (TCTP 3.3, 6.3.1, 6.3.2)", "; xong trước ngày 15/12/2026.", ["3.3", "6.3.1", "6.3.2"], dict(d=date("2026-12-14", "trước ngày 15/12/2026"), sup=[so])),
                ("Công khai đầy đủ thủ tục; trả lời phản ánh, kiến nghị đúng hạn trên hệ thống (TCTP 3.1, 3.4)", "; thực hiện thường xuyên.", ["3.1", "3.4"], dict(d=due("ongoing", "thường xuyên"))),
                ("Hằng quý lấy ý kiến người dân ngay tại quầy, phân tích nguyên nhân chưa hài lòng để sửa (TCTP 7.1, 7.2).", "", ["7.1", "7.2"], dict(d=QUARTERLY("Hằng quý")))])
    x.target("Giữ tỷ lệ hồ sơ giải quyết đúng hạn không dưới 99%", ">=", 99); x.target("Số hóa 100% hồ sơ tiếp nhận mới", "=", 100)
    x.target("nâng tỷ lệ hồ sơ trực tuyến toàn trình lên trên 75%", ">=", 75); x.target("hồ sơ thanh toán trực tuyến lên trên 60%", ">=", 60)
    one(kt, 4, [("Rà soát từng dự án, cam kết tiến độ với nhà thầu, giải ngân 100% kế hoạch vốn được giao (TCTP 5.1).", " Hạn cuối ngày 31/12/2026.", ["5.1"], dict(d=date("2026-12-31", "Hạn cuối ngày 31/12/2026"))),
                ("Tham mưu phân bổ, quyết toán ngân sách đúng thời gian (TCTP 5.2); cập nhật tài sản công lên cơ sở dữ liệu (TCTP 5.3).", "", ["5.2", "5.3"], {})])
    x.target("giải ngân 100% kế hoạch vốn được giao", "=", 100)
    one(mt, 5, [("Giám sát việc tiếp nhận, giải quyết thủ tục hành chính, phản ánh kịp thời về UBND xã.", "", [], {})])
    one(ca, 6, [("Rà soát, kích hoạt tài khoản định danh điện tử cho người dân, bảo đảm đủ điều kiện nộp hồ sơ trực tuyến.", " (Quý III/2026)", [], dict(d=date("2026-09-30", "Quý III/2026")))])
    x.h("IV. TỔ CHỨC THỰC HIỆN")
    x.p("1. Các phòng, đơn vị gửi kết quả khắc phục hằng quý về Phòng Văn hóa – Xã hội trước ngày 15 của tháng cuối quý.",
        "2. Phòng Văn hóa – Xã hội tổng hợp, trình Chủ tịch UBND xã chậm nhất ngày 20 của tháng cuối quý; đưa kết quả vào xét thi đua cuối năm.",
        "3. Kinh phí lấy từ dự toán giao các phòng, đơn vị năm 2026.", "Trên đây là Kế hoạch duy trì, nâng cao Chỉ số CCHC xã Khe Lam năm 2026, đề nghị các phòng, đơn vị tổ chức thực hiện./.")
    for q, m in enumerate(("03", "06", "09", "12"), 1):
        x.report(f"2026-Q{q}", None, f"2026-{m}-14", f"2026-{m}-20")
    build_docx(x, ["ỦY BAN NHÂN DÂN", "XÃ KHE LAM", "Số: 48/KH-UBND"], "Khe Lam, ngày 02 tháng 3 năm 2026", subject=x.truth["title"],
               sign=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Lò Thị Hạnh Nguyên"], when=(2026, 3, 2))


# code | name | max | achieved | deducted | reason | in charge (area 3 and the total are wrong on purpose)
CRITERIA = """
1 | Công tác chỉ đạo, điều hành CCHC | 12 | 10.5 | 1.5 | |
1.1 | Ban hành và thực hiện kế hoạch CCHC | 3 | 3 | 0 | | Phòng Văn hóa – Xã hội
1.2 | Báo cáo CCHC định kỳ | 2 | 1.5 | 0.5 | Báo cáo quý III gửi chậm 04 ngày | Phòng Văn hóa – Xã hội
1.3 | Kiểm tra CCHC | 3 | 3 | 0 | | Phòng Văn hóa – Xã hội
1.4 | Tuyên truyền CCHC | 2 | 1.5 | 0.5 | Ít hình thức mới | Phòng VH-XH
1.5 | Sáng kiến trong CCHC | 2 | 1.5 | 0.5 | Sáng kiến chưa được công nhận cấp tỉnh |
2 | Cải cách thể chế | 8 | 7.25 | 0.75 | |
2.1 | Rà soát văn bản quy phạm pháp luật | 3 | 3 | 0 | | Văn phòng HĐND và UBND
2.2 | Theo dõi tình hình thi hành pháp luật | 3 | 2.25 | 0.75 | Chưa có số liệu xử lý sau kiến nghị | Văn phòng HĐND và UBND
2.3 | Báo cáo công tác văn bản | 2 | 2 | 0 | | Văn phòng HĐND và UBND
3 | Cải cách thủ tục hành chính | 22 | 18.4 | 3.6 | |
3.1 | Công khai thủ tục hành chính | 4 | 4 | 0 | | Trung tâm Phục vụ hành chính công
3.2 | Kết quả giải quyết hồ sơ | 10 | 7.9 | 2.1 | |
3.2.1 | Tỷ lệ hồ sơ giải quyết đúng hạn | 5 | 4.4 | 0.6 | 37 hồ sơ quá hạn | Trung tâm Phục vụ hành chính công
3.2.2 | Xin lỗi người dân khi trễ hẹn | 2 | 1 | 1 | Thiếu thư xin lỗi | Trung tâm Phục vụ hành chính công
3.2.3 | Số hóa hồ sơ, kết quả | 3 | 2.5 | 0.5 | Bóc tách dữ liệu chưa đủ | Trung tâm Phục vụ hành chính công
3.3 | Hồ sơ trực tuyến toàn trình | 5 | 4 | 1 | Mới đạt 61% | Trung tâm Phục vụ hành chính công
3.4 | Tiếp nhận, xử lý phản ánh, kiến nghị | 2 | 1.5 | 0.5 | 02 kiến nghị trả lời chậm | Trung tâm Phục vụ hành chính công
4 | Cải cách tổ chức bộ máy và chế độ công vụ | 14 | 13 | 1 | |
4.1 | Thực hiện quy chế làm việc | 4 | 4 | 0 | | Văn phòng HĐND và UBND
4.2 | Bố trí công chức theo vị trí việc làm | 5 | 5 | 0 | | Phòng Văn hóa – Xã hội
4.3 | Chấp hành kỷ luật, kỷ cương hành chính | 5 | 4 | 1 | 01 công chức bị khiển trách |
5 | Cải cách tài chính công | 14 | 11.5 | 2.5 | |
5.1 | Giải ngân vốn đầu tư công | 6 | 4 | 2 | Giải ngân đạt 71,4% | Phòng Kinh tế
5.2 | Tổ chức thực hiện ngân sách | 5 | 4.5 | 0.5 | Quyết toán nộp muộn | Phòng Kinh tế
5.3 | Quản lý, sử dụng tài sản công | 3 | 3 | 0 | | Phòng Kinh tế
6 | Xây dựng chính quyền số | 15 | 12.2 | 2.8 | |
6.1 | Văn bản điện tử | 5 | 5 | 0 | | Văn phòng HĐND và UBND
6.2 | Trang thông tin điện tử | 3 | 2.2 | 0.8 | Chuyên mục thiếu cập nhật | Phòng Văn hóa – Xã hội
6.3 | Thanh toán trực tuyến | 4 | 2.5 | 1.5 | |
6.3.1 | Thủ tục có phát sinh giao dịch thanh toán trực tuyến | 2 | 2 | 0 | | Trung tâm Phục vụ hành chính công
6.3.2 | Tỷ lệ hồ sơ thanh toán trực tuyến | 2 | 0.5 | 1.5 | Mới đạt 24% | Trung tâm Phục vụ hành chính công
6.4 | Áp dụng ISO 9001 | 3 | 2.5 | 0.5 | Chưa đánh giá nội bộ | Văn phòng HĐND và UBND
7 | Điều tra mức độ hài lòng | 15 | 12.15 | 2.85 | |
7.1 | Hài lòng về việc giải quyết thủ tục hành chính | 10 | 8.05 | 1.95 | | Trung tâm Phục vụ hành chính công
7.2 | Hài lòng về tiếp nhận, trả lời góp ý | 5 | 4.1 | 0.9 | | Trung tâm Phục vụ hành chính công
 | Tổng cộng | 100 | 86.2 | 13.8 | |
"""


def dong_vac():
    x = Plan("xa-dong-vac-2022", title="Cải cách hành chính năm 2022 của xã Đồng Vạc", issued_on="2022-01-17", issuing_body="UBND xã Đồng Vạc", years=[2022],
             signer={"title": None, "name": "Mạc Đình Khoát"}, recipients=["UBND huyện Tam Lưu", "Phòng Nội vụ huyện", "Đảng ủy, HĐND xã", "Các công chức chuyên môn", "09 thôn", "Lưu: VT"],
             warnings=["number_blank", "area_without_lead", "annex_missing", "signer_title_missing"])
    tk, tp, mc, tc, vh, cq = ("Công chức Văn phòng – Thống kê", "Công chức Tư pháp – Hộ tịch", "Bộ phận Tiếp nhận và Trả kết quả", "Công chức Tài chính – Kế toán", "Công chức Văn hóa – Xã hội", "Công chức Địa chính – Xây dựng")
    x.role(tk, ["4"], coordinator=True); x.role(tp, ["2"], ["3"]); x.role(mc, ["3"]); x.role(tc, ["5"]); x.role(vh, ["6"]); x.role(cq); x.role("Trưởng các thôn")
    x.p("UBND HUYỆN TAM LƯU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND XÃ ĐỒNG VẠC\tĐộc lập - Tự do - Hạnh phúc", "Số:        /KH-UBND\tĐồng Vạc, ngày 17 tháng 01 năm 2022", "", "KẾ HOẠCH", x.truth["title"], "",
        "UBND xã Đồng Vạc ban hành Kế hoạch cải cách hành chính năm 2022 nhằm cụ thể hóa Kế hoạch số 05/KH-UBND ngày 10/01/2022 của UBND huyện Tam Lưu, với các nội dung chủ yếu sau:",
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Tạo chuyển biến thực chất trong phục vụ người dân, nhất là sau thời gian giãn cách do dịch Covid-19; mỗi việc có người chịu trách nhiệm, có thời hạn, có sản phẩm.",
        "2. Không hình thức, không giao việc chung chung; kết quả thực hiện là căn cứ xếp loại công chức cuối năm.", "II. CHỈ TIÊU",
        "Trong năm 2022, xã phấn đấu: ít nhất 97% hồ sơ giải quyết đúng hạn; 35% hồ sơ nộp trực tuyến mức độ 3, 4; chi phí hội họp giảm 15% so với năm 2021; không quá 03 hồ sơ đất đai quá hạn trong một quý; xếp thứ 6 trở lên trong số các xã của huyện về Chỉ số cải cách hành chính.")
    x.target("ít nhất 97% hồ sơ giải quyết đúng hạn", ">=", 97); x.target("35% hồ sơ nộp trực tuyến mức độ 3, 4", "=", 35); x.target("chi phí hội họp giảm 15% so với năm 2021", "=", 15)
    x.target("không quá 03 hồ sơ đất đai quá hạn trong một quý", "<=", 3, "hồ sơ"); x.target("xếp thứ 6 trở lên trong số các xã của huyện về Chỉ số cải cách hành chính", "<=", 6, "hạng")
    x.p("III. NHIỆM VỤ CỤ THỂ")
    n = iter(range(1, 99))
    def t(text, tail="", **more): x.task(text, tail, f"{next(n)}. ", **more)
    x.area("1", "Công tác chỉ đạo, điều hành")
    t("Giao ban về cải cách hành chính vào tuần cuối của mỗi tháng, kiểm điểm từng việc chậm.", d=MONTHLY("tuần cuối của mỗi tháng"))
    t("Tổ chức ít nhất 01 cuộc đối thoại với nhân dân về đất đai, chính sách xã hội", " (trước ngày 30/9/2022).", d=date("2022-09-29", "trước ngày 30/9/2022"))
    x.target("Tổ chức ít nhất 01 cuộc đối thoại với nhân dân", ">=", 1, "cuộc đối thoại", area="1")
    t("Tự chấm điểm Chỉ số cải cách hành chính của xã theo hướng dẫn của huyện", "; thực hiện khi có yêu cầu của Phòng Nội vụ huyện.", d=due("on-request", "khi có yêu cầu"))
    t("Niêm yết số điện thoại đường dây nóng của Chủ tịch UBND xã ở nhà văn hóa các thôn", "; Trưởng các thôn phối hợp thực hiện.", sup=["Trưởng các thôn"])
    x.area("2", "Cải cách thể chế", "2. Cải cách thể chế (Công chức Tư pháp – Hộ tịch chủ trì)")
    t("Lập kế hoạch rà soát văn bản năm 2022 và tổ chức rà soát theo kế hoạch", " (Quý II/2022).", d=date("2022-06-30", "Quý II/2022"))
    t("Góp ý dự thảo văn bản của huyện đầy đủ, đúng thời hạn ghi trong công văn gửi lấy ý kiến.")
    t("Biên soạn tài liệu hỏi đáp pháp luật dễ đọc, phát về từng thôn, mỗi năm hai đợt.", d=due("half-yearly", "mỗi năm hai đợt"))
    x.area("3", "Cải cách thủ tục hành chính", "3. Cải cách thủ tục hành chính (Bộ phận Tiếp nhận và Trả kết quả chủ trì; Công chức Tư pháp – Hộ tịch phối hợp)")
    t("Cập nhật, thay thế bảng niêm yết thủ tục ngay khi tỉnh công bố thủ tục mới.")
    t("Công chức Địa chính – Xây dựng chủ trì rà soát hồ sơ đất đai tồn đọng, trả xong cho người dân", " chậm nhất ngày 31/5/2022.", lead=cq, d=date("2022-05-31", "chậm nhất ngày 31/5/2022"))
    t("Số hóa từ 25% đến 30% kết quả giải quyết thủ tục hành chính lĩnh vực hộ tịch", " (trong năm 2022).", d=date("2022-12-31", "trong năm 2022"))
    x.target("Số hóa từ 25% đến 30% kết quả giải quyết thủ tục hành chính lĩnh vực hộ tịch", "range", 25, upper=30, area="3")
    t("Thực hiện chứng thực bản sao điện tử từ bản chính, phấn đấu đạt tối thiểu 200 bản.")
    x.target("phấn đấu đạt tối thiểu 200 bản", ">=", 200, "bản", area="3")
    t("Gọi điện nhắc người dân đến nhận kết quả khi hồ sơ xong trước hạn.")
    x.area("4", "Cải cách tổ chức bộ máy, chế độ công vụ", "4. Cải cách tổ chức bộ máy, chế độ công vụ (Công chức Văn phòng – Thống kê chủ trì)")
    t("Chấm công, kiểm tra giờ giấc làm việc bằng sổ trực và camera; công khai kết quả hằng tuần.", d=due("weekly", "hằng tuần"))
    t("Xây dựng kế hoạch bồi dưỡng kỹ năng giao tiếp cho công chức một cửa", " (tháng 4/2022).", d=date("2022-04-30", "tháng 4/2022"))
    t("Chuyển đổi vị trí công tác đối với công chức thuộc diện phải định kỳ chuyển đổi.")
    x.area("5", "Cải cách tài chính công", "5. Cải cách tài chính công (Công chức Tài chính – Kế toán chủ trì)")
    t("Sửa quy chế chi tiêu nội bộ, đưa mức khoán văn phòng phẩm, điện thoại vào quy chế", " (trước ngày 01/3/2022).", d=date("2022-02-28", "trước ngày 01/3/2022"))
    t("Giải ngân trên 92% vốn đầu tư công, báo cáo tiến độ theo quý.", d=QUARTERLY("theo quý"))
    x.target("Giải ngân trên 92% vốn đầu tư công", ">=", 92, area="5")
    t("Chi trả chế độ bảo trợ xã hội không dùng tiền mặt cho các đối tượng đủ điều kiện.")
    x.area("6", "Xây dựng chính quyền điện tử", "6. Xây dựng chính quyền điện tử (Công chức Văn hóa – Xã hội chủ trì)")
    t("Vận hành ổn định trang thông tin điện tử; đăng lịch tiếp công dân, lịch làm việc của lãnh đạo.")
    t("Hướng dẫn 100% công chức dùng hộp thư công vụ và chữ ký số", "; Công chức Văn phòng – Thống kê phối hợp.", sup=[tk])
    x.target("Hướng dẫn 100% công chức dùng hộp thư công vụ và chữ ký số", "=", 100, area="6")
    t("Kiểm tra, diệt vi-rút toàn bộ máy tính làm việc", " (Quý III/2022).", d=date("2022-09-30", "Quý III/2022"))
    x.p("(Chi tiết có Phụ lục phân công nhiệm vụ kèm theo Kế hoạch này)", "IV. CHẾ ĐỘ BÁO CÁO",
        "Xã thực hiện bốn kỳ báo cáo: quý I, 6 tháng, 9 tháng và năm. Số liệu quý I tính từ ngày 15/12/2021 đến hết ngày 14/3/2022; số liệu 6 tháng tính từ ngày 15/12/2021 đến hết ngày 14/6/2022; số liệu 9 tháng tính từ ngày 15/12/2021 đến hết ngày 14/9/2022; số liệu năm tính từ ngày 15/12/2021 đến hết ngày 14/12/2022.",
        "Các công chức gửi báo cáo phần việc của mình cho Công chức Văn phòng – Thống kê chậm nhất ngày 16 của tháng cuối kỳ. Công chức Văn phòng – Thống kê tổng hợp, trình Chủ tịch UBND xã ký gửi UBND huyện trước ngày 20 của tháng cuối kỳ; riêng báo cáo năm gửi trước ngày 18/12/2022.",
        "V. KINH PHÍ", "Kinh phí thực hiện 48.500.000 đồng, trong dự toán được giao.", "VI. TỔ CHỨC THỰC HIỆN",
        "Công chức Văn phòng – Thống kê làm đầu mối theo dõi, đôn đốc Kế hoạch. Các công chức, bộ phận nêu tại Mục III xây dựng lịch công việc từng tháng. Trưởng các thôn vận động nhân dân nộp hồ sơ trực tuyến.",
        "Yêu cầu các bộ phận, cá nhân có liên quan nghiêm túc thực hiện./.", "", "Nơi nhận:\tTM. UBND XÃ")
    for code, end, m, last in (("Q1", "2022-03-14", "03", "19"), ("H1", "2022-06-14", "06", "19"), ("9M", "2022-09-14", "09", "19"), ("Y", "2022-12-14", "12", "17")):
        x.report(f"2022-{code}", ["2021-12-15", end], f"2022-{m}-16", f"2022-{m}-{last}")
    for r in x.truth["recipients"]: x.p(f"- {r}{'.' if r.startswith('Lưu') else ';'}")
    x.p("", "", "\t\tMạc Đình Khoát")
    (HERE / f"{x.name}.txt").write_text("\n".join(b[1] for b in x.blocks) + "\n", encoding="utf-8"); x.save_truth()


def mai_dien():
    x = Plan("xa-mai-dien-2020", title="Cải cách hành chính năm 2020", number="15/BC-UBND", issued_on="2020-02-06", issuing_body="UBND xã Mai Điền", years=[2020],
             signer={"title": "PHÓ CHỦ TỊCH", "name": "Đặng Văn Sửu"}, recipients=["UBND huyện Yên Trạch", "TTr. Đảng ủy, HĐND xã", "Các bộ phận chuyên môn", "Lưu VP"],
             warnings=["sign_not_plan", "calendar_missing", "role_of_higher_level"])
    tk, tp, tc, vh, dc = "Công chức Văn phòng – Thống kê", "Công chức Tư pháp – Hộ tịch", "Công chức Tài chính – Kế toán", "Công chức Văn hóa – Xã hội", "Công chức Địa chính – Xây dựng"
    nv, dtn = "Phòng Nội vụ huyện Yên Trạch", "Đoàn Thanh niên xã"
    x.role(tk, coordinator=True)
    for r in (tp, tc, vh, dc, nv, dtn): x.role(r)
    x.p("Để thực hiện tốt nhiệm vụ cải cách hành chính (CCHC) năm cuối của giai đoạn 2016 – 2020, UBND xã Mai Điền xây dựng kế hoạch như sau:")
    x.h("I. MỤC TIÊU")
    x.p("Hoàn thành các chỉ tiêu CCHC giai đoạn 2016 – 2020; trên 96% hồ sơ được giải quyết đúng hạn, tối thiểu 20% thủ tục phát sinh hồ sơ mức độ 3; mức độ hài lòng của người dân đạt 85%.")
    x.target("trên 96% hồ sơ được giải quyết đúng hạn", ">=", 96); x.target("tối thiểu 20% thủ tục phát sinh hồ sơ mức độ 3", ">=", 20); x.target("mức độ hài lòng của người dân đạt 85%", "=", 85)
    x.h("II. NHIỆM VỤ")
    def table(code, name, *lines):
        x.area(code, name)
        rows = [["NỘI DUNG CÔNG VIỆC", "CHỦ TRÌ", "PHỐI HỢP"]]
        for text, tail, lead_shown, lead, sup_shown, sup, d in lines:
            x.task(text, lead=lead, sup=sup, d=d, show=False)
            rows.append([text + tail, lead_shown, sup_shown])
        x.put("table", rows, (9, 3.7, 3.7))
    table("1", "CHỈ ĐẠO, ĐIỀU HÀNH",
          ("Kiểm tra việc thực hiện kỷ luật, kỷ cương hành chính tại các bộ phận, ít nhất 02 cuộc trong năm", "", tk, tk, "Các bộ phận liên quan", [], date("2020-12-31", "trong năm")),
          ("Tuyên truyền CCHC trên loa truyền thanh vào thứ Sáu hằng tuần", "", vh, vh, dtn, [dtn], due("weekly", "hằng tuần")))
    x.target("ít nhất 02 cuộc trong năm", ">=", 2, "cuộc", area="1")
    table("2", "CẢI CÁCH THỂ CHẾ",
          ("Tổng rà soát văn bản do HĐND, UBND xã ban hành", "; xong trước 30/6/2020", tp, tp, tk, [tk], date("2020-06-29", "trước 30/6/2020")),
          ("Theo dõi thi hành pháp luật trong lĩnh vực xử lý vi phạm hành chính", "", "-nt-", tp, "Các ban, ngành có liên quan", [], due()))
    table("3", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
          ("Niêm yết lại thủ tục hành chính theo danh mục mới của tỉnh", " (Quý I/2020)", tk, tk, tp, [tp], date("2020-03-31", "Quý I/2020")),
          ("Giải quyết dứt điểm hồ sơ đất đai quá hạn của năm 2019 chuyển sang", ", chậm nhất 15/4/2020", dc, dc, f"{tk}; {tp}", [tk, tp], date("2020-04-15", "chậm nhất 15/4/2020")),
          ("Tiếp nhận phản ánh của công dân qua hòm thư góp ý", " (thường xuyên)", tk, tk, "", [], due("ongoing", "thường xuyên")))
    table("4", "CẢI CÁCH BỘ MÁY, CÔNG CHỨC",
          ("Sắp xếp lại cán bộ, công chức sau sáp nhập thôn", "", nv, nv, tk, [tk], due()),
          ("Lập danh sách công chức cử đi đào tạo trung cấp lý luận, tin học", " (tháng 5/2020)", tk, tk, tc, [tc], date("2020-05-31", "tháng 5/2020")))
    table("5", "CẢI CÁCH TÀI CHÍNH CÔNG",
          ("Công khai quyết toán năm 2019 và dự toán năm 2020", "; trước ngày 20/02/2020", tc, tc, "", [], date("2020-02-19", "trước ngày 20/02/2020")),
          ("Tiết kiệm 10% chi thường xuyên theo quy định", "", tc, tc, "Các bộ phận", [], due()))
    x.target("Tiết kiệm 10% chi thường xuyên", "=", 10, area="5")
    table("6", "HIỆN ĐẠI HÓA HÀNH CHÍNH",
          ("Trao đổi 80% văn bản nội bộ qua phần mềm, hạn chế in giấy", "", vh, vh, tk, [tk], due()),
          ("Đánh giá nội bộ hệ thống ISO 9001:2015", " (tháng 11/2020)", tk, tk, f"{vh}, {tc}", [vh, tc], date("2020-11-30", "tháng 11/2020")))
    x.target("Trao đổi 80% văn bản nội bộ qua phần mềm", "=", 80, area="6")
    x.h("III. TỔ CHỨC THỰC HIỆN")
    x.p("Công chức Văn phòng – Thống kê làm đầu mối theo dõi, tổng hợp kết quả, báo cáo UBND huyện theo quy định. Các bộ phận được giao chủ trì chịu trách nhiệm trước Chủ tịch UBND xã về chất lượng, tiến độ.", "Kinh phí: cân đối trong dự toán ngân sách xã năm 2020./.")
    path = build_docx(x, ["UBND HUYỆN YÊN TRẠCH", "UBND XÃ MAI ĐIỀN", "Số: 15/BC-UBND"], "Mai Điền, ngày 06 tháng 02 năm 2020", subject=x.truth["title"],
                      sign=["TM. UBND XÃ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Đặng Văn Sửu"], when=(2020, 2, 6))
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file:///tmp/soffice-b", "--convert-to", "doc:MS Word 97", "--outdir", str(HERE), str(path)], check=True, capture_output=True)
    path.unlink()


def cau_lim():
    x = Plan("phuong-cau-lim-2026-2030", title="Thực hiện Chương trình cải cách hành chính nhà nước phường Cầu Lim, giai đoạn 2026 – 2030", number="21/KH-UBND", issued_on="2026-01-29",
             issuing_body="Ủy ban nhân dân phường Cầu Lim", years=[2026, 2030], signer={"title": "CHỦ TỊCH", "name": "Khuất Duy Bảo Lâm"},
             recipients=["UBND thành phố (để báo cáo)", "Sở Nội vụ thành phố", "Thường trực Đảng ủy phường", "Thường trực HĐND phường", "Các phòng, đơn vị thuộc phường", "27 tổ dân phố", "Lưu: VT, VHXH"],
             warnings=["part_missing", "area_without_lead", "annex_missing", "calendar_missing"])
    vh, vp, kt, hc = "Phòng Văn hóa – Xã hội", "Văn phòng HĐND và UBND phường", "Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công phường"
    mt, ca, tdp, ql = "Ủy ban Mặt trận Tổ quốc Việt Nam phường", "Công an phường", "Các tổ dân phố", "Ban Quản lý chợ Cầu Lim"
    x.role(vh, ["1", "4", "5"], coordinator=True); x.role(vp, ["2", "9"]); x.role(hc, ["3"], ["9"]); x.role(kt, ["6"]); x.role(ca, [], ["7"]); x.role("Trung tâm Văn hóa, Thông tin phường", ["7"])
    for r in (mt, tdp, ql): x.role(r)
    x.p("Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2026 – 2030 của thành phố{FN1}, Ủy ban nhân dân phường Cầu Lim ban hành Kế hoạch thực hiện như sau:")
    x.put("textbox", "Phường Cầu Lim: “Một lần đến – một nơi nhận – một lần trả”. Điện thoại hỗ trợ: 0900 000 136")
    x.h("I. QUAN ĐIỂM, MỤC TIÊU CHUNG")
    x.p("1. Lấy người dân, doanh nghiệp làm trung tâm; cải cách hành chính đi trước một bước, gắn với chuyển đổi số và mô hình chính quyền địa phương hai cấp.",
        "2. Mỗi chỉ tiêu có một đơn vị chịu trách nhiệm; việc nào khó làm trước, việc nào chưa đủ điều kiện thì thí điểm tại các tổ dân phố có điều kiện.")
    x.h("II. CHỈ TIÊU")
    x.p("Các chỉ tiêu cho từng mốc được nêu tại {REF bang1|Bảng 1}; các mốc khác được cụ thể hóa trong kế hoạch hằng năm.")
    x.put("h", "Bảng 1\a. Chỉ tiêu cải cách hành chính theo từng mốc", "bookmark")
    rows = [["STT", "Chỉ tiêu", "Đơn vị", "2026", "2028", "2030"]]
    for n, line in enumerate(TARGETS.strip().splitlines(), 1):
        name, unit, *values = [c.strip() for c in line.split("|")]
        rows.append([str(n), name, unit, *values])
        for year, value in zip((2026, 2028, 2030), values):
            if value == "–": continue
            sign = ">=" if value[0] in "≥T" else "<=" if value[0] == "≤" else "="
            if value.startswith("Tốp"): sign = "<="
            low, _, high = value.replace("≥", "").replace("≤", "").replace("Tốp", "").replace("Trên", "").strip().partition(" - ")
            num = lambda s: float(s.replace(",", ".")) if "," in s else int(s)
            x.target(name, "range" if high else sign, num(low), unit.lower() if unit != "%" else "%", num(high) if high else None, by=year)
    x.put("table", rows, (1.2, 7, 2, 2, 2, 2))
    x.h("III. NHIỆM VỤ")
    x.area("1", "Công tác chỉ đạo, điều hành")
    t = lambda text, tail="", **m: x.task(text, tail, "- ", **m)
    c = lambda text, tail="", **m: x.task(text, tail, "+ ", **m)
    t("Ban hành kế hoạch cải cách hành chính hằng năm của phường", ", xong trước ngày 15/01 của năm kế hoạch.", d=due("yearly", "trước ngày 15/01 của năm kế hoạch"))
    x.p("- Kiểm tra, đôn đốc:")
    c("Tự kiểm tra công vụ đột xuất tại Trung tâm Phục vụ hành chính công phường", ", hằng tháng;", d=MONTHLY())
    c("Kiểm tra theo kế hoạch ít nhất 30% số phòng, đơn vị mỗi năm", ";", d=due("yearly", "mỗi năm"))
    x.target("Kiểm tra theo kế hoạch ít nhất 30% số phòng, đơn vị mỗi năm", ">=", 30, area="1")
    c("Theo dõi việc khắc phục sau kiểm tra, công khai nơi chậm.")
    t("Đối thoại giữa lãnh đạo phường với người dân, doanh nghiệp, mỗi năm hai đợt.", d=due("half-yearly", "mỗi năm hai đợt"))
    x.area("2", "Cải cách thể chế")
    t("Thường xuyên tự kiểm tra, rà soát văn bản, kịp thời kiến nghị xử lý văn bản không còn phù hợp.", d=due("ongoing", "Thường xuyên"))
    t("Lấy ý kiến rộng rãi đối tượng chịu tác động trước khi ban hành quy định về vỉa hè, trật tự đô thị", "; phối hợp: Phòng Kinh tế, Hạ tầng và Đô thị.", sup=[kt])
    t("Mở chuyên mục hỏi đáp pháp luật trên trang thông tin điện tử", " (Quý II/2026).", d=date("2026-06-30", "Quý II/2026"))
    x.area("3", "Cải cách thủ tục hành chính")
    x.p("- Đơn giản hóa thủ tục:")
    c("Rà soát, đề xuất cắt giảm thời gian giải quyết đối với các thủ tục có nhiều hồ sơ{FN2}", "; hằng quý;", d=QUARTERLY())
    c("Tái cấu trúc quy trình các thủ tục liên thông khai sinh, cư trú, bảo hiểm y tế", ", hoàn thành chậm nhất ngày 30/11/2026; Công an phường phối hợp.", d=date("2026-11-30", "chậm nhất ngày 30/11/2026"), sup=[ca])
    x.p("- Nâng chất lượng phục vụ:")
    c("Tổ chức “ngày không giấy” vào thứ Năm hằng tuần;", d=due("weekly", "hằng tuần"))
    c("Trả kết quả tại nhà cho người già yếu, người khuyết tật khi có yêu cầu;", d=due("on-request", "khi có yêu cầu"))
    c("Lắp đặt tối thiểu 05 ki-ốt tự phục vụ tại các khu chung cư", " đến hết năm 2028.", d=date("2028-12-31", "đến hết năm 2028"))
    x.target("Lắp đặt tối thiểu 05 ki-ốt tự phục vụ", ">=", 5, "ki-ốt", area="3", by=2028)
    t("Công khai hằng tháng bảng xếp hạng giải quyết hồ sơ của từng phòng.", d=MONTHLY())
    x.put("sdt", "Muc4")
    x.area("4", "Cải cách tổ chức bộ máy hành chính")
    t("Rà soát chức năng, nhiệm vụ các phòng, đơn vị, khắc phục chồng chéo sau sắp xếp", ", trong tháng 8/2026.", d=date("2026-08-31", "trong tháng 8/2026"))
    t("Sắp xếp các tổ dân phố chưa đủ quy mô số hộ; Các tổ dân phố phối hợp lấy ý kiến cử tri.", sup=[tdp])
    x.put("/sdt")
    x.area("5", "Cải cách chế độ công vụ")
    t("Đánh giá công chức theo kết quả công việc, thực hiện hằng quý.", d=QUARTERLY())
    x.p("- Đào tạo, bồi dưỡng:")
    c("Bồi dưỡng kỹ năng số cho toàn thể công chức, mỗi năm một lớp;", d=due("yearly", "mỗi năm một lớp"))
    c("Mỗi năm cử ít nhất 02 công chức học sau đại học.", d=due("yearly", "Mỗi năm"))
    x.target("Mỗi năm cử ít nhất 02 công chức học sau đại học", ">=", 2, "công chức", area="5")
    x.area("6", "Cải cách tài chính công")
    t("Giao quyền tự chủ tài chính cho các đơn vị sự nghiệp thuộc phường theo đúng lộ trình.")
    t("Công khai ngân sách, mua sắm tài sản công hằng quý trên trang thông tin điện tử.", d=QUARTERLY())
    t("Ban Quản lý chợ Cầu Lim chủ trì xây dựng phương án thu không dùng tiền mặt tại chợ", ", trình trước ngày 01/10/2026.", lead=ql, d=date("2026-09-30", "trước ngày 01/10/2026"))
    x.area("7", "Xây dựng, phát triển chính quyền số")
    t("Chuẩn hóa, làm sạch dữ liệu dân cư, hộ tịch, đất đai, cập nhật hằng tuần.", d=due("weekly", "hằng tuần"))
    t("Mỗi năm tăng thêm 10% số hồ sơ có chữ ký số cá nhân của người dân.", d=due("yearly", "Mỗi năm"))
    x.target("Mỗi năm tăng thêm 10% số hồ sơ có chữ ký số cá nhân của người dân", "=", 10, area="7")
    t("Diễn tập ứng cứu sự cố an toàn thông tin", " (Quý IV hằng năm).", d=due("yearly", "Quý IV hằng năm"))
    x.area("8", "Cải thiện môi trường đầu tư, kinh doanh")
    t("Gặp mặt, tháo gỡ khó khăn cho hộ kinh doanh và doanh nghiệp, mỗi quý một lần.", d=QUARTERLY("mỗi quý một lần"))
    t("Công khai quy hoạch, danh mục khu đất kêu gọi đầu tư{FN3}.")
    t("Hỗ trợ ít nhất 40 hộ kinh doanh mỗi năm chuyển lên doanh nghiệp.", d=due("yearly", "mỗi năm"))
    x.target("Hỗ trợ ít nhất 40 hộ kinh doanh mỗi năm chuyển lên doanh nghiệp", ">=", 40, "hộ kinh doanh", area="8")
    x.area("9", "Áp dụng hệ thống quản lý chất lượng ISO 9001")
    t("Công bố lại hệ thống quản lý chất lượng theo danh mục thủ tục mới", ", xong trước ngày 01/7/2026.", d=date("2026-06-30", "trước ngày 01/7/2026"))
    t("Đánh giá nội bộ hệ thống, mỗi năm hai đợt.", d=due("half-yearly", "mỗi năm hai đợt"))
    x.p("(Lộ trình chi tiết từng năm tại Phụ lục 02 kèm theo)")
    x.put("textbox", "Lưu ý: kết quả thực hiện Bảng 1 được dùng để xếp loại các phòng, đơn vị vào cuối mỗi năm.")
    x.h("V. TỔ CHỨC THỰC HIỆN")
    for i, (name, said) in enumerate(((vh, "Là cơ quan thường trực; chịu trách nhiệm chính các mục 1, 4 và 5 Phần III; theo dõi, đôn đốc, tổng hợp chung; tham mưu sơ kết vào năm 2028, tổng kết vào năm 2030."),
                                      (vp, "Chủ trì mục 2 và mục 9 Phần III; bảo đảm điều kiện làm việc, kết nối liên thông."),
                                      (hc, "Chủ trì thực hiện mục 3 Phần III; phối hợp thực hiện mục 9 về ISO 9001."),
                                      (kt, "Chủ trì tham mưu nội dung cải cách tài chính công (mục 6 Phần III), bố trí kinh phí hằng năm."),
                                      ("Trung tâm Văn hóa, Thông tin phường", "Chịu trách nhiệm chính mục 7 Phần III; tuyên truyền về cải cách hành chính."),
                                      (ca, "Phối hợp thực hiện mục 7 Phần III, nhất là dữ liệu dân cư và định danh điện tử."),
                                      (mt, "Giám sát, phản biện; vận động nhân dân cùng thực hiện."), (tdp, "Tuyên truyền, hướng dẫn từng hộ sử dụng dịch vụ công trực tuyến.")), 1):
        x.h(f"{i}. {name}"); x.p(said)
    x.p("Chế độ báo cáo thực hiện theo kế hoạch cải cách hành chính hằng năm của phường. Nội dung nào chưa phù hợp, các đơn vị phản ánh qua Phòng Văn hóa – Xã hội để trình Ủy ban nhân dân phường xem xét, điều chỉnh./.")
    build_docx(x, ["ỦY BAN NHÂN DÂN", "PHƯỜNG CẦU LIM", "Số: 21/KH-UBND"], "Cầu Lim, ngày 29 tháng 01 năm 2026", subject="Thực hiện Chương trình cải cách hành chính nhà nước\nphường Cầu Lim, giai đoạn 2026 – 2030",
               sign=["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Khuất Duy Bảo Lâm"], when=(2026, 1, 29),
               notes=["Ban hành kèm theo Nghị quyết số 88/NQ-UBND ngày 25/12/2025 của UBND thành phố; chỉ tiêu của thành phố là 95% hồ sơ trực tuyến.",
                      "Năm 2025 có 12 thủ tục phát sinh trên 500 hồ sơ, chiếm 71% tổng số hồ sơ của phường.", "Theo đồ án quy hoạch phân khu đã được duyệt, phường có 04 khu đất."])


TARGETS = """
Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn | % | ≥ 97 | ≥ 98,5 | ≥ 99,5
Tỷ lệ hồ sơ trực tuyến toàn trình trên tổng số hồ sơ | % | 65 - 70 | 80 - 85 | 95
Tỷ lệ kết quả giải quyết thủ tục hành chính được số hóa | % | 80 | 100 | 100
Thời gian chờ bình quân của người dân tại quầy | Phút | ≤ 20 | ≤ 12 | ≤ 8
Mức độ hài lòng của người dân, doanh nghiệp | % | Trên 90 | Trên 93 | Trên 95
Xếp hạng Chỉ số cải cách hành chính trong thành phố | Hạng | Tốp 30 | Tốp 20 | Tốp 10
Đơn vị sự nghiệp tự bảo đảm chi thường xuyên | Đơn vị | – | 1 | 2
Tỷ lệ giải ngân vốn đầu tư công | % | ≥ 95 | ≥ 97 | 100
Quy trình áp dụng ISO 9001 được công bố | Quy trình | – | 120 | 150
"""


def ninh_cat():
    x = Plan("xa-ninh-cat-2025", title="Cải cách hành chính 6 tháng cuối năm 2025 của xã Ninh Cát", number="33/KH-UBND", issued_on="2025-08-11", issuing_body="Ủy ban nhân dân xã Ninh Cát", years=[2025],
             signer={"title": "CHỦ TỊCH", "name": "Vi Thanh Tùng"}, recipients=["UBND tỉnh", "Sở Nội vụ", "Thường trực Đảng ủy", "Các phòng, Trung tâm Phục vụ hành chính công", "Lưu: VT"],
             warnings=["role_of_higher_level", "calendar_missing", "no_coordinator"])
    vh, vp, kt, hc = "Phòng Văn hóa – Xã hội", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Trung tâm Phục vụ hành chính công"
    for r in (vh, vp, hc, kt): x.role(r)
    x.p("**ỦY BAN NHÂN DÂN**  \n**XÃ NINH CÁT**", "Số: 33/KH-UBND", "*Ninh Cát, ngày 11 tháng 8 năm 2025*", "# KẾ HOẠCH", f"## {x.truth['title']}",
        "Sau khi sắp xếp đơn vị hành chính, Ủy ban nhân dân xã Ninh Cát ban hành Kế hoạch cải cách hành chính 6 tháng cuối năm 2025. Các chỉ tiêu và phân công như sau:", "**1. Chỉ tiêu đến hết năm 2025**")
    goals = []
    for text, *rest in (("Tối thiểu 95% hồ sơ được giải quyết đúng hạn", ">=", 95, "%"), ("Trên 55% hồ sơ nộp trực tuyến", ">=", 55, "%"), ("100% thủ tục thuộc thẩm quyền được niêm yết, công khai", "=", 100, "%"),
                        ("Dưới 1% hồ sơ phải xin lỗi do trễ hẹn", "<=", 1, "%"), ("Ít nhất 01 cuộc đối thoại với người dân 03 xã cũ trước khi sáp nhập", ">=", 1, "cuộc đối thoại"), ("Giải ngân 90% - 92% vốn đầu tư công", "range", 90, "%", 92)):
        x.target(text, *rest); goals.append(f"- {text};")
    x.p("\n".join(goals)[:-1] + ".", "**2. Phân công nhiệm vụ:** theo Phụ lục kèm theo. Thủ trưởng các đơn vị được giao chủ trì chịu trách nhiệm trước Chủ tịch UBND xã./.", "**Nơi nhận:**",
        "\n".join(f"- {r}{'.' if r.startswith('Lưu') else ';'}" for r in x.truth["recipients"]), "**TM. ỦY BAN NHÂN DÂN**  \n**CHỦ TỊCH**", "**Vi Thanh Tùng**", "---", "### PHỤ LỤC\n\n*(Kèm theo Kế hoạch số 33/KH-UBND ngày 11/8/2025 của UBND xã Ninh Cát)*")
    rows = ["| TT | Nhiệm vụ | Chủ trì | Thời hạn | Sản phẩm |", "|:--:|---|---|---|---|"]
    for code, name, lines in (
        ("I", "Chỉ đạo, điều hành", (("Phân công lại nhiệm vụ của Chủ tịch, các Phó Chủ tịch về cải cách hành chính", vh, date("2025-08-31", "Tháng 8/2025"), "Thông báo"),
                                     ("Nhận bàn giao hồ sơ, tài liệu cải cách hành chính do Phòng Nội vụ huyện Lạc Vân chuyển về", vh, date("2025-09-14", "Trước 15/9/2025"), "Biên bản"),
                                     ("Đăng tin, bài về mô hình chính quyền mới", vh, due("weekly", "Hằng tuần"), None))),
        ("II", "Thể chế", (("Rà soát văn bản của 03 xã cũ, xác định văn bản còn áp dụng", vp, date("2025-12-31", "Quý IV/2025"), "Danh mục"),
                           ("Cho ý kiến về dự thảo văn bản của tỉnh", vp, due("on-request", "Khi có yêu cầu"), "Công văn"))),
        ("III", "Thủ tục hành chính", (("Niêm yết thủ tục cấp xã theo công bố mới", hc, date("2025-08-20", "Chậm nhất 20/8/2025"), None),
                                       ("Bố trí đủ quầy, người trực tại 02 điểm tiếp nhận cũ", hc, due("ongoing", "Thường xuyên"), None),
                                       ("Công khai danh sách hồ sơ trễ hẹn và thư xin lỗi", hc, MONTHLY("Hằng tháng"), "Thư xin lỗi"))),
        ("IV", "Bộ máy, công vụ", (("Xây dựng vị trí việc làm của các phòng", vh, date("2025-10-31", "31/10/2025"), "Đề án"), ("Bồi dưỡng công chức mới chuyển từ cấp huyện về", vh, date("2025-11-30", "Tháng 11/2025"), None))),
        ("V", "Tài chính công", (("Hợp nhất dự toán, sổ tài sản của 03 xã cũ", kt, date("2025-09-30", "Quý III/2025"), "Báo cáo"), ("Công khai ngân sách", kt, QUARTERLY("Hằng quý"), None))),
        ("VI", "Chính quyền số", (("Chuyển dữ liệu, tài khoản, chứng thư số sang đơn vị mới", vp, date("2025-08-31", "Trước 01/9/2025"), None), ("Xử lý văn bản, ký số trên phần mềm dùng chung của tỉnh", vp, due(), None)))):
        x.area(code, name, show=False); rows.append(f"| **{code}** | **{name}** | | | |")
        for n, (text, who, d, product) in enumerate(lines, 1):
            x.task(text, lead=who, d=d, product=product, show=False); rows.append(f"| {n} | {text} | {who} | {d['text'] or ''} | {product or ''} |")
    x.p("\n".join(rows))
    (HERE / f"{x.name}.md").write_text("\n\n".join(b[1] for b in x.blocks) + "\n", encoding="utf-8"); x.save_truth()


if __name__ == "__main__":
    for make in (hoa_thuy_tan, khe_lam, dong_vac, mai_dien, cau_lim, ninh_cat): make()
