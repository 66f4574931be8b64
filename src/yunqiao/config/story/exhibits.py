"""The files the story files with: its own samples, or those of a folder."""

import io
import wave
from dataclasses import dataclass
from pathlib import Path

import typst
from PIL import Image

WANTED = 6
PHOTOS = {".heic", ".heif", ".jpg", ".jpeg"}
TAKEN = PHOTOS | {".pdf", ".png", ".txt", ".docx", ".xlsx", ".pptx", ".ofd", ".wav", ".mp3", ".mp4"}
ORIENTATION = 0x0112
UPRIGHT = 6  # the camera was turned a quarter
PAPER = """#set page(paper: "a4")
#set text(size: 12pt)
= {title}
Sample made by `./yunqiao story`. Nobody named in it exists.

#lorem({words})
"""


@dataclass(frozen=True)
class Exhibit:
    """A file with its name and what it is to prove."""

    name: str
    content: bytes

    @property
    def is_photo(self) -> bool:
        """Whether it is a photograph as a phone sends it."""
        return Path(self.name).suffix.lower() in PHOTOS


def samples() -> list[Exhibit]:
    """Six exhibits made here: three papers, a photo from a phone, a note and a recording."""
    return [
        Exhibit("合同 Sale contract.pdf", _paper("Contract of sale", 1800)),
        Exhibit("IMG_2041.JPG", photo()),
        Exhibit("付款凭证 Bank transfer.pdf", _paper("Advice of bank transfer", 120)),
        Exhibit("函件 Letter of demand.pdf", _paper("Letter of demand", 300)),
        Exhibit("聊天记录 Messages.txt", "示例：2025-03-01 已付款。\nSample: paid.\n".encode()),
        Exhibit("录音 Call.wav", _recording()),
    ]


def of_folder(folder: Path) -> list[Exhibit]:
    """The files of a folder that a court can take by their names, a photo among the first.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in TAKEN)
    photos_first = sorted(found, key=lambda file: file.suffix.lower() not in PHOTOS)
    photos_first.sort(key=lambda file: file.suffix.lower() not in {".heic", ".heif"})
    first = photos_first[:1]
    return [
        Exhibit(file.name, file.read_bytes())
        for file in [*first, *(file for file in found if file not in first)]
    ]


def photo() -> bytes:
    """A photo that the phone held upright."""
    exif = Image.Exif()
    exif[ORIENTATION] = UPRIGHT
    picture = Image.radial_gradient("L").resize((1600, 1200)).convert("RGB")
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, quality=90)
    return file.getvalue()


def _paper(title: str, words: int) -> bytes:
    made: bytes = typst.compile(PAPER.format(title=title, words=words).encode(), format="pdf")
    return made


def _recording() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    return file.getvalue()
