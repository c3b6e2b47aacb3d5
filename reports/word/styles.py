"""The styles of an administrative document: sizes and shapes of NĐ 30/2020, Phụ lục I (FORMS §1)."""

from dataclasses import dataclass

from reports.word.markup import Align, twips

FONT = "Times New Roman"
FIRST_LINE = 12.7  # mm; 1 to 1,27 cm


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Sizes and distances in points, `first_line` in mm, `line` in lines, `level` in the outline from 0."""

    id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Align = "left"
    first_line: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    keep_next: bool = False
    level: int | None = None


STYLES: tuple[ParagraphStyle, ...] = (
    ParagraphStyle("Normal", "Normal", 14),
    ParagraphStyle("Superior", "Cơ quan chủ quản", 12, align="center"),
    ParagraphStyle("Body", "Cơ quan ban hành", 12, bold=True, align="center"),
    ParagraphStyle("Number", "Số ký hiệu", 13, align="center", before=4),
    ParagraphStyle("Nation", "Quốc hiệu", 12, bold=True, align="center"),
    ParagraphStyle("Motto", "Tiêu ngữ", 13, bold=True, align="center"),
    ParagraphStyle("PlaceDate", "Địa danh, ngày tháng", 13, italic=True, align="center", before=4),
    ParagraphStyle("Rule", "Đường kẻ", 2, align="center", before=3),
    ParagraphStyle("Title", "Title", 14, bold=True, align="center", before=18, keep_next=True),
    ParagraphStyle("Subtitle", "Subtitle", 14, bold=True, align="center", keep_next=True),
    ParagraphStyle(
        "Heading1",
        "heading 1",
        14,
        bold=True,
        capitals=True,
        first_line=FIRST_LINE,
        before=6,
        after=6,
        line=1.1,
        keep_next=True,
        level=0,
    ),
    ParagraphStyle(
        "Heading2",
        "heading 2",
        14,
        bold=True,
        first_line=FIRST_LINE,
        after=6,
        line=1.1,
        keep_next=True,
        level=1,
    ),
    ParagraphStyle("BodyText", "Body Text", 14, align="both", first_line=FIRST_LINE, after=6, line=1.1),
    ParagraphStyle(
        "GapText",
        "Chỗ còn thiếu",
        14,
        italic=True,
        align="both",
        first_line=FIRST_LINE,
        after=6,
        line=1.1,
    ),
    ParagraphStyle("RecipientsTitle", "Nơi nhận", 12, bold=True, italic=True),
    ParagraphStyle("Recipient", "Nơi nhận, dòng", 11),
    ParagraphStyle("Signature", "Chức vụ người ký", 14, bold=True, align="center", keep_next=True),
    ParagraphStyle("Signer", "Họ tên người ký", 14, bold=True, align="center"),
    ParagraphStyle("AnnexTitle", "Phụ lục", 14, bold=True, align="center", keep_next=True, level=0),
    ParagraphStyle("AnnexNote", "Phụ lục, ghi chú", 13, italic=True, align="center", after=8, keep_next=True),
    ParagraphStyle("AnnexPart", "Phụ lục, phần", 13, bold=True, before=10, after=6, keep_next=True),
    ParagraphStyle("TableHead", "Đầu bảng", 12, bold=True, align="center", before=2, after=2),
    ParagraphStyle("TableGroup", "Nhóm trong bảng", 12, bold=True, before=2, after=2, keep_next=True),
    ParagraphStyle("TableText", "Ô bảng", 12, before=2, after=2),
    ParagraphStyle("TableHeadSmall", "Đầu bảng rộng", 10, bold=True, align="center", before=2, after=2),
    ParagraphStyle("TableTextSmall", "Ô bảng rộng", 10, before=2, after=2),
    ParagraphStyle("TableNote", "Ghi chú bảng", 12, italic=True, before=4),
    ParagraphStyle("Header", "header", 14, align="center"),
)


def styles_xml() -> str:
    """The children of the styles part: document defaults, then every style."""
    return _DEFAULTS + "".join(_style(style) for style in STYLES)


_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
    '<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
)


def _style(style: ParagraphStyle) -> str:
    normal = style.id == "Normal"
    default = ' w:default="1"' if normal else ""
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    size = round(style.size * 2)
    keep = "<w:keepNext/>" if style.keep_next else ""
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    capitals = "<w:caps/>" if style.capitals else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}'
        f"<w:qFormat/><w:pPr>{keep}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="{twips(style.first_line)}"/><w:jc w:val="{style.align}"/>{level}</w:pPr>'
        f"<w:rPr>{_FONTS}{bold}{italic}{capitals}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
