"""An invented commune, Vĩnh Phong, with invented people and answers: what the report tests are told with."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from reports.data import (
    AnswerData,
    AreaData,
    FigureData,
    IndicatorData,
    PeriodData,
    PlanData,
    ReportPeriod,
    RoleData,
    SliceData,
    TargetData,
    TaskData,
    UnitData,
)
from reports.derive import Amount
from reports.indicators import CATALOGUE

S1 = SliceData("2022-S1", date(2021, 12, 15), date(2022, 3, 14))
S2 = SliceData("2022-S2", date(2022, 3, 15), date(2022, 6, 14))
S3 = SliceData("2022-S3", date(2022, 6, 15), date(2022, 9, 14))
S4 = SliceData("2022-S4", date(2022, 9, 15), date(2022, 12, 14))
Q1 = ReportPeriod("2022-Q1", "quý I năm 2022", S1.start, S1.end, (S1,), date(2022, 3, 16), date(2022, 3, 19))
H1 = ReportPeriod(
    "2022-H1", "6 tháng đầu năm 2022", S1.start, S2.end, (S1, S2), date(2022, 6, 16), date(2022, 6, 19)
)
Q3 = ReportPeriod(
    "2022-Q3", "quý III năm 2022", S3.start, S3.end, (S3,), date(2022, 9, 16), date(2022, 9, 19)
)
YEAR = ReportPeriod(
    "2022-Y", "năm 2022", S1.start, S4.end, (S1, S2, S3, S4), date(2022, 12, 16), date(2022, 12, 19)
)

OFFICE, JUSTICE, FINANCE, CULTURE, DESK, RADIO = 1, 2, 3, 4, 5, 6
ROLES = (
    RoleData(OFFICE, "Công chức Văn phòng – Nội vụ"),
    RoleData(JUSTICE, "Công chức Tư pháp – Hộ tịch"),
    RoleData(FINANCE, "Công chức Tài chính – Kế toán"),
    RoleData(CULTURE, "Công chức Văn hóa và Thông tin"),
    RoleData(DESK, "Văn phòng HĐND và UBND xã"),
    RoleData(RADIO, "Đài truyền thanh xã"),
)
AREAS = tuple(
    AreaData(index, str(index), name)
    for index, name in enumerate(
        (
            "Công tác chỉ đạo, điều hành",
            "Cải cách thể chế",
            "Cải cách thủ tục hành chính",
            "Cải cách tổ chức bộ máy",
            "Cải cách chế độ công vụ",
            "Cải cách tài chính công",
            "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
            "Cải thiện môi trường đầu tư kinh doanh",
        ),
        1,
    )
)


def _task(number: int, code: str, lead: int | None, text: str, due: date | None = None) -> TaskData:
    return TaskData(number, code, text, int(code.split(".")[0]), lead, due)


TASKS = (
    _task(1, "1.a", OFFICE, "Xây dựng và ban hành kế hoạch cải cách hành chính năm 2022", date(2022, 1, 31)),
    _task(2, "1.b", OFFICE, "Chỉ đạo, đôn đốc việc thực hiện công tác CCHC đúng tiến độ, đạt hiệu quả"),
    _task(3, "1.c", RADIO, "Đổi mới các hình thức tuyên truyền về dịch vụ công trực tuyến trên đài xã"),
    _task(4, "1.d", OFFICE, "Tăng cường kiểm tra việc thực hiện CCHC, kiểm tra công vụ", date(2022, 6, 10)),
    _task(5, "1.đ", None, "Triển khai đo lường sự hài lòng của người dân, tổ chức", date(2022, 11, 30)),
    _task(6, "2.a", JUSTICE, "Rà soát, hệ thống hóa văn bản quy phạm pháp luật do xã ban hành"),
    _task(7, "2.b", JUSTICE, "Theo dõi, đánh giá tình hình thi hành pháp luật hằng năm"),
    _task(
        8,
        "2.c",
        JUSTICE,
        "Phổ biến, giáo dục pháp luật thông qua ứng dụng công nghệ thông tin; số hóa tài liệu tuyên truyền",
    ),
    _task(9, "3.a", DESK, "Xây dựng Kế hoạch kiểm soát TTHC năm 2022", date(2022, 1, 31)),
    _task(10, "3.b", DESK, "Rà soát, công khai kịp thời, đầy đủ 100% các TTHC tại Bộ phận Một cửa"),
    _task(11, "3.c", DESK, "Phấn đấu từ 95% số hồ sơ được trả kết quả đúng hạn; số hóa kết quả đạt 25%"),
    _task(12, "3.d", DESK, "Tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức về TTHC"),
    _task(13, "4.a", OFFICE, "Rà soát chức năng, nhiệm vụ của các công chức chuyên môn"),
    _task(14, "4.b", OFFICE, "Thực hiện tinh giản biên chế theo quy định"),
    _task(15, "5.a", OFFICE, "Xây dựng và thực hiện kế hoạch đào tạo, bồi dưỡng cán bộ, công chức"),
    _task(16, "6.a", FINANCE, "Thực hiện chế độ tự chủ về sử dụng biên chế, kinh phí quản lý hành chính"),
    _task(17, "6.b", FINANCE, "Công khai ngân sách nhà nước theo Luật Ngân sách nhà nước năm 2015"),
    _task(18, "6.c", FINANCE, "Rà soát, sắp xếp lại tài sản công", date(2022, 2, 28)),
    _task(19, "7.a", CULTURE, "Xây dựng Kế hoạch ứng dụng công nghệ thông tin năm 2022", date(2022, 2, 15)),
    _task(20, "7.b", CULTURE, "Duy trì hoạt động của Trang thông tin điện tử xã"),
    _task(21, "7.c", CULTURE, "Vận động người dân nộp hồ sơ qua Cổng dịch vụ công trực tuyến của tỉnh"),
    _task(22, "8.a", FINANCE, "Tổ chức gặp mặt, tháo gỡ khó khăn cho hộ kinh doanh trên địa bàn xã"),
)


def sent(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2022, month, day, hour - 7, 30, tzinfo=UTC)


ANSWERS = (
    AnswerData(
        OFFICE,
        1,
        "done",
        sent(14),
        "UBND xã đã ban hành Kế hoạch số 05/KH-UBND ngày 10/01/2022 về cải cách hành chính năm 2022 ,"
        " giao 22 nhiệm vụ cho 06 bộ phận",
    ),
    AnswerData(
        OFFICE,
        2,
        "in_progress",
        sent(14),
        "duy trì giao ban hằng tuần, đôn đốc từng bộ phận theo tiến độ của kế hoạch.",
        percent=25,
        proposal="Đề nghị UBND huyện mở lớp tập huấn nghiệp vụ cải cách hành chính cho công chức cấp xã",
    ),
    AnswerData(
        RADIO,
        3,
        "done",
        sent(15),
        "- phát 12 tin, bài về nộp hồ sơ trực tuyến\n- thông báo trên 6 cụm loa",
    ),
    AnswerData(OFFICE, 4, "not_started", sent(14), reason="chờ kế hoạch kiểm tra của huyện"),
    AnswerData(
        JUSTICE,
        6,
        "done",
        sent(16, 15),
        "Đã rà soát 4/4 văn bản quy phạm pháp luật còn hiệu lực, không có văn bản trái thẩm quyền",
    ),
    AnswerData(JUSTICE, 7, "nothing_to_report", sent(16, 15)),
    AnswerData(
        JUSTICE,
        8,
        "in_progress",
        sent(18, 8),
        "Tổ chức 02 buổi tuyên truyền Luật Cư trú tại thôn Đông và thôn Đoài với 180 lượt người dự",
        percent=40,
        late=True,
        difficulty="Kinh phí tuyên truyền cấp chậm, tài liệu phải tự in",
    ),
    AnswerData(DESK, 9, "done", sent(15)),
    AnswerData(
        DESK,
        10,
        "done",
        sent(15),
        "Đã niêm yết công khai 148/148 thủ tục hành chính tại Bộ phận Một cửa và trên trang điện tử xã",
    ),
    AnswerData(
        DESK,
        11,
        "in_progress",
        sent(15),
        "Trả kết quả đúng hạn và trước hạn 412/415 hồ sơ; 03 hồ sơ đất đai quá hạn do chờ xác minh",
        percent=80,
        difficulty="máy quét của Bộ phận Một cửa hỏng từ tháng 02, số hóa kết quả còn chậm;",
        proposal="Hỗ trợ kinh phí mua 01 máy quét tốc độ cao.",
    ),
    AnswerData(DESK, 12, "nothing_to_report", sent(15)),
    AnswerData(OFFICE, 13, "done", sent(14), "xong"),
    AnswerData(OFFICE, 14, "nothing_to_report", sent(14), "Không phát sinh"),
    AnswerData(OFFICE, 15, "in_progress", sent(14), "đã cử 3 người", percent=50),
    AnswerData(
        FINANCE,
        16,
        "done",
        sent(16),
        "Quy chế chi tiêu nội bộ năm 2022 được xây dựng, thông qua tại Hội nghị cán bộ, công chức",
        on_behalf_by="Công chức Văn phòng – Nội vụ",
    ),
    AnswerData(
        FINANCE,
        17,
        "done",
        sent(16),
        "Đã công khai dự toán năm 2022 <bản chính> & niêm yết tại trụ sở",
    ),
    AnswerData(FINANCE, 18, "in_progress", sent(16), "đang kiểm kê", percent=60, returned=True),
    AnswerData(
        RADIO,
        21,
        "done",
        sent(15),
        "Hướng dẫn nộp hồ sơ trực tuyến trong bản tin sáng thứ Hai hằng tuần",
    ),
    AnswerData(FINANCE, 22, "done", sent(16), "Gặp mặt 35 hộ kinh doanh ngày 25/02/2022, trả lời 11 ý kiến"),
)
_LEADS = {
    "1": OFFICE,
    "2": JUSTICE,
    "3": DESK,
    "4": OFFICE,
    "5": OFFICE,
    "6": FINANCE,
    "7": CULTURE,
    "8": DESK,
}
INDICATORS = tuple(
    IndicatorData(spec, None if spec.counted_by_program else _LEADS[spec.code.split(".")[0]])
    for spec in CATALOGUE
)


def whole(number: int | str) -> Amount:
    return Amount(Decimal(number))


def parts(numerator: int, denominator: int) -> Amount:
    return Amount(None, Decimal(numerator), Decimal(denominator))


FIRST_SLICE: dict[str, Amount] = {
    "1.2": whole(6),
    "1.3": parts(11, 12),
    "1.4": whole(0),
    "1.5": parts(0, 0),
    "1.6": whole(12),
    "1.7": parts(92, 100),
    "1.8": whole(1),
    "1.9": whole(0),
    "2.1": whole(1),
    "2.2": parts(4, 4),
    "2.4": whole(2),
    "3.1": parts(148, 148),
    "3.2": whole(1234),
    "3.3": whole(185),
    "3.4": parts(412, 415),
    "3.5": whole(17),
    "3.6": parts(96, 415),
    "3.7": parts(0, 0),
    "3.8": whole(3),
    "4.1": parts(19, 20),
    "4.2": whole(0),
    "5.1": whole(3),
    "5.2": parts(19, 19),
    "5.3": whole(0),
    "6.1": parts(1_250_000_000, 4_800_000_000),
    "6.2": parts(2_345_678_000, 9_100_000_000),
    "6.3": whole(12_500_000),
    "6.4": parts(1, 1),
    "8.1": whole(148),
    "8.2": whole(0),
}
FIGURES = tuple(
    FigureData(
        code, S1.code, amount, sent(16), on_behalf_by="Công chức Văn phòng – Nội vụ" if code[0] == "6" else ""
    )
    for code, amount in FIRST_SLICE.items()
)
TARGETS = (
    TargetData("Hồ sơ TTHC được trả kết quả đúng hạn", ">=", Decimal(95), "%", indicator_code="3.4"),
    TargetData("Kết quả giải quyết TTHC được số hóa", ">=", Decimal(25), "%", indicator_code="3.6"),
    TargetData("Mức độ hài lòng", "range", Decimal(90), "%", Decimal(100), indicator_code="1.7"),
    TargetData("Văn bản gửi điện tử có ký số", "=", Decimal(100), "%", indicator_code="7.2"),
    TargetData("Hồ sơ luân chuyển nội bộ bằng phương thức điện tử", ">=", Decimal(30), "%"),
)
UNIT = UnitData(
    name="UBND xã Vĩnh Phong",
    superior="UBND huyện Thanh Giang",
    place="Vĩnh Phong",
    recipients=(
        "UBND huyện;",
        "- Phòng Nội vụ huyện",
        "Đảng ủy, HĐND xã",
        "Các công chức chuyên môn",
        "Lưu: VT.",
    ),
    signer_title="Chủ tịch",
    signer_name="Trần Minh Khoa",
)


def first_quarter() -> PeriodData:
    """Quý I/2022: one role silent, one late, one answer returned, one typed on behalf."""
    return PeriodData(
        unit=UNIT,
        plan=PlanData(2022, "05/KH-UBND", date(2022, 1, 10)),
        period=Q1,
        roles=ROLES,
        areas=AREAS,
        tasks=TASKS,
        answers=ANSWERS,
        indicators=INDICATORS,
        figures=FIGURES,
        compiled_at=datetime(2022, 3, 18, 2, 15, tzinfo=UTC),
        targets=TARGETS,
        next_end=H1.end,
        dated=date(2022, 3, 18),
    )


def whole_year() -> PeriodData:
    """The year: the same figures in every slice, two of them missing once."""
    later = [
        FigureData(code, one.code, amount, sent(16, month=one.end.month))
        for code, amount in FIRST_SLICE.items()
        for one in (S2, S3, S4)
        if (code, one.code) not in {("3.2", S2.code), ("3.4", S2.code)}
    ]
    return replace(
        first_quarter(),
        period=YEAR,
        composed=(Q1, H1, Q3),
        figures=(*FIGURES, *later),
        previous=Q3,
        next_end=None,
        dated=date(2022, 12, 19),
        compiled_at=datetime(2022, 12, 19, 2, 15, tzinfo=UTC),
    )
