"""Follows in minutes."""

from PySide6.QtWidgets import QDialog


class DoublesDialog(QDialog):
    """Follows."""

    def __init__(self, desk, *args):
        super().__init__(args[-1])
