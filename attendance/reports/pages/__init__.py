"""Pages drawn by Qt: the same drawing goes to a PDF, to a printer and onto the screen."""
