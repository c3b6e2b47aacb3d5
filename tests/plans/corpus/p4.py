"""4. A ward's programme 2021-2025 in Markdown: two years of targets in every area, lettered tasks, duties in the last part."""
from kit_a import *

CT, VP, TP = "Chủ tịch UBND phường", "Văn phòng HĐND và UBND phường", "Công chức Tư pháp - Hộ tịch"
TC, VH, DC = "Công chức Tài chính - Kế toán", "Công chức Văn hóa - Xã hội", "Công chức Địa chính - Xây dựng - Đô thị và Môi trường"
CA, MT, TDP = "Công an phường", "Ủy ban MTTQ Việt Nam phường", "Các tổ dân phố"
N = "phuong-kim-lung-2021-2025"
T = Truth(N, "Chương trình Cải cách hành chính phường Kim Lũng giai đoạn 2021 - 2025", "02/CTr-UBND", "2021-09-14", "Ủy ban nhân dân phường Kim Lũng", [2021, 2025])
# area: name, targets 2023, targets 2025 (text, figures...), tasks (text, lead, supports, tail, due)
G = lambda s, *f: (s, f)
K = lambda s, tail="", when=None, lead=None, sup=(): (s, tail, when, lead, sup)
AREAS = [
 ("Công tác chỉ đạo, điều hành",
  [G("Chỉ số cải cách hành chính của phường đạt từ 82 điểm trở lên.", (">=", 82, "điểm")), G("Tự kiểm tra ít nhất 70% bộ phận chuyên môn trong năm.", (">=", 70, "%"))],
  [G("Chỉ số cải cách hành chính của phường thuộc nhóm 3 phường dẫn đầu thành phố.", ("<=", 3, "hạng")), G("Tự kiểm tra 100% bộ phận chuyên môn trong năm.", ("=", 100, "%"))],
  [K("Ban hành kế hoạch cải cách hành chính hằng năm, xác định rõ sản phẩm và người làm"), K("Tổ chức giao ban chuyên đề để gỡ vướng cho từng bộ phận", ", hằng quý", due("quarterly", "hằng quý")),
   K("Đa dạng hình thức tuyên truyền: bảng điện tử, nhóm mạng xã hội của tổ dân phố, tờ gấp"), K("Sơ kết giữa kỳ việc thực hiện Chương trình", ", trước ngày 31/12/2023", due("2023-12-30", "trước ngày 31/12/2023"))]),
 ("Cải cách thể chế",
  [G("90% văn bản do phường ban hành được đăng tải công khai trong vòng 03 ngày.", ("=", 90, "%"), ("<=", 3, "ngày"))],
  [G("100% văn bản do phường ban hành được đăng tải công khai, có mã tra cứu.", ("=", 100, "%")), G("Không có văn bản trái thẩm quyền bị cấp trên đình chỉ.",)],
  [K("Rà soát, xử lý văn bản do HĐND, UBND phường ban hành không còn phù hợp"), K("Lấy ý kiến nhân dân đối với quy định về trật tự đô thị, vỉa hè trước khi ban hành"),
   K("Thực hiện tủ sách pháp luật điện tử tại nhà sinh hoạt tổ dân phố", ", hoàn thành trong năm 2022", due("2022-12-31", "trong năm 2022"))]),
 ("Cải cách thủ tục hành chính",
  [G("Hồ sơ giải quyết đúng hạn và trước hạn đạt trên 96%; hồ sơ nộp trực tuyến đạt 30%.", (">=", 96, "%"), ("=", 30, "%")), G("Mức độ hài lòng của người dân đạt tối thiểu 88%.", (">=", 88, "%"))],
  [G("Hồ sơ giải quyết đúng hạn và trước hạn đạt trên 99%; hồ sơ nộp trực tuyến đạt từ 50% đến 60%.", (">=", 99, "%"), ("range", 50, "%", 60)), G("Mức độ hài lòng của người dân đạt tối thiểu 93%.", (">=", 93, "%")),
   G("Thời gian chờ của người dân tại Bộ phận một cửa không quá 20 phút.", ("<=", 20, "phút"))],
  [K("Công khai thủ tục bằng mã QR tại nơi tiếp nhận và tại các tổ dân phố"), K("Triển khai mô hình trả kết quả khai sinh, khai tử tại nhà"),
   K("Số hóa sổ hộ tịch giấy từ năm 1990 đến nay", ", hoàn thành trước ngày 01/7/2024", due("2024-06-30", "trước ngày 01/7/2024")), K("Tổ chức đối thoại với người dân, hộ kinh doanh về thủ tục hành chính", ", mỗi năm hai đợt", due("half-yearly", "mỗi năm hai đợt")),
   K("Khảo sát ý kiến người dân ngay sau khi trả kết quả")]),
 ("Cải cách tổ chức bộ máy hành chính",
  [G("Hoàn thành sắp xếp 04 tổ dân phố chưa đủ quy mô.", ("=", 4, "tổ dân phố"))],
  [G("Giảm tối thiểu 10% số người hoạt động không chuyên trách so với năm 2021.", (">=", 10, "%"))],
  [K("Rà soát chức năng, nhiệm vụ của từng bộ phận chuyên môn, khắc phục chồng chéo"), K("Xây dựng đề án sắp xếp tổ dân phố", ", Quý IV/2022", due("2022-12-31", "Quý IV/2022")),
   K("Thực hiện chế độ luân phiên trực lãnh đạo tiếp dân")]),
 ("Cải cách chế độ công vụ",
  [G("80% công chức đạt chuẩn tin học, 60% công chức được bồi dưỡng kỹ năng giao tiếp.", ("=", 80, "%"), ("=", 60, "%"))],
  [G("100% công chức đạt chuẩn tin học và được bồi dưỡng kỹ năng giao tiếp.", ("=", 100, "%")), G("Tối thiểu 25% công chức có trình độ thạc sĩ.", (">=", 25, "%"))],
  [K("Bố trí công chức đúng vị trí việc làm đã được phê duyệt"), K("Thực hiện chuyển đổi vị trí công tác theo quy định", ", hằng năm", due("yearly", "hằng năm")),
   K("Áp dụng phiếu chấm điểm công vụ do người dân chấm", ", hoàn thành trong Quý II/2022", due("2022-06-30", "trong Quý II/2022"))]),
 ("Cải cách tài chính công",
  [G("Mỗi năm tăng thêm 8% thu thường xuyên so với năm trước.", ("=", 8, "%"))],
  [G("Giải ngân vốn đầu tư đạt tối thiểu 95% kế hoạch.", (">=", 95, "%")), G("Tiết kiệm chi hành chính ít nhất 5%.", (">=", 5, "%"))],
  [K("Xây dựng và công khai quy chế chi tiêu nội bộ", ", hằng năm", due("yearly", "hằng năm")), K("Rà soát, cho thuê công khai các ki-ốt chợ thuộc phường quản lý"),
   K("Đẩy mạnh thu phí, lệ phí không dùng tiền mặt")]),
 ("Xây dựng chính quyền điện tử, chính quyền số",
  [G("75% hồ sơ công việc được xử lý trên môi trường mạng.", ("=", 75, "%"))],
  [G("95% hồ sơ công việc được xử lý trên môi trường mạng; trên 60% hộ gia đình có người sử dụng dịch vụ công trực tuyến.", ("=", 95, "%"), (">=", 60, "%"))],
  [K("Đầu tư, thay thế máy tính, máy quét, bảo đảm mỗi công chức có một máy tính"), K("Lập, duy trì tổ công nghệ cộng đồng ở các tổ dân phố"), K("Kết nối camera an ninh với trung tâm điều hành của phường", ", hoàn thành trong năm 2023", due("2023-12-31", "trong năm 2023")),
   K("Duy trì áp dụng hệ thống quản lý chất lượng TCVN ISO 9001:2015 trong giải quyết hồ sơ")]),
]
ORG = [
 (CT, "Chịu trách nhiệm chính về kết quả thực hiện Chương trình; trực tiếp tiếp nhận, xử lý vướng mắc do các bộ phận báo cáo."),
 (VP, "Là đầu mối của Chương trình, chịu trách nhiệm chính lĩnh vực công tác chỉ đạo, điều hành, lĩnh vực tổ chức bộ máy hành chính và lĩnh vực chế độ công vụ; tổng hợp báo cáo chung. Phối hợp thực hiện lĩnh vực xây dựng chính quyền điện tử, chính quyền số."),
 (TP, "Tham mưu thực hiện lĩnh vực cải cách thể chế; là đầu mối lĩnh vực cải cách thủ tục hành chính, kiểm soát việc tiếp nhận, trả kết quả theo Nghị định số 61/2019/NĐ-CP."),
 (TC, "Chịu trách nhiệm chính lĩnh vực cải cách tài chính công; bố trí kinh phí hằng năm thực hiện Chương trình."),
 (VH, "Tham mưu thực hiện lĩnh vực xây dựng chính quyền điện tử, chính quyền số. Phối hợp thực hiện lĩnh vực công tác chỉ đạo, điều hành, nhất là việc tuyên truyền."),
 (DC, "Phối hợp thực hiện lĩnh vực cải cách thủ tục hành chính, rút ngắn thời gian giải quyết hồ sơ đất đai, xây dựng."),
 (CA, "Phối hợp thực hiện lĩnh vực cải cách thủ tục hành chính và lĩnh vực xây dựng chính quyền điện tử, chính quyền số gắn với dữ liệu quốc gia về dân cư."),
 (MT, "Vận động nhân dân thực hiện, giám sát việc phục vụ của cán bộ, công chức."),
 (TDP, "Phối hợp hướng dẫn nhân dân sử dụng dịch vụ công trực tuyến."),
]
RECIPIENTS = ["UBND thành phố Vĩnh Ân", "Phòng Nội vụ thành phố", "Thường trực Đảng ủy phường", "Các tổ dân phố"]
LET = "abcdđeghi"


