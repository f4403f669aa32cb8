"""What ships beside the code: texts, icons, faces, styles, templates and samples."""

from pathlib import Path

RESOURCES = Path(__file__).parent
