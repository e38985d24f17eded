"""The fonts for Lao text: which are here, how they look, and what to install."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QGridLayout, QWidget

from attendance.language.marks import N_
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.icons import Sign
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import hairline, lay, words

SAMPLE = "ກອງປະຊຸມສຳມະນາ ທີ່ນ້ຳງື່ມ 29 ພຶດສະພາ 2024"
SAMPLE_SIZE = 12.0
WHERE = {
    "Phetsarath OT": N_("The font of Lao offices; workbooks and letters name it. Free to install."),
    "Saysettha OT": N_("Common in Lao offices. Free to install."),
    "Noto Sans Lao": N_("Free; comes with most Linux systems (package fonts-noto-core)."),
    "Leelawadee UI": N_("Part of Windows 8 and later."),
    "Lao UI": N_("Part of Windows 7 to 10."),
    "DokChampa": N_("Part of older Windows."),
}


class FontsSection(Section):
    """One line for each font of the chain; the first that is here draws the window."""

    key = "fonts"

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        about = texts("Lao is drawn with the first of these fonts that is on this computer.")
        super().__init__(desk, texts("Fonts"), about)
        self.found = [name for name in look.LAO_FONTS if QFontDatabase.hasFamily(name)]
        grid = lay(QGridLayout(), spacing=0)
        grid.setColumnStretch(2, 1)
        for number, name in enumerate(look.LAO_FONTS):
            if number:
                grid.addWidget(hairline(), 2 * number - 1, 0, 1, 3)
            self._add_font(grid, 2 * number, name)
        holder = QWidget()
        holder.setLayout(grid)
        self.add(holder)
        self.column.addSpacing(12)
        self.add(words(self._advice(), "muted" if self.found else "", "" if self.found else "red", wrap=True))
        self.column.addSpacing(4)
        latin = QFontInfo(look.font()).family()
        self.add(words(texts("Latin and Cyrillic letters: {name}.", name=latin), "muted", wrap=True))
        self.column.addStretch(1)

    def _add_font(self, grid: QGridLayout, row: int, name: str) -> None:
        texts, palette = self.desk.texts, self.desk.theme.palette
        here, first = name in self.found, self.found[:1] == [name]
        sign = Sign("tick" if here else "close", palette.green if here else palette.muted, 18)
        grid.addWidget(sign, row, 0, alignment=Qt.AlignmentFlag.AlignVCenter)
        title = words(name, "strong" if first else "" if here else "muted")
        title.setContentsMargins(10, 0, 24, 0)
        grid.addWidget(title, row, 1)
        grid.setRowMinimumHeight(row, self.desk.theme.row + 12)
        if here:
            sample = words(SAMPLE)
            face = QFont(name)
            face.setPointSizeF(SAMPLE_SIZE * self.desk.theme.text_size)
            # The style sheet sets the size of every label; only a sheet of its own outweighs it.
            sample.setStyleSheet(f"font-family: '{name}'; font-size: {face.pointSizeF()}pt;")
            sample.setAccessibleName(texts("{name}: on this computer", name=name))
            grid.addWidget(sample, row, 2)
        else:
            why = texts("Not here. {where}", where=texts(WHERE[name]))
            missing = words(why, "muted", wrap=True)
            missing.setContentsMargins(0, 6, 0, 6)
            grid.addWidget(missing, row, 2)

    def _advice(self) -> str:
        texts = self.desk.texts
        if not self.found:
            return texts(
                "There is no font for Lao on this computer. Install Phetsarath OT or Noto Sans Lao,"
                " then start the program again."
            )
        if "Phetsarath OT" not in self.found:
            return texts(
                "Workbooks name Phetsarath OT. Install it where they are read and printed; without it the"
                " spreadsheet program takes another font. After installing, start the program again."
            )
        return texts("Everything the window and the workbooks need is here.")
