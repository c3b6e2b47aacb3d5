"""The first catalogue of what a commune counts, as data.

Codes, names and how slices add up follow the usual statistics annex of a commune (FORMS §3 and §6).
A figure that is a share is typed and kept as its two parts ("120/125"), so that half-year and year
values can be recomputed from the parts instead of averaging percentages.
"""

from dataclasses import dataclass
from typing import Literal

from locales.text import fold

Combine = Literal["sum", "latest", "ratio", "none"]
ValueType = Literal["count", "ratio", "money", "percent"]
AreaKey = Literal[
    "direction",
    "institutions",
    "procedures",
    "apparatus",
    "civil-service",
    "finance",
    "digital",
    "iso",
    "other",
]


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """One thing that is counted.

    `combine` says how slices become a longer period's value: `sum`; `latest` (a state: the last slice
    stands); `ratio` (numerators and denominators summed apart, then divided); `none` (not derivable).
    `value_type` says what an officer types: a `count`, two parts of a `ratio` ("120/125"), `money` in
    đồng, or a bare `percent`. `numerator` and `denominator` name the parts of a ratio.
    `counted_by_program` figures are never asked for: they follow from the tasks' own states.
    """

    code: str
    name: str
    unit: str
    area_key: AreaKey
    combine: Combine
    value_type: ValueType
    numerator: str = ""
    denominator: str = ""
    counted_by_program: bool = False


CATALOGUE: tuple[IndicatorSpec, ...] = (
    IndicatorSpec(
        "1.1",
        "Nhiệm vụ trong kế hoạch năm đã hoàn thành",
        "nhiệm vụ",
        "direction",
        "latest",
        "ratio",
        "nhiệm vụ đã hoàn thành",
        "nhiệm vụ đề ra",
        counted_by_program=True,
    ),
    IndicatorSpec(
        "1.2",
        "Văn bản chỉ đạo, điều hành cải cách hành chính đã ban hành",
        "văn bản",
        "direction",
        "sum",
        "count",
    ),
    IndicatorSpec(
        "1.3",
        "Nhiệm vụ cấp trên giao hoàn thành đúng hạn",
        "nhiệm vụ",
        "direction",
        "ratio",
        "ratio",
        "nhiệm vụ hoàn thành đúng hạn",
        "nhiệm vụ được giao",
    ),
    IndicatorSpec("1.4", "Bộ phận được kiểm tra cải cách hành chính", "bộ phận", "direction", "sum", "count"),
    IndicatorSpec(
        "1.5",
        "Vấn đề phát hiện qua kiểm tra đã xử lý",
        "vấn đề",
        "direction",
        "ratio",
        "ratio",
        "vấn đề đã xử lý",
        "vấn đề phát hiện",
    ),
    IndicatorSpec(
        "1.6",
        "Tin, bài, buổi tuyên truyền về cải cách hành chính",
        "tin, bài, buổi",
        "direction",
        "sum",
        "count",
    ),
    IndicatorSpec(
        "1.7",
        "Người dân, tổ chức hài lòng qua khảo sát",
        "phiếu",
        "direction",
        "ratio",
        "ratio",
        "phiếu hài lòng",
        "phiếu khảo sát",
    ),
    IndicatorSpec("1.8", "Cuộc đối thoại với người dân", "cuộc", "direction", "sum", "count"),
    IndicatorSpec("1.9", "Sáng kiến cải cách hành chính", "sáng kiến", "direction", "sum", "count"),
    IndicatorSpec("2.1", "Văn bản quy phạm pháp luật đã ban hành", "văn bản", "institutions", "sum", "count"),
    IndicatorSpec(
        "2.2",
        "Văn bản quy phạm pháp luật đã rà soát",
        "văn bản",
        "institutions",
        "ratio",
        "ratio",
        "văn bản đã rà soát",
        "văn bản phải rà soát",
    ),
    IndicatorSpec(
        "2.3",
        "Văn bản đã xử lý sau rà soát",
        "văn bản",
        "institutions",
        "ratio",
        "ratio",
        "văn bản đã xử lý",
        "văn bản phải xử lý",
    ),
    IndicatorSpec("2.4", "Cuộc tuyên truyền, phổ biến pháp luật", "cuộc", "institutions", "sum", "count"),
    IndicatorSpec(
        "3.1",
        "Thủ tục hành chính đã công khai",
        "thủ tục",
        "procedures",
        "latest",
        "ratio",
        "thủ tục đã công khai",
        "thủ tục thuộc thẩm quyền",
    ),
    IndicatorSpec("3.2", "Hồ sơ tiếp nhận trực tiếp, qua bưu chính", "hồ sơ", "procedures", "sum", "count"),
    IndicatorSpec("3.3", "Hồ sơ tiếp nhận trực tuyến", "hồ sơ", "procedures", "sum", "count"),
    IndicatorSpec(
        "3.4",
        "Hồ sơ giải quyết trước hạn, đúng hạn",
        "hồ sơ",
        "procedures",
        "ratio",
        "ratio",
        "hồ sơ trước hạn, đúng hạn",
        "hồ sơ đã giải quyết",
    ),
    IndicatorSpec("3.5", "Hồ sơ đang giải quyết", "hồ sơ", "procedures", "latest", "count"),
    IndicatorSpec(
        "3.6",
        "Kết quả giải quyết thủ tục hành chính được số hóa",
        "kết quả",
        "procedures",
        "ratio",
        "ratio",
        "kết quả được số hóa",
        "kết quả đã trả",
    ),
    IndicatorSpec(
        "3.7",
        "Phản ánh, kiến nghị đã xử lý",
        "phản ánh, kiến nghị",
        "procedures",
        "ratio",
        "ratio",
        "phản ánh, kiến nghị đã xử lý",
        "phản ánh, kiến nghị tiếp nhận",
    ),
    IndicatorSpec("3.8", "Thư xin lỗi do trả kết quả quá hạn", "thư", "procedures", "sum", "count"),
    IndicatorSpec(
        "4.1",
        "Cán bộ, công chức hiện có so với biên chế được giao",
        "người",
        "apparatus",
        "latest",
        "ratio",
        "người hiện có",
        "biên chế được giao",
    ),
    IndicatorSpec("4.2", "Người được tinh giản biên chế", "người", "apparatus", "sum", "count"),
    IndicatorSpec(
        "5.1",
        "Lượt cán bộ, công chức được đào tạo, bồi dưỡng",
        "lượt người",
        "civil-service",
        "sum",
        "count",
    ),
    IndicatorSpec(
        "5.2",
        "Cán bộ, công chức được bố trí đúng vị trí việc làm",
        "người",
        "civil-service",
        "latest",
        "ratio",
        "người đúng vị trí",
        "người hiện có",
    ),
    IndicatorSpec("5.3", "Cán bộ, công chức bị kỷ luật", "người", "civil-service", "sum", "count"),
    IndicatorSpec(
        "6.1",
        "Vốn đầu tư công đã giải ngân",
        "đồng",
        "finance",
        "latest",
        "ratio",
        "vốn đã giải ngân",
        "kế hoạch vốn",
    ),
    IndicatorSpec(
        "6.2",
        "Thu ngân sách so với dự toán",
        "đồng",
        "finance",
        "latest",
        "ratio",
        "số đã thu",
        "dự toán",
    ),
    IndicatorSpec("6.3", "Kinh phí chi thường xuyên tiết kiệm được", "đồng", "finance", "sum", "money"),
    IndicatorSpec(
        "7.1",
        "Hồ sơ công việc xử lý trên môi trường mạng",
        "hồ sơ",
        "digital",
        "ratio",
        "ratio",
        "hồ sơ xử lý trên mạng",
        "hồ sơ công việc",
    ),
    IndicatorSpec(
        "7.2",
        "Văn bản gửi điện tử có ký số",
        "văn bản",
        "digital",
        "ratio",
        "ratio",
        "văn bản có ký số",
        "văn bản đã gửi",
    ),
    IndicatorSpec(
        "7.3",
        "Dịch vụ công trực tuyến có phát sinh hồ sơ",
        "thủ tục",
        "digital",
        "latest",
        "ratio",
        "thủ tục có hồ sơ",
        "thủ tục cung cấp trực tuyến",
    ),
    IndicatorSpec("7.4", "Tin, bài trên trang thông tin điện tử", "tin, bài", "digital", "sum", "count"),
    IndicatorSpec("8.1", "Quy trình áp dụng TCVN ISO 9001:2015", "quy trình", "iso", "latest", "count"),
    IndicatorSpec("8.2", "Lần đánh giá nội bộ ISO 9001:2015", "lần", "iso", "sum", "count"),
)

