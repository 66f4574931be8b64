"""The empty field that a seal goes into: a form field the page's structure knows (PDF/UA-1, 7.18).

It is put in before signing, so that signing adds nothing to the structure of the document.
"""

import io
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SEAL_FIELD: Final = "CourtSeal"
TOOLTIP: Final = "人民法院电子签章 / Electronic seal of the court"
PRINT_AND_LOCKED: Final = 132
SIGNATURES_EXIST_AND_APPEND_ONLY: Final = 3


def with_seal_field(pdf: bytes) -> bytes:
    """The same tagged PDF with an empty, invisible signature field on its last page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _add_field(document)
        saved = io.BytesIO()
        document.save(
            saved,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    return saved.getvalue()


def _add_field(document: pikepdf.Pdf) -> None:
    page = document.pages[-1]
    structure: Any = document.Root.StructTreeRoot
    places = structure.ParentTree.Nums
    key = int(places[len(places) - 2]) + 1
    widget = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(SEAL_FIELD),
            TU=String(TOOLTIP),
            Rect=Array([0, 0, 0, 0]),
            F=PRINT_AND_LOCKED,
            P=page.obj,
            StructParent=key,
        )
    )
    root = _document_element(structure)
    element = document.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=root,
            Alt=String(TOOLTIP),
            Pg=page.obj,
            K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj),
        )
    )
    root.K = Array([*root.K, element]) if isinstance(root.K, Array) else Array([root.K, element])
    places.append(key)
    places.append(element)
    structure.ParentTreeNextKey = key + 1
    page.Annots = Array([*page.get("/Annots", []), widget])
    page.Tabs = Name.S
    document.Root.AcroForm = Dictionary(
        Fields=Array([widget]), SigFlags=SIGNATURES_EXIST_AND_APPEND_ONLY
    )


def _document_element(structure: Any) -> Any:
    element = structure
    while element.get("/S") != Name.Document:
        element = element.K[0] if isinstance(element.K, Array) else element.K
    return element
