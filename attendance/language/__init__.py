"""Every text a person can see, in every language: the window, the shell and the reports speak through it."""

from attendance.language.texts import LANGUAGES, Texts, delegation_names, texts_for

__all__ = ["LANGUAGES", "Texts", "delegation_names", "texts_for"]
