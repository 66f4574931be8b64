"""Files of every kind, made here: good ones, and those a court must be careful with."""

import base64
import io
import struct
import wave
import zipfile
from typing import Any

import pikepdf
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (120, 80), **options: Any) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    return _saved(image, kind, **options)


def a_turned_photo() -> bytes:
    """120 × 80 pixels that the camera held upright: shown, it is 80 × 120."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of somebody"
    return a_picture(exif=exif)


def a_scan_of_two_sheets() -> bytes:
    sheets = [Image.new("1", (100, 140), colour) for colour in (0, 1)]
    return _saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])


def a_picture_bomb() -> bytes:
    """A hundred kilobytes that announce 900 million pixels."""
    return _saved(Image.new("1", (30_000, 30_000)), "PNG")


def a_pdf(pages: int = 1, **options: Any) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        file = io.BytesIO()
        document.save(file, **options)
    return file.getvalue()


def an_encrypted_pdf() -> bytes:
    return a_pdf(encryption=pikepdf.Encryption(user="open", owner="own"))


def a_pdf_that_acts() -> bytes:
    """A PDF with a script that runs when it opens, a form script and a file inside."""
    with pikepdf.new() as document:
        document.add_blank_page()
        script = pikepdf.Dictionary(
            Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        document.Root.OpenAction = script
        document.Root.AA = pikepdf.Dictionary(WC=script)
        document.attachments["payload.exe"] = b"MZ payload"
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def a_zip(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def a_word_file(**more: bytes) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
    return a_zip({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **more})


def a_word_file_with_macros() -> bytes:
    return a_zip(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "x", "word/vbaProject.bin": "x"}
    )


def an_office_bomb() -> bytes:
    """Some hundred kilobytes that would unpack to more than the court has time for."""
    flood = {f"word/media/{n}.xml": bytes(60_000_000) for n in range(2)}
    types = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"x"}
    packed = a_zip({**types, **flood})
    return _claiming_more(packed)


def a_zip_in_zips() -> bytes:
    content = bytes(1_000_000)
    for depth in range(6):
        content = a_zip({f"{depth}-{copy}.zip": content for copy in range(8)})
    return content


def an_open_document(*, encrypted: bool = False) -> bytes:
    manifest = "<manifest><encryption-data/></manifest>" if encrypted else "<manifest/>"
    return a_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<x/>",
            "META-INF/manifest.xml": manifest,
        },
        zipfile.ZIP_STORED,
    )


def an_ofd() -> bytes:
    return a_zip({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<x/>"})


def an_ole_file(*streams: str, word_flags: int = 0) -> bytes:
    """The head of a file of the office programs before 2007, with the names of its streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    header = b"\xec\xa5".ljust(11, b"\0") + bytes([word_flags])
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return head + header.ljust(512, b"\0") + names.ljust(1024, b"\0")


def a_heic() -> bytes:
    """A grey gradient of 64 × 64 in HEVC, as a telephone sends its photos."""
    return base64.b64decode(_HEIC)


def a_film(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", bytes(40)) + box(b"mdat", bytes(400))


def a_sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return file.getvalue()


def box(kind: bytes, content: bytes) -> bytes:
    """A box of an ISO base media file."""
    return struct.pack(">I4s", len(content) + 8, kind) + content


def _claiming_more(packed: bytes) -> bytes:
    """The same zip with sizes in its directory that nobody would unpack."""
    largest = struct.pack("<I", 60_000_000)
    return packed.replace(largest, struct.pack("<I", 0xF0000000))


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFmAAEAAAAAAAAAGQAAACNpaW5mAAAA"
    "AAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAwmlwcnAAAACkaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34"
    "+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmu"
    "bgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAEAAAABAAAAAEHBpeGkAAAAAAwgICAAA"
    "ABZpcG1hAAAAAAAAAAEAAQOBAoMAAAAhbWRhdAAAABUoAa8EGPwkIGeOmlkxgIaIlNN9ecA="
)
