"""QR codes (ISO/IEC 18004) for pages, drawn as a path of SVG."""

import qrcode


def qr_path(text: str) -> tuple[str, int]:
    """A QR code as the path of an SVG drawing, and its width in units."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    return "".join(dark), len(rows)
