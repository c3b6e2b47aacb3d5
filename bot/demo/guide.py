"""What the page proposes: named moments of the first quarter, and what to try in which order.

The page is Vietnamese throughout, as the commune on it is; nothing here goes through the catalogs.
"""

from datetime import datetime, tzinfo

from scheduler.periods import cchc_year
from scheduler.stages import Stage, plan_stages
from scheduler.workdays import Workdays

Jumps = list[tuple[str, datetime]]
Guide = list[tuple[str, str]]

# The later of two stages that fall on one moment names it.
_NAMES = {
    Stage.HEADS_UP: "báo trước",
    Stage.OPENING: "mở kỳ báo cáo",
    Stage.LAST_DAY: "ngày cuối",
    Stage.SILENT_LIST: "ai chưa gửi",
    Stage.OVERDUE_1: "quá hạn",
    Stage.SUMMARY_DUE: "đến lúc tổng hợp",
    Stage.SUMMARY_LAST_DAY: "hạn gửi cấp trên",
}


def jumps(year: int, zone: tzinfo) -> Jumps:
    """The moments of the year's first report that are worth seeing, by name."""
    first = cchc_year(year)[0]
    named: dict[datetime, str] = {}
    for planned in sorted(plan_stages(first, Workdays(), zone), key=lambda p: (p.at, p.stage.urgency)):
        if planned.stage in _NAMES:
            named[planned.at.astimezone(zone)] = _NAMES[planned.stage]
    return [(f"{at.day}/{at.month} {name}", at) for at, name in named.items()]


_ANSWERING: Guide = [
    (
        "Nhắc trước",
        "Bấm «Lời nhắc kế tiếp» ở thanh giờ. Ba ngày làm việc trước khi chốt số liệu, ai còn nợ việc gì "
        "thì nhận đúng việc đó, trong một tin.",
    ),
    (
        "Trả lời bằng nút",
        "Máy Cán bộ một cửa: bấm «Báo cáo ngay», bấm một mã nhiệm vụ, rồi «Đang làm» và một tỷ lệ. "
        "Gõ tiếp kết quả cụ thể, hoặc gửi kèm ảnh, tệp.",
    ),
    (
        "Trả lời bằng một dòng",
        "Máy Cán bộ kinh tế: gõ hai dòng «6.a xong, đã niêm yết dự toán» và «6.b đang làm 60%». "
        "Bot cho xem đã hiểu gì, sai thì bấm «Sửa».",
    ),
    (
        "Nhập số liệu",
        "Máy Cán bộ một cửa: gửi /solieu rồi gõ số. Gặp số dạng tỷ lệ, thử gõ 130/125: bot hỏi lại chứ không "
        "tự sửa.",
    ),
    (
        "Ngày cuối, rồi quá hạn",
        "Bấm «16/3 ai chưa gửi»: Đầu mối nhận danh sách, bấm «Nhắc ngay» để đôn đốc. Bấm «17/3 quá hạn»: đến lượt "
        "Lãnh đạo được báo.",
    ),
    (
        "Xem bảng, trả lại",
        "Máy Đầu mối: gửi /tiendo để nhận bảng tiến độ bằng ảnh, bấm «Xem từng bộ phận», chọn một câu trả lời, "
        "«Trả lại» kèm lý do.",
    ),
    (
        "Tổng hợp",
        "Máy Đầu mối: gửi /tonghop. Mở tệp Word: đủ phần theo mẫu, chỗ còn thiếu được tô vàng và liệt kê trong tin.",
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
            f"Vẫn máy ấy: bấm nút kẹp giấy, chọn tệp mẫu {plan_file}. Xem bot đã đọc được gì, giao chủ trì lĩnh "
            "vực 5, rồi «Duyệt kế hoạch».",
        ),
        (
            "Mời người",
            "Bấm «Chức danh và lời mời», chọn chức danh, «Lấy liên kết mời». Cạnh liên kết bấm «mở bằng…» và chọn "
            "điện thoại của người được mời: Trung tâm Phục vụ hành chính công, Phòng Kinh tế, Lãnh đạo.",
        ),
        *_ANSWERING,
    ]
