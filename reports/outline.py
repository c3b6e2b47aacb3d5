"""The outline of a periodic CCHC report (FORMS §2) and where in it a task or figure belongs."""

from dataclasses import dataclass

from locales.text import fold
from reports.data import PeriodData, TaskData
from reports.indicators import AreaKey, IndicatorSpec, area_key_of

DIRECTION_TITLE = "Công tác chỉ đạo, điều hành cải cách hành chính"
RESULTS_TITLE = "Kết quả thực hiện các nội dung cải cách hành chính"
ASSESSMENT_TITLE = "Đánh giá chung"
OUTLOOK_TITLE = "Phương hướng, nhiệm vụ trọng tâm"
PROPOSALS_TITLE = "Kiến nghị, đề xuất"
OTHER_TASKS = "Nhiệm vụ khác"

_DIRECTION_SECTIONS = (
    "Về kế hoạch",
    "Về chỉ đạo, điều hành",
    "Về kiểm tra",
    "Về thông tin, tuyên truyền",
    "Sáng kiến, khảo sát hài lòng",
)
# Words that send a task or figure of the first area to one of its sections, most telling first.
_DIRECTION_WORDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (3, ("tuyen truyen", "truyen thong")),
    (4, ("hai long", "khao sat", "sang kien", "doi thoai", "chi so cchc")),
    (2, ("kiem tra", "giam sat")),
    (0, ("xay dung ke hoach", "ban hanh ke hoach", "trien khai thuc hien ke hoach", "trong ke hoach")),
)
_RESULT_SECTIONS: tuple[tuple[AreaKey, str], ...] = (
    ("institutions", "Cải cách thể chế"),
    ("procedures", "Cải cách thủ tục hành chính"),
    ("apparatus", "Cải cách tổ chức bộ máy hành chính"),
    ("civil-service", "Cải cách chế độ công vụ"),
    ("finance", "Cải cách tài chính công"),
    ("digital", "Xây dựng, phát triển chính quyền điện tử, chính quyền số"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A section of chapter I ("direction") or II and the tasks and figures that belong to it."""

    chapter: str
    title: str
    tasks: tuple[TaskData, ...]
    indicators: tuple[IndicatorSpec, ...]


def places(data: PeriodData) -> tuple[Place, ...]:
    """Every section of chapters I and II in order, each task and figure of the plan in exactly one."""
    titles = _titles(data)
    tasks: dict[str, list[TaskData]] = {title: [] for title in titles}
    indicators: dict[str, list[IndicatorSpec]] = {title: [] for title in titles}
    for task in data.tasks:
        tasks[_task_title(data, task)].append(task)
    for row in data.indicators:
        indicators[_figure_title(data, row.spec)].append(row.spec)
    return tuple(
        Place(
            "I" if title in _DIRECTION_SECTIONS else "II",
            title,
            tuple(tasks[title]),
            tuple(indicators[title]),
        )
        for title in titles
    )


def _titles(data: PeriodData) -> tuple[str, ...]:
    fixed = [*_DIRECTION_SECTIONS, *(title for _, title in _RESULT_SECTIONS)]
    further = [area.name for area in data.areas if area_key_of(area.name) in ("iso", "other")]
    strays = [_task_title(data, task) for task in data.tasks]
    strays += [_figure_title(data, row.spec) for row in data.indicators]
    # dict: each title once, in the order it first appears.
    return tuple(dict.fromkeys([*fixed, *further, *(title for title in strays if title not in further)]))


def _task_title(data: PeriodData, task: TaskData) -> str:
    area = next((area.name for area in data.areas if area.id == task.area_id), None)
    # A plan that gives tasks by role has no areas; the task's own words then decide.
    key = area_key_of(area if area is not None else task.text)
    if key == "direction":
        return _direction_title(task.text)
    if key in ("iso", "other"):
        return area or _further_title(data, key) or OTHER_TASKS
    return dict(_RESULT_SECTIONS)[key]


def _figure_title(data: PeriodData, spec: IndicatorSpec) -> str:
    if spec.area_key == "direction":
        return _direction_title(spec.name)
    if spec.area_key in ("iso", "other"):
        # Many plans keep ISO 9001 among the tasks of digital government instead of an area of its own.
        return _further_title(data, spec.area_key) or (
            dict(_RESULT_SECTIONS)["digital"] if spec.area_key == "iso" else OTHER_TASKS
        )
    return dict(_RESULT_SECTIONS)[spec.area_key]


def _further_title(data: PeriodData, key: AreaKey) -> str | None:
    return next((area.name for area in data.areas if area_key_of(area.name) == key), None)


def _direction_title(text: str) -> str:
    folded = f" {fold(text)} "
    for index, words in _DIRECTION_WORDS:
        if any(f" {word} " in folded for word in words):
            return _DIRECTION_SECTIONS[index]
    return _DIRECTION_SECTIONS[1]
