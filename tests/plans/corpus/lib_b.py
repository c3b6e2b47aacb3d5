"""Small tools for make_b.py: a plan keeps its printed blocks and its truth side by side."""
import datetime, json, re, unicodedata
from pathlib import Path
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as AL
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent


def due(kind="unstated", text=None, on=None):
    return {"kind": kind, "on": on, "text": text}


def date(on, text):
    return due("date", text, on)


class Plan:
    def __init__(self, name, **head):
        self.name, self.blocks, self.roles = name, [], {}
        self.truth = dict(title=None, number=None, issued_on=None, issuing_body=None, years=[], areas=[], roles=[],
                          tasks=[], targets=[], reporting=[], criteria=[], recipients=[], signer=None, warnings=[])
        self.truth.update(head)

    # printed blocks
    def put(self, kind, *what):
        self.blocks.append((kind, *what))

    def p(self, *texts):
        for text in texts:
            self.put("p", text)

    def h(self, *texts):
        for text in texts:
            self.put("h", text)

    # truth, with or without a printed block
    def area(self, code, name, show=None):
        self.truth["areas"].append({"code": code, "name": name})
        self.now = code
        if show is not False:
            self.h(show or f"{code}. {name}")

    def role(self, name, leads=(), supports=(), coordinator=False):
        self.truth["roles"].append({"name": name, "coordinator": coordinator, "leads": list(leads), "supports": list(supports)})

    def task(self, text, tail="", marker="", lead=None, sup=(), d=None, product=None, criteria=(), show=True, area=...):
        clean = re.sub(r"\{FN\d\}", "", re.sub(r"\{REF \w+\|(.*?)\}", r"\1", text))
        self.truth["tasks"].append({"area": self.now if area is ... else area, "text": clean.strip().rstrip(".;"), "product": product,
                                    "lead": lead, "supports": list(sup), "due": d or due(), "criteria": list(criteria)})
        if show:
            self.p(marker + text + tail)

    def target(self, text, comparator, value, unit="%", upper=None, area=None, by=None):
        self.truth["targets"].append({"area": area, "text": text, "comparator": comparator, "value": value, "upper": upper,
                                      "unit": unit, "by_year": by or self.truth["years"][-1]})

    def report(self, code, window=None, officers=None, summary=None):
        self.truth["reporting"].append({"code": code, "window": window, "officers_last_day": officers, "summary_last_day": summary})

    def save_truth(self):
        """The area's only leader leads its silent tasks; the area's supporters support them."""
        for task in self.truth["tasks"]:
            leaders = [r["name"] for r in self.truth["roles"] if task["area"] in r["leads"]]
            if task["lead"] is None and len(leaders) == 1:
                task["lead"] = leaders[0]
            for r in self.truth["roles"]:
                if task["area"] in r["supports"] and r["name"] not in task["supports"] and r["name"] != task["lead"]:
                    task["supports"].append(r["name"])
        (HERE / f"{self.name}.truth.json").write_text(json.dumps(self.truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# Word

def field(par, instruction, shown):
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("shown", shown), ("end", None)):
        run = par.add_run(shown if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            char = OxmlElement("w:fldChar"); char.set(qn("w:fldCharType"), kind); run._r.append(char)
        elif kind is None:
            instr = OxmlElement("w:instrText"); instr.set(qn("xml:space"), "preserve"); instr.text = f" {text} "; run._r.append(instr)


def write(par, text, bold=False, italic=False, size=None):
    for piece in re.split(r"(\{REF \w+\|.*?\}|\{FN\d\})", text):
        if ref := re.fullmatch(r"\{REF (\w+)\|(.*?)\}", piece):
            field(par, f"REF {ref[1]} \\h", ref[2])
        elif note := re.fullmatch(r"\{FN(\d)\}", piece):
            run = par.add_run(); run.font.superscript = True
            mark = OxmlElement("w:footnoteReference"); mark.set(qn("w:id"), note[1]); run._r.append(mark)
        elif piece:
            run = par.add_run(piece); run.bold, run.italic = bold, italic
            if size: run.font.size = Pt(size)
    return par


def cell(c, lines, align=None, bold=False, italic=False, size=None):
    for i, line in enumerate(lines):
        par = c.paragraphs[0] if i == 0 else c.add_paragraph()
        par.paragraph_format.space_after = Pt(0)
        if align is not None: par.alignment = align
        write(par, line, bold, italic, size)


def footnotes(doc, notes):
    body = "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {n}</w:t></w:r></w:p></w:footnote>'
                   for i, n in enumerate(notes, 1))
    ends = "".join(f'<w:footnote w:type="{t}" w:id="{i}"><w:p><w:r><w:{t}/></w:r></w:p></w:footnote>'
                   for i, t in ((-1, "separator"), (0, "continuationSeparator")))
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{ends}{body}</w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", blob, doc.part.package)
    doc.part.relate_to(part, RT.FOOTNOTES)


def textbox(doc, text):
    """As Word saves it: the drawing, and the same words once more for older programs."""
    inner = f'<w:txbxContent><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:txbxContent>'
    names = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
             'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
             'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"')
    textbox.count = getattr(textbox, "count", 0) + 1
    run = parse_xml(f'<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
                    f'<wp:extent cx="5400000" cy="720000"/><wp:docPr id="{900 + textbox.count}" name="Hộp văn bản {textbox.count}"/>'
                    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
                    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
                    f'<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>'
                    f'<mc:Fallback><w:pict><v:rect style="width:425pt;height:56pt"><v:textbox>{inner}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
    doc.add_paragraph()._p.append(run)


def build_docx(plan, left, place_date, kind="KẾ HOẠCH", subject="", sign=(), when=(2023, 1, 5), notes=(), nfd=False, to="Nơi nhận:"):
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2); section.left_margin = Cm(3)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]; head.alignment = AL.CENTER; field(head, "PAGE", "2")
    normal = doc.styles["Normal"]; normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(6)
    top = doc.add_table(1, 2)
    cell(top.cell(0, 0), left, AL.CENTER, bold=True, size=12)
    cell(top.cell(0, 1), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], AL.CENTER, bold=True, size=12)
    write(top.cell(0, 1).add_paragraph(), place_date, italic=True).alignment = AL.CENTER
    for line in ("", kind, *subject.split("\n")):
        write(doc.add_paragraph(), line, bold=True).alignment = AL.CENTER
    box = None
    for block in plan.blocks:
        if block[0] in "ph":
            par = doc.add_paragraph()
            for piece in block[1].split("\a"): write(par, piece, bold=block[0] == "h")
            if block[0] == "p": par.paragraph_format.first_line_indent = Cm(1); par.alignment = AL.JUSTIFY
            if "bookmark" in block:  # around the table's name, so that REF finds it
                for tag, before in (("bookmarkStart", par.runs[0]), ("bookmarkEnd", par.runs[1])):
                    mark = OxmlElement(f"w:{tag}"); mark.set(qn("w:id"), "1")
                    if tag == "bookmarkStart": mark.set(qn("w:name"), "bang1")
                    before._r.addprevious(mark)
            if box is not None: box.append(par._p)
        elif block[0] == "table":
            rows = block[1]; table = doc.add_table(len(rows), len(rows[0]), style="Table Grid"); table.autofit = False
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    cell(table.cell(r, c), text.split("\n"), bold=r == 0, size=11)
            if len(block) > 2:
                for column, width in zip(table.columns, block[2]): column.width = Cm(width)
                for row in table.rows:
                    for c, width in zip(row.cells, block[2]): c.width = Cm(width)
            doc.add_paragraph().paragraph_format.space_after = Pt(0)
        elif block[0] == "textbox": textbox(doc, block[1])
        elif block[0] == "sdt":
            sdt = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{block[1]}"/><w:tag w:val="muc"/></w:sdtPr><w:sdtContent/></w:sdt>')
            doc.element.body.insert(len(doc.element.body) - 1, sdt); box = sdt[1]
        elif block[0] == "/sdt": box = None
    end = doc.add_table(1, 2)
    if plan.truth["recipients"]:
        cell(end.cell(0, 0), [to], bold=True, italic=True, size=12)
        for i, name in enumerate(plan.truth["recipients"]):
            last = i == len(plan.truth["recipients"]) - 1
            write(end.cell(0, 0).add_paragraph(), f"- {name}{'.' if last else ';'}", size=11).paragraph_format.space_after = Pt(0)
    cell(end.cell(0, 1), sign, AL.CENTER, bold=True)
    if notes: footnotes(doc, notes)
    if nfd:
        for t in doc.element.iter(qn("w:t")): t.text = unicodedata.normalize("NFD", t.text or "")
    core = doc.core_properties
    core.author, core.last_modified_by, core.title, core.revision = "Văn thư", "Văn thư", plan.truth["title"], 1
    core.created = core.modified = datetime.datetime(*when, 8)
    path = HERE / f"{plan.name}.docx"; doc.save(path); plan.save_truth()
    return path
