"""The whole document: styles, pages, text, and a file whose bytes depend on nothing but the content."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from reports.content import Chapter, ReportContent, Section
from reports.word.head import foot_xml, head_xml, title_xml
from reports.word.markup import W_NAMESPACE, paragraph, without_controls
from reports.word.page import set_up
from reports.word.styles import styles_xml
from reports.word.tables import annexes_xml

_PAGE_NUMBER = (
    '<w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
)
# A zip entry must carry a time; the earliest one the format knows says nothing about this machine.
_ENTRY_TIME = (1980, 1, 1, 0, 0, 0)


def build(content: ReportContent) -> bytes:
    """The .docx file of a report."""
    document = docx.Document()
    _replace_children(document.styles.element, styles_xml())
    first = document.sections[0]
    set_up(first, landscape=False)
    _replace_children(first.header.paragraphs[0]._p, _PAGE_NUMBER)
    body = document.element.body
    _append(body, _text(content))
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    set_up(wide, landscape=True)
    _hide_section_break(body)
    _append(body, annexes_xml(content))
    _describe(document, content)
    return _saved(document)


def _text(content: ReportContent) -> str:
    return "".join(
        (
            head_xml(content.head),
            title_xml(content.title),
            paragraph("BodyText", content.opening),
            *(_chapter(chapter) for chapter in content.chapters),
            paragraph("BodyText", content.closing, properties="<w:keepNext/>"),
            foot_xml(content.foot),
        )
    )


def _chapter(chapter: Chapter) -> str:
    sections = "".join(_section(section) for section in chapter.sections)
    return paragraph("Heading1", f"{chapter.number}. {chapter.title}") + sections


def _section(section: Section) -> str:
    heading = paragraph("Heading2", f"{section.number}. {section.title}") if section.number else ""
    # Several statements stand as a list of dashes, one alone as plain text.
    dash = "- " if sum(not one.gap for one in section.paragraphs) > 1 else ""
    return heading + "".join(
        paragraph("GapText", one.text, gap=True) if one.gap else paragraph("BodyText", dash + one.text)
        for one in section.paragraphs
    )


def _replace_children(element: Any, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(_parsed(xml))


def _append(body: Any, xml: str) -> None:
    """Into the body, in front of the section properties that must stay last."""
    last = body[-1]
    for element in _parsed(xml):
        last.addprevious(element)


def _parsed(xml: str) -> list[Any]:
    return list(parse_xml(f'<w:body xmlns:w="{W_NAMESPACE}">{xml}</w:body>'))


def _hide_section_break(body: Any) -> None:
    """The paragraph that carries the break, so small that it never opens a page of its own."""
    carrier = body[-2]
    carrier.get_or_add_pPr().style = "Rule"


def _describe(document: Any, content: ReportContent) -> None:
    """Say what the file is, and nothing of who or what wrote it."""
    # python-docx's own template brings a preview picture of itself.
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
    moment: datetime = content.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = document.core_properties
    properties.title = _property(content.title)
    properties.author = properties.last_modified_by = _property(" ".join(content.head.body).strip())
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = moment
    properties.language = "vi-VN"
    properties.revision = 1


def _property(text: str) -> str:
    """As much of the text as a document property may hold."""
    return without_controls(text)[:255]


def _saved(document: Any) -> bytes:
    """The package with every entry at one fixed time, in the order it was written."""
    written = io.BytesIO()
    document.save(written)
    normal = io.BytesIO()
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(normal, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ENTRY_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return normal.getvalue()
