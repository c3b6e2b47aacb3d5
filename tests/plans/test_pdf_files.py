"""A PDF is read as running text with its ruled tables; what is only a picture, or nonsense, is said to be so."""

import io
from dataclasses import dataclass, field

import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pypdf import PdfReader, PdfWriter

from plans.errors import Reason, UnreadablePlan
from plans.file_pdf import lines_of_pdf
from plans.findings import WarningCode
from plans.lines import Line

WIDTH, HEIGHT = 595, 842
SENTENCE = "Rà soát văn bản, công khai thủ tục hành chính và kết quả giải quyết cho người dân"


@dataclass
class Page:
    """Texts at (left, height above the foot), strokes, and whether a picture covers it."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False


def _body(*lines: str, number: int | None = None) -> Page:
    texts = [(80.0, 740.0 - 20 * place, line) for place, line in enumerate(lines)]
    if number is not None:
        texts = [(290, 805, str(number)), (80, 820, f"KẾ HOẠCH CCHC – trang {number}"), *texts]
    return Page(texts)


def test_running_heads_and_page_numbers_are_left_out_and_sentences_go_on_over_pages() -> None:
    pages = [_body(SENTENCE, f"dòng của trang {'một hai ba bốn'.split()[n - 1]}", number=n) for n in (1, 2, 3, 4)]
    lines = lines_of_pdf(_pdf(pages)).lines
    assert [line.text for line in lines[:3]] == [SENTENCE, "dòng của trang một", SENTENCE]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("number", ["3", "- 3 -", "Trang 3/7"])
def test_a_page_number_is_known_by_its_form_and_place(number: str) -> None:
    page = _body(SENTENCE, SENTENCE)
    page.texts.append((290, 40, number))
    assert [line.text for line in lines_of_pdf(_pdf([page])).lines] == [SENTENCE, SENTENCE]


def test_a_wider_gap_parts_paragraphs() -> None:
    page = Page([(80, height, SENTENCE) for height in (700, 680, 660, 600)])
    assert [line.number for line in lines_of_pdf(_pdf([page])).lines] == [1, 2, 3, 5]


def test_a_ruled_table_gives_rows_with_merged_cells_and_goes_on_over_the_page() -> None:
    first = _body(SENTENCE)
    first.texts += [(62, 610, "TT"), (102, 600, "Việc"), (230, 620, "Phân công"), (225, 595, "Chủ trì"), (305, 595, "Hạn")]
    first.texts += [(62, 570, "1"), (102, 570, "Rà soát"), (102, 555, "văn bản"), (225, 570, "Tư pháp"), (305, 570, "5/3")]
    first.strokes = [(60, y, 380, y) for y in (640, 590, 550)] + [(220, 612, 380, 612)]
    first.strokes += [(x, 550, x, 640) for x in (60, 100, 220, 380)] + [(300, 550, 300, 612)]
    second = Page([(62, 770, "2"), (102, 770, "Sửa"), (225, 770, "Thuế"), (305, 770, "6/4"), (80, 700, SENTENCE)])
    second.strokes = [(60, y, 380, y) for y in (785, 760)] + [(x, 760, x, 785) for x in (60, 100, 220, 300, 380)]
    lines = lines_of_pdf(_pdf([first, second])).lines
    assert _seen(lines) == [
        SENTENCE,
        ("TT", "Việc", "Phân công", ""),
        ("TT", "Việc", "Chủ trì", "Hạn"),
        ("1", "Rà soát văn bản", "Tư pháp", "5/3"),
        ("2", "Sửa", "Thuế", "6/4"),
        SENTENCE,
    ]
    assert {line.table for line in lines} == {None, 1}


def test_the_recipients_are_read_before_the_signature_beside_them() -> None:
    page = _body(SENTENCE)
    page.texts += [(80, 500, "Nơi nhận:"), (400, 500, "TM. ỦY BAN NHÂN DÂN"), (80, 480, "- Lưu: VT."), (440, 480, "CHỦ TỊCH")]
    page.texts.append((450, 420, "Lê Văn A"))
    assert [line.text for line in lines_of_pdf(_pdf([page])).lines] == [
        *(SENTENCE, "Nơi nhận:", "- Lưu: VT."),
        *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn A"),
    ]


def test_a_scan_is_said_to_be_one_and_a_few_scanned_pages_are_named() -> None:
    scan = Page([(80, 50, "Ký bởi: UBND xã")], picture=True)
    text = _body(*[SENTENCE] * 5)
    assert _refusal(_pdf([scan, scan])) is Reason.SCANNED_PDF
    assert _refusal(_pdf([text, scan])) is Reason.SCANNED_PDF
    mixed = lines_of_pdf(_pdf([text, text, scan]))
    assert [(note.code, note.values) for note in mixed.notes] == [(WarningCode.PAGES_SCANNED, {"pages": "3"})]


def test_a_recognised_scan_is_read() -> None:
    page = _body(*[SENTENCE] * 10)
    page.picture = True
    assert len(lines_of_pdf(_pdf([page])).lines) == 10


def test_letters_that_mean_nothing_are_not_read_as_if_they_did() -> None:
    assert _refusal(_pdf([_body(*["KӃ hoҥch cҧi cách hành chính cӫa Ӫy ban nhân dân xã ÿѭӧc thӵc hiӋn"] * 6)])) is (
        Reason.UNREADABLE_LETTERS
    )


def test_letters_of_an_old_font_are_read() -> None:
    torn = ["KÕ ho¹ch c¶i c¸ch hµnh chÝnh cña ñy ban nh©n d©n x· n©ng cao chÊt lîng"] * 6
    assert lines_of_pdf(_pdf([_body(*torn)])).lines[0].text.startswith("Kế hoạch cải cách hành chính của ủy ban")


def test_words_torn_apart_are_joined() -> None:
    assert lines_of_pdf(_pdf([_body(*["K ế hoạch cải cách h ành chính của x ã"] * 4)])).lines[0].text == (
        "Kế hoạch cải cách hành chính của xã"
    )


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(_pdf([_body(SENTENCE, SENTENCE)]))))
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert len(lines_of_pdf(buffer.getvalue()).lines) == 2


def test_what_kills_the_reading_process_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.file_pdf._READER", "import os; os.kill(os.getpid(), 9)")
    assert _refusal(_pdf([_body(SENTENCE)])) is Reason.BROKEN


def test_what_never_ends_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.file_pdf._READER", "while True: pass")
    monkeypatch.setattr("plans.file_pdf._SECONDS", 0.2)
    assert _refusal(_pdf([_body(SENTENCE)])) is Reason.BROKEN


def _pdf(pages: list[Page]) -> bytes:
    buffer = io.BytesIO()
    with rc_context({"pdf.fonttype": 42, "font.size": 9}), PdfPages(buffer) as book:
        for page in pages:
            figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
            if page.picture:
                figure.figimage([[[200, 200, 200]] * WIDTH] * HEIGHT, resize=False)
            for left, height, text in page.texts:
                figure.text(left / WIDTH, height / HEIGHT, text)
            for x0, y0, x1, y1 in page.strokes:
                figure.add_artist(Line2D([x0 / WIDTH, x1 / WIDTH], [y0 / HEIGHT, y1 / HEIGHT], linewidth=0.5))
            book.savefig(figure)
    return buffer.getvalue()


def _seen(lines: tuple[Line, ...]) -> list[str | tuple[str, ...]]:
    return [line.text or line.cells for line in lines]


def _refusal(data: bytes) -> Reason:
    with pytest.raises(UnreadablePlan) as caught:
        lines_of_pdf(data)
    return caught.value.reason