def build():
    o = ["**ỦY BAN NHÂN DÂN PHƯỜNG KIM LŨNG**", "", "Số: 02/CTr-UBND", "", "*Kim Lũng, ngày 14 tháng 9 năm 2021*", "", "# CHƯƠNG TRÌNH", "", "**Cải cách hành chính phường Kim Lũng giai đoạn 2021 - 2025**", "",
         "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ; căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về thực hiện cơ chế một cửa, Ủy ban nhân dân phường Kim Lũng ban hành Chương trình cải cách hành chính giai đoạn 2021 - 2025.", "",
         "## I. QUAN ĐIỂM, MỤC TIÊU CHUNG", "", "- Lấy người dân làm trung tâm, coi cải cách hành chính là việc hằng ngày của từng công chức.", "- Đến năm 2020 phường đã giải quyết đúng hạn 94,3% hồ sơ, xếp thứ 7 trong 12 phường; giai đoạn tới phải tiến bộ rõ nét.", "",
         "## II. CHỈ TIÊU, NHIỆM VỤ THEO LĨNH VỰC", ""]
    for k, (name, g23, g25, ts) in enumerate(AREAS, 1):
        T.area(str(k), name)
        o += [f"### {k}. {name}", "", "**Chỉ tiêu**", "", "a) Đến năm 2023", ""]
        for y, gs in ((2023, g23), (2025, g25)):
            if y == 2025:
                o += ["", "b) Đến năm 2025", ""]
            for g, figs in gs:
                o.append("- " + g)
                for f in figs:
                    T.target(str(k), g, f[0], f[1], f[2], f[3] if len(f) > 3 else None, y)
        o += ["", "**Nhiệm vụ**", ""]
        letters = LET[:len(ts)]
        if k == 3:
            letters = "abcde"  # đ is skipped
        for l, (s, tail, when, lead, sup) in zip(letters, ts):
            o += [f"{l}) {s}{tail}{';' if s is not ts[-1][0] else '.'}", ""]
            T.task(str(k), s, lead, sup, when)
    o += ["## III. KINH PHÍ", "", "Bố trí trong dự toán ngân sách phường hằng năm và nguồn hợp pháp khác.", "", "## IV. TỔ CHỨC THỰC HIỆN", ""]
    for i, (n, s) in enumerate(ORG, 1):
        o += [f"**{i}. {n}**", "", s, ""]
    o += ["Báo cáo định kỳ thực hiện theo kế hoạch cải cách hành chính hằng năm của phường; cuối kỳ Văn phòng HĐND&UBND phường tham mưu tổng kết Chương trình.", "",
          "**Nơi nhận:**", ""] + [f"- {r};" for r in RECIPIENTS] + ["- Lưu: VT.", "", "**TM. ỦY BAN NHÂN DÂN**", "", "**CHỦ TỊCH**", "", "**Bùi Đắc Thụy**", ""]
    (HERE / f"{N}.md").write_text("\n".join(o), "utf-8")
    for n, l, s, c in ((CT, "", "", False), (VP, "1 4 5", "7", True), (TP, "2 3", "", False), (TC, "6", "", False), (VH, "7", "1", False), (DC, "", "3", False), (CA, "", "3 7", False), (MT, "", "", False), (TDP, "", "", False)):
        T.role(n, l, s, c)
    T.d["recipients"] = RECIPIENTS
    T.d["signer"] = {"title": "CHỦ TỊCH", "name": "Bùi Đắc Thụy"}
    T.d["warnings"] = ["calendar_missing", "letter_skipped", "role_two_spellings", "cited_with_two_years"]
    T.write()
