"""The head and the foot of the document: two columns without borders (FORMS §1)."""

import unicodedata

from reports.content import Foot, Head
from reports.word.markup import Cell, Row, paragraph, rule, table
from reports.word.page import TEXT_WIDTH

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LEFT, _RIGHT = 65.0, TEXT_WIDTH - 65.0
_FOOT_LEFT, _FOOT_RIGHT = 75.0, TEXT_WIDTH - 75.0
_MM_PER_POINT = 25.4 / 72
# The rule under the issuing body and the title: between a third and a half of the text above it.
_RULE_SHARE = 0.42
_SIGNATURE_SPACE = 80  # points

# Advance widths of Times New Roman Bold, thousandths of the font size; other letters are 500.
_BOLD_WIDTHS = {
    **dict.fromkeys("ACDNRUVXYwĐ", 722),
    **dict.fromkeys("BELTZ", 667),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("FP", 611),
    **dict.fromkeys("bdhnpquđ", 556),
    **dict.fromkeys("cerz", 444),
    **dict.fromkeys("ijlI.,:; ", 278),
    **dict.fromkeys("fjt-()", 333),
    "I": 389,
    "J": 500,
    "M": 944,
    "W": 1000,
    "S": 556,
    "m": 833,
    "s": 389,
    " ": 250,
}


def text_width(text: str, size: float) -> float:
    """How wide a line of bold text is, in mm."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(_BOLD_WIDTHS.get(letter, 500) for letter in letters) / 1000 * size * _MM_PER_POINT


def centred_rule(length: float, width: float) -> str:
    """A rule of some length (mm) in the middle of a column of some width."""
    side = max(0.0, (width - length) / 2)
    return rule(side, side)


def head_xml(head: Head) -> str:
    """Issuing body, number · national title, motto, place and date."""
    left = [paragraph("Superior", head.superior)] if head.superior else []
    left += [paragraph("Body", line) for line in head.body if line]
    left.append(centred_rule(_RULE_SHARE * text_width(head.body[1] or head.body[0], 12), _LEFT))
    right = [
        paragraph("Nation", NATION),
        paragraph("Motto", MOTTO),
        centred_rule(text_width(MOTTO, 13), _RIGHT),
    ]
    rows = (
        Row((Cell(paragraphs="".join(left)), Cell(paragraphs="".join(right)))),
        # A row of their own keeps number and date level, however many lines stand above.
        Row((Cell(head.number, "Number"), Cell(head.place_and_date, "PlaceDate"))),
    )
    return table((_LEFT, _RIGHT), rows, borders=False, padding=0)


def title_xml(title: str) -> str:
    """BÁO CÁO, its subject, a short rule."""
    length = min(_RULE_SHARE * text_width(title, 14), TEXT_WIDTH / 3)
    return (
        paragraph("Title", "BÁO CÁO")
        + paragraph("Subtitle", title)
        + centred_rule(length, TEXT_WIDTH)
        + paragraph("Rule", properties='<w:spacing w:before="0" w:after="200"/>')
    )


def foot_xml(foot: Foot) -> str:
    """Recipients · signature, on one page together."""
    left = paragraph("RecipientsTitle", "Nơi nhận:") + "".join(
        paragraph("Recipient", line) for line in foot.recipients
    )
    right = "".join(paragraph("Signature", line) for line in foot.signature) + paragraph(
        "Signer", foot.signer, properties=f'<w:spacing w:before="{_SIGNATURE_SPACE * 20}"/>'
    )
    return table(
        (_FOOT_LEFT, _FOOT_RIGHT),
        (Row((Cell(paragraphs=left), Cell(paragraphs=right))),),
        borders=False,
        padding=0,
    )
