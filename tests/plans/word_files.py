"""Word files for tests, written as the XML that Word writes."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(body: str, *, styles: str = "", numbering: str = "", strict: bool = False, main: str = "document") -> bytes:
    """A .docx whose body, styles and numbering are the given XML."""
    parts = {
        "_rels/.rels": _links({"officeDocument": f"word/{main}.xml"}),
        f"word/_rels/{main}.xml.rels": _links({"styles": "styles.xml", "numbering": "/word/numbering.xml"}),
        f"word/{main}.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{numbering}</w:numbering>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, _strict(text) if strict else text)
    return buffer.getvalue()


def paragraph(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def numbered(text: str, list_id: int | None = None, level: int | None = None, style: str = "") -> str:
    """A paragraph in a list by its own properties, its style's, or both."""
    own = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    own += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return paragraph(text, named + (f"<w:numPr>{own}</w:numPr>" if own else ""))


def definition(number: int, *levels: tuple[str, str, str]) -> str:
    """A list's definition: for each level its kind, its text and further properties."""
    inside = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (kind, text, more) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


def numbering_list(list_id: int, definition_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{definition_id}"/>{overrides}</w:num>'


def _links(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def _strict(text: str) -> str:
    text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return text.replace(_OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