# The more telling words stand first: "ứng dụng công nghệ thông tin trong chỉ đạo, điều hành" is digital.
_AREA_WORDS: tuple[tuple[AreaKey, tuple[str, ...]], ...] = (
    ("iso", ("iso", "quan ly chat luong")),
    (
        "digital",
        (
            "dien tu",
            "chinh quyen so",
            "chuyen doi so",
            "cong nghe thong tin",
            "hien dai hoa",
            "moi truong so",
        ),
    ),
    ("finance", ("tai chinh",)),
    ("procedures", ("thu tuc", "tthc", "mot cua")),
    ("apparatus", ("bo may", "to chuc hanh chinh")),
    ("civil-service", ("cong vu", "can bo cong chuc", "doi ngu")),
    ("institutions", ("the che", "quy pham phap luat", "vbqppl")),
    ("direction", ("chi dao", "dieu hanh")),
)

# Words of a target that name the figure measuring it; all words of a line must occur.
_TARGET_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("3.4", ("dung han", "ho so")),
    ("3.6", ("so hoa", "ket qua")),
    ("1.7", ("hai long",)),
    ("3.1", ("cong khai", "tthc")),
    ("3.1", ("cong khai", "thu tuc hanh chinh")),
    ("3.7", ("phan anh", "xu ly")),
    ("7.2", ("ky so",)),
    ("7.1", ("ho so cong viec", "mang")),
    ("7.1", ("ho so cong viec", "moi truong")),
    ("6.1", ("giai ngan",)),
    ("5.2", ("vi tri viec lam", "bo tri")),
)


def indicator_code_of(target_text: str) -> str:
    """The code of the ratio that measures a target in percent, told by its words; empty when none does."""
    folded = f" {fold(target_text)} "
    for code, words in _TARGET_WORDS:
        if all(f" {word} " in folded for word in words):
            return code
    return ""


def area_key_of(name: str) -> AreaKey:
    """The outline's key for a printed area: by words, since plans number differently (FORMS §2)."""
    folded = f" {fold(name)} "
    for key, words in _AREA_WORDS:
        if any(f" {word} " in folded for word in words):
            return key
    return "other"
