"""Small helpers shared by the plans of make_a.py: the truth, and python-docx paragraphs."""
import copy, datetime, json, pathlib, re, zipfile
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as AL
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = pathlib.Path(__file__).parent
STAMP = datetime.datetime(2026, 1, 5, 8, 0, 0)


def due(kind=None, text=None):
    if kind is None:
        return {"kind": "unstated", "on": None, "text": None}
    if kind[0] == "2":
        return {"kind": "date", "on": kind, "text": text}
    return {"kind": kind, "on": None, "text": text}


class Truth:
    def __init__(self, name, title, number, issued_on, body, years):
        self.name, self.year = name, years[-1]
        self.d = {"title": title, "number": number, "issued_on": issued_on, "issuing_body": body, "years": years,
                  "areas": [], "roles": [], "tasks": [], "targets": [], "reporting": [], "criteria": [],
                  "recipients": [], "signer": None, "warnings": []}

    def area(self, code, name):
        self.d["areas"].append({"code": code, "name": name})

    def role(self, name, leads="", supports="", coordinator=False):
        self.d["roles"].append({"name": name, "coordinator": coordinator, "leads": leads.split(), "supports": supports.split()})

    def task(self, area, text, lead=None, sup=(), when=None, product=None):
        self.d["tasks"].append({"area": area, "text": text.rstrip(";."), "product": product, "lead": lead, "supports": list(sup),
                                "due": when or due(), "criteria": []})

    def target(self, area, text, cmp, value, unit="%", upper=None, year=None):
        self.d["targets"].append({"area": area, "text": text.rstrip(";."), "comparator": cmp, "value": value, "upper": upper,
                                  "unit": unit, "by_year": year or self.year})

    def report(self, code, a=None, b=None, officers=None, summary=None):
        self.d["reporting"].append({"code": code, "window": [a, b] if a else None, "officers_last_day": officers, "summary_last_day": summary})

    def write(self):
        for t in self.d["tasks"]:
            if t["area"]:
                leads = [r["name"] for r in self.d["roles"] if t["area"] in r["leads"]]
                if t["lead"] is None and len(leads) == 1:
                    t["lead"] = leads[0]
                for r in self.d["roles"]:
                    if t["area"] in r["supports"] and r["name"] not in t["supports"] and r["name"] != t["lead"]:
                        t["supports"].append(r["name"])
        names = {r["name"] for r in self.d["roles"]}
        for t in self.d["tasks"]:
            assert t["lead"] is None or t["lead"] in names, t
            assert set(t["supports"]) <= names, t
        (HERE / f"{self.name}.truth.json").write_text(json.dumps(self.d, ensure_ascii=False, indent=1) + "\n", "utf-8")


def new_doc(title):
    doc = Document()
    st = doc.styles["Normal"]
    st.font.name, st.font.size = "Times New Roman", Pt(14)
    st.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    s = doc.sections[0]
    s.page_width, s.page_height = Cm(21), Cm(29.7)
    s.top_margin = s.bottom_margin = Cm(2)
    s.left_margin, s.right_margin = Cm(3), Cm(1.8)
    c = doc.core_properties
    c.author, c.title, c.created, c.modified, c.last_modified_by = "Văn thư", title, STAMP, STAMP, "Văn thư"
    return doc


def para(doc, text="", bold=False, italic=False, align=None, indent=True, size=None):
    p = doc.add_paragraph()
    pf = p.paragraph_format
    pf.space_after = Pt(6)
    if align:
        p.alignment = {"c": AL.CENTER, "r": AL.RIGHT, "j": AL.JUSTIFY, "l": AL.LEFT}[align]
    else:
        p.alignment = AL.JUSTIFY
        if indent:
            pf.first_line_indent = Cm(1.27)
    r = p.add_run(text)
    r.bold, r.italic = bold, italic
    if size:
        r.font.size = Pt(size)
    return p


def cell(c, lines, align="c", bold=False, size=13, italic=False):
    c.text = ""
    for i, line in enumerate(lines if isinstance(lines, list) else [lines]):
        p = c.paragraphs[0] if i == 0 else c.add_paragraph()
        p.alignment = {"c": AL.CENTER, "l": AL.LEFT}[align]
        r = p.add_run(line)
        r.bold, r.italic, r.font.size = bold, italic, Pt(size)


def head(doc, left, number, place):
    t = doc.add_table(rows=2, cols=2)
    cell(t.cell(0, 0), left, bold=True, size=12)
    cell(t.cell(0, 1), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], bold=True, size=12)
    cell(t.cell(1, 0), number)
    cell(t.cell(1, 1), place, italic=True)


def foot(doc, recipients, title, name):
    t = doc.add_table(rows=1, cols=2)
    cell(t.cell(0, 0), ["Nơi nhận:"] + recipients, align="l", size=11)
    cell(t.cell(0, 1), title + ["", "", ""] + ([name] if name else []), bold=True, size=13)


def page_field(p):
    r = p.add_run()
    for kind, txt in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            e = OxmlElement("w:fldChar"); e.set(qn("w:fldCharType"), kind)
        else:
            e = OxmlElement("w:instrText"); e.text = txt
        r._r.append(e)


def tracked(p, before, deleted, inserted, after, n):
    """Rewrite paragraph p as before + <w:del> + <w:ins> + after."""
    base = p.runs[0]._r
    rpr = base.find(qn("w:rPr"))
    for r in list(p.runs):
        p._p.remove(r._r)

    def run(text, tag="w:t"):
        r = OxmlElement("w:r")
        if rpr is not None:
            r.append(copy.deepcopy(rpr))
        t = OxmlElement(tag); t.text = text; t.set(qn("xml:space"), "preserve"); r.append(t)
        return r
    p._p.append(run(before))
    for kind, text in (("w:del", deleted), ("w:ins", inserted)):
        if text:
            e = OxmlElement(kind)
            e.set(qn("w:id"), str(900 + n)); n += 50
            e.set(qn("w:author"), "Lãnh đạo"); e.set(qn("w:date"), "2026-01-04T09:00:00Z")
            e.append(run(text, "w:delText" if kind == "w:del" else "w:t"))
            p._p.append(e)
    if after:
        p._p.append(run(after))


def fix_zip(path):
    """Rewrites an office file with fixed times, so that a rebuild is equal byte for byte."""
    with zipfile.ZipFile(path) as z:
        parts = [(n, z.read(n)) for n in z.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n, data in parts:
            if n == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-05T08:00:00Z", data)
            z.writestr(zipfile.ZipInfo(n, (2026, 1, 5, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
