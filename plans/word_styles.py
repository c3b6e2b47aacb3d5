"""What a paragraph and a run take over from their styles, as far as it changes the text."""

from collections.abc import Iterator
from typing import Any

from locales.legacy import from_tcvn3, from_vni

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}

Element = Any  # lxml's element


class Styles:
    """The document's styles by id; each is asked together with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._seen: dict[tuple[str, str], str | None] = {}
        for style in () if root is None else root.iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in {None, *_OFF}:
                self._default = name

    def of(self, paragraph: Element) -> str:
        """The id of the paragraph's style."""
        return value(paragraph, f"{W}pPr/{W}pStyle") or self._default

    def chain(self, style: str) -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], f"{W}basedOn") or ""

    def is_contents(self, paragraph: Element) -> bool:
        """Whether the paragraph is an entry of the table of contents, which repeats the headings."""
        style = self._styles.get(self.of(paragraph))
        return style is not None and (value(style, f"{W}name") or "").lower().startswith("toc ")

    def printed(self, run: Element, paragraph_style: str, text: str) -> str:
        """The run's text as it is printed: hidden text gone, capitals made, old fonts' letters as Unicode."""
        looks = run.find(f"{W}rPr")
        if self._is_on("vanish", looks, paragraph_style):
            return ""
        font = self._look("rFonts", f"{W}ascii", looks, paragraph_style) or ""
        if font.startswith(".Vn"):
            text = from_tcvn3(text)
            return text.upper() if font.rstrip().endswith("H") else text
        if font.upper().startswith("VNI-"):
            text = from_vni(text)
        return text.upper() if self._is_on("caps", looks, paragraph_style) else text

    def _is_on(self, name: str, looks: Element | None, paragraph_style: str) -> bool:
        found = self._look(name, f"{W}val", looks, paragraph_style)
        return found is not None and found not in _OFF

    def _look(self, name: str, attribute: str, looks: Element | None, paragraph_style: str) -> str | None:
        """A property of a run: its own, its character style's, its paragraph style's; "" when set without value."""
        if looks is not None:
            own = looks.find(f"{W}{name}")
            if own is not None:
                return str(own.get(attribute, ""))
            run_style = value(looks, f"{W}rStyle")
            if run_style is not None and (found := self._of_style(run_style, name, attribute)) is not None:
                return found
        return self._of_style(paragraph_style, name, attribute)

    def _of_style(self, style: str, name: str, attribute: str) -> str | None:
        key = (style, name)
        if key not in self._seen:
            found = (item.find(f"{W}rPr/{W}{name}") for item in self.chain(style))
            self._seen[key] = next((str(look.get(attribute, "")) for look in found if look is not None), None)
        return self._seen[key]


def value(element: Element, path: str) -> str | None:
    """The value of the element's child at the path; None when there is none."""
    found = element.find(path)
    return None if found is None else found.get(f"{W}val")
