"""The board as a picture that can be read on a phone: tall rather than wide, few words, big squares."""

import io
import textwrap
from dataclasses import dataclass
from typing import Any

from locales import N_, Translator, translator
from reports.board import Board, BoardRow, Square, SquareState

WIDTH = 1080  # pixels; what Telegram shows without scaling
_DPI = 150
_MARGIN, _LABEL, _COUNT = 36, 330, 96
_HEADER, _FOOTER = 132, 132
_LABEL_CHARACTERS, _LABEL_LINE = 24, 30
_GAP, _ROW_GAP = 8, 20
# Telegram refuses photos whose width and height add up to more.
_MAX_HEIGHT = 10_000 - WIDTH


@dataclass(frozen=True, slots=True)
class _Look:
    """Colours differ in brightness too, and each state has a mark, for those who do not see colours apart."""

    name: str
    fill: str
    ink: str
    mark: str


_LOOKS: dict[SquareState, _Look] = {
    "done": _Look(N_("Đã xong"), "#2b8a4b", "white", "✓"),
    "in_progress": _Look(N_("Đang làm"), "#2f6fb3", "white", "…"),
    "not_started": _Look(N_("Chưa làm"), "#7d5ba6", "white", "–"),
    "late": _Look(N_("Gửi muộn"), "#f2b134", "#222222", "!"),
    "missing": _Look(N_("Chưa gửi"), "#e6e8eb", "#444444", " "),
    "overdue": _Look(N_("Quá hạn"), "#c93838", "white", "✗"),
}


def render_board(board: Board, language: str = "vi") -> bytes:
    """The board as a PNG; the same board always gives the same bytes."""
    return _Drawing(board, translator(language)).png()


def _shown(text: str) -> str:
    """Only what the bundled font can draw: pictographs lie outside its planes."""
    return "".join(letter for letter in text if ord(letter) <= 0xFFFF)


class _Drawing:
    """One picture being drawn, from top to bottom, in pixels."""

    def __init__(self, board: Board, _: Translator) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.board, self._ = board, _
        most = max((len(row.squares) for row in board.rows), default=0)
        self.side = 60 if most <= 24 else 46
        self.per_line = (WIDTH - 2 * _MARGIN - _LABEL - _COUNT) // (self.side + _GAP)
        self.labels = [self._label(row) for row in board.rows]
        heights = [self._height(row, label) for row, label in zip(board.rows, self.labels, strict=True)]
        self.heights = heights
        self.total = min(_HEADER + sum(heights) + _FOOTER, _MAX_HEIGHT)
        figure = Figure(figsize=(WIDTH / _DPI, self.total / _DPI), dpi=_DPI, facecolor="white")
        self.canvas = FigureCanvasAgg(figure)
        self.axes: Any = figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(self.total, 0)
        self.axes.axis("off")

    def png(self) -> bytes:
        self._header()
        y = float(_HEADER)
        for row, label, height in zip(self.board.rows, self.labels, self.heights, strict=True):
            self._row(row, label, y, height)
            y += height
        self._legend(y + 18)
        file = io.BytesIO()
        self.canvas.figure.savefig(file, format="png", metadata={"Software": None})
        return file.getvalue()

    def _label(self, row: BoardRow) -> list[str]:
        name = _shown(row.role) or self._("Chưa giao chủ trì")
        return textwrap.wrap(name, _LABEL_CHARACTERS, break_long_words=True, max_lines=4, placeholder="…")

    def _height(self, row: BoardRow, label: list[str]) -> int:
        lines = -(-len(row.squares) // self.per_line)
        return max(lines * (self.side + _GAP), len(label) * _LABEL_LINE) + _ROW_GAP

    def _text(self, x: float, y: float, text: str, size: float, **more: Any) -> None:
        # A dollar sign in a name is no formula.
        self.axes.text(x, y, text, fontsize=size, parse_math=False, **{"va": "center", **more})

    def _header(self) -> None:
        _, board = self._, self.board
        led = [row for row in board.rows if row.role]
        self._text(_MARGIN, 44, _("Tiến độ báo cáo CCHC {period}", period=board.period), 17, weight="bold")
        line = _(
            "Ngày {today} · hạn gửi hết ngày {last_day} · đã trả lời {answered}/{asked}",
            today=_.date(board.today),
            last_day=_.date(board.last_day),
            answered=sum(row.answered for row in led),
            asked=sum(row.asked for row in led),
        )
        self._text(_MARGIN, 92, line, 11.5, color="#555555")

    def _row(self, row: BoardRow, label: list[str], top: float, height: float) -> None:
        self.axes.plot([_MARGIN, WIDTH - _MARGIN], [top, top], color="#d5d8dc", linewidth=0.8)
        middle = top + height / 2
        self._text(_MARGIN, middle, "\n".join(label), 11, linespacing=1.15)
        lines = -(-len(row.squares) // self.per_line)
        start = middle - (lines * (self.side + _GAP) - _GAP) / 2
        for index, square in enumerate(row.squares):
            x = _MARGIN + _LABEL + index % self.per_line * (self.side + _GAP)
            self._square(x, start + index // self.per_line * (self.side + _GAP), square)
        complete = row.answered == row.asked
        count = f"{row.answered}/{row.asked}"
        color = _LOOKS["done"].fill if complete else "#222222"
        self._text(WIDTH - _MARGIN, middle, count, 13, ha="right", weight="bold", color=color)

    def _square(self, x: float, y: float, square: Square) -> None:
        look = _LOOKS[square.state]
        self._box(x, y, self.side, look.fill)
        code = _shown(square.code)[:7]
        # Letters are about 0,62 of their size wide: shrink a long code until it fits the square.
        size = min(10.0, self.side * 72 / _DPI / (0.62 * max(3, len(code))))
        name = self._("số liệu") if square.figures else look.mark
        small = 6.0 if square.figures else 9.0
        self._text(x + self.side / 2, y + self.side * 0.36, code, size, ha="center", color=look.ink)
        self._text(x + self.side / 2, y + self.side * 0.74, name, small, ha="center", color=look.ink)

    def _box(self, x: float, y: float, side: float, fill: str) -> None:
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((x, y), side, side, facecolor=fill, edgecolor="none"))

    def _legend(self, top: float) -> None:
        self.axes.plot([_MARGIN, WIDTH - _MARGIN], [top - 18, top - 18], color="#d5d8dc", linewidth=0.8)
        width = (WIDTH - 2 * _MARGIN) / 3
        for index, (state, look) in enumerate(_LOOKS.items()):
            x, y = _MARGIN + index % 3 * width, top + index // 3 * 48
            self._box(x, y, 34, look.fill)
            self._text(x + 17, y + 17, look.mark, 9, ha="center", color=look.ink)
            self._text(x + 46, y + 17, f"{self._(look.name)}: {self.board.count(state)}", 11)
