"""Files to take over, made for the tests."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

COLUMNS = (
    "BSN;V-nummer;Achternaam;Voornaam;Geb. datum;Doelgroep;Asielvergunning;"
    "Kennisgeving DUO;Datum BRP;PIP;Leerroute"
)
HEADER, AMINA, SAMER, MALEE = (
    line.split(";")
    for line in (
        COLUMNS,
        "999990019;2812345678;Yohannes;Amina;04-05-1992;statushouder;ja;8-9-2026;2026-09-03;;",
        ";2811111111;Haddad;Samer;1988-01-01;asiel;J;2 maart 2025;20250310;12-05-2025;B1-route",
        "999990020;;Wongsa;Malee;33000;gezinsmigrant;nee;45800;45790;;",
    )
)
"""A header and three people; the dates of the last one are as Excel keeps them."""


def write_csv(
    path: Path, rows: list[list[str]], *, separator: str = ";", encoding: str = "utf-8-sig"
) -> Path:
    """A file as a spreadsheet saves it."""
    quoted = (separator.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\r\n".join(quoted) + "\r\n", encoding=encoding)
    return path


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    """The smallest workbook: one sheet of texts; a cell of digits only is a number, as people type them."""
    lines = []
    for row in rows:
        cells = "".join(_cell(text) for text in row)
        lines.append(f"<row>{cells}</row>")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="dossiers" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
        f"{''.join(lines)}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def _cell(text: str) -> str:
    if text.isdigit():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
