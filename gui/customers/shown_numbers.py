"""The numbers of a table's rows: masked until one is asked for, and each showing is written down."""

from gui.context import Context
from gui.customers.row_dialog import revealer
from gui.widgets.fields import masked
from resources.i18n import _


class ShownNumbers:
    """Which numbers of an entity's rows are shown in full at present."""

    def __init__(self, context: Context, entity: str) -> None:
        self._context = context
        self._entity = entity
        self._whole: dict[str, str] = {}

    def cells(self, row_id: str, number: str) -> tuple[str, str]:
        """What stands in the number's column, and the word that asks for the whole of it."""
        whole = self._whole.get(row_id)
        if whole is not None:
            return whole, ""
        return masked(number), _("Show") if number else ""

    def show(self, row_id: str, field: str) -> None:
        """Show one in full from now on, and write it down."""
        self._whole[row_id] = revealer(self._context, self._entity, row_id)(field)

    def mask(self) -> None:
        """Mask them all again."""
        self._whole.clear()
