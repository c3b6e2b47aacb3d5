"""What the page proposes: named moments of the first quarter, and what to try in which order.

The page is Vietnamese throughout, as the commune on it is; nothing here goes through the catalogs.
"""

from datetime import datetime, tzinfo

from scheduler.periods import cchc_year
from scheduler.stages import Stage, plan_stages
from scheduler.workdays import Workdays

Jumps = list[tuple[str, datetime]]
Guide = list[tuple[str, str]]

# Of two stages at one moment the more urgent names it.
_NAMES = {
    Stage.HEADS_UP: "báo trước",
    Stage.OPENING: "mở kỳ báo cáo",
    Stage.LAST_DAY: "ngày cuối",
    Stage.SILENT_LIST: "ai chưa gửi",
    Stage.OVERDUE_1: "quá hạn",
    Stage.SUMMARY_DUE: "tổng hợp",
}


def jumps(year: int, zone: tzinfo) -> Jumps:
    """The moments of the year's first report that are worth seeing, by name."""
    first = cchc_year(year)[0]
    named: dict[datetime, str] = {}
    for planned in plan_stages(first, Workdays(), zone):
        if planned.stage in _NAMES:
            named[planned.at.astimezone(zone)] = _NAMES[planned.stage]
    return [(f"{at.day}/{at.month} {name}", at) for at, name in named.items()]


_ANSWERING: Guide = [
    (
        "Nhắc trước",
        "Bấm «Lời nhắc kế tiếp» ở trên: ba ngày làm việc trước ngày chốt số liệu, ai còn nợ gì thì được nhắc "
        "đúng việc đó.",
    ),
    (
        "Trả lời bằng nút",
        "Máy Một cửa: «Báo cáo ngay», bấm một mã nhiệm vụ, «Đang làm», một tỷ lệ. Gõ tiếp kết quả, hoặc gửi "
        "ảnh, tệp.",
    ),
    (
        "Trả lời bằng chữ",
        "Máy Kinh tế: gõ «6.b đang làm 60%, đã giao chỉ tiêu cho 4 đơn vị». Bot cho xem đã hiểu gì.",
    ),
    (
        "Nhập số liệu",
        "Máy Một cửa: gửi /solieu, gõ 130/125. Bot hỏi lại chứ không tự sửa; gõ 118/118.",
    ),
    (
        "Ngày cuối",
        "Bấm «16/3 ai chưa gửi»: Đầu mối có danh sách, bấm «Nhắc ngay». Bấm «17/3 quá hạn»: Lãnh đạo được báo.",
    ),
    (
        "Xem bảng, trả lại",
        "Máy Đầu mối: gửi /tiendo, bấm vào ảnh để xem. «Xem từng bộ phận», chọn một câu trả lời, «Trả lại» "
        "kèm lý do.",
    ),
    (
        "Tổng hợp",
        "Máy Đầu mối: gửi /tonghop, mở tệp Word. Chỗ còn thiếu được tô vàng và liệt kê trong tin.",
    ),
]


def guide_to_the_quarter() -> Guide:
    """For the commune whose plan stands and whose people have joined."""
    return _ANSWERING


def guide_from_the_start(code: str, plan_file: str) -> Guide:
    """For the empty unit: the coordinator's `code` first, then the plan, the people, the quarter."""
    return [
        ("Nhận đơn vị", f"Máy Đầu mối: bấm «Bắt đầu», rồi gửi mã một lần {code}"),
        (
            "Gửi kế hoạch",
            f"Vẫn máy ấy: bấm nút kẹp giấy, chọn tệp mẫu {plan_file}. Xem, giao chủ trì lĩnh vực 5, «Duyệt kế "
            "hoạch».",
        ),
        (
            "Mời người",
            "Gửi /chucdanh, chọn chức danh, «Lấy liên kết mời»; cạnh liên kết bấm «mở bằng…», chọn máy của người "
            "được mời. Mời Trung tâm, Phòng Kinh tế, Lãnh đạo.",
        ),
        *_ANSWERING,
    ]
