"""Photos for a visit: made small, turned upright, and stripped of place, time and camera."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model.errors import UserError
from resources.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LONGEST_SIDE: Final = 1600
MOST_BYTES: Final = 5 * 1024 * 1024
_MOST_PIXELS: Final = 100_000_000
_QUALITIES: Final = (82, 70, 55)
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


@dataclass(frozen=True)
class Photo:
    """A small JPEG and the name it had."""

    file_name: str
    media_type: str
    content: bytes


def shrink_photo(path: Path) -> Photo:
    """A photo of at most 1600 pixels and 5 MB with nothing but its pixels; raises `UserError` for no picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # here, for the window's start must not wait for it

    try:
        with Image.open(path, formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise UserError(_("The picture {file} is too large to be read.").format(file=path.name))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(_("{file} is not a picture that can be read.").format(file=path.name)) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    return Photo(path.with_suffix(".jpg").name, "image/jpeg", _as_jpeg(bare))


def _as_jpeg(picture: "Picture") -> bytes:
    for quality in _QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()
