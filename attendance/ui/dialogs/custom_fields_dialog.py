"""Follows in minutes."""

from PySide6.QtWidgets import QDialog


class CustomFieldsDialog(QDialog):
    """Follows."""

    def __init__(self, desk, *args):
        super().__init__(args[-1])
