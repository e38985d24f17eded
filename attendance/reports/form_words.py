"""What a registration form says: in the report's language, or in French, which only forms speak."""

from datetime import date

from attendance.domain.kinds import Capacity, Sex
from attendance.language import Texts
from attendance.language.labels import label
from attendance.language.marks import N_

FRENCH = "fr"

TITLE = N_("Registration form")
NUMBER, DELEGATION, FOCAL = N_("No."), N_("Delegation"), N_("Focal point")
RETURN_BY = N_("Please return this form by {date}.")
LISTS, HOW_TO = N_("Lists"), N_("How to fill in")

HEADS: dict[str, str] = {
    "honorific": N_("Title (Mr., Ms., H.E., Dr.)"),
    "given": N_("Given name(s), as in the passport"),
    "family": N_("Family name, as in the passport"),
    "name_official": N_("Name in the official script"),
    "sex": N_("Sex"),
    "capacity": N_("Capacity"),
    "position": N_("Position"),
    "position_official": N_("Position in the official script"),
    "organisation": N_("Organization"),
    "unit": N_("Unit"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "diet": N_("Diet"),
    "remarks": N_("Remarks"),
}
"""The columns of a form by the field each holds, with their heads."""

STEPS = (
    N_("One line for each person; the head of delegation first."),
    N_("Write names as they stand in the passport. The name in the official script may be left empty."),
    N_("Choose sex and capacity from the list of the cell."),
    N_("Leave the headings and the file as they are: it is read by a program."),
    N_("The data are used for this event only."),
)
"""How a form is filled in, one sentence a line."""

_FRENCH: dict[str, str] = {
    TITLE: "Formulaire d’inscription",
    NUMBER: "N°",
    DELEGATION: "Délégation",
    FOCAL: "Point focal",
    RETURN_BY: "Merci de renvoyer ce formulaire avant le {date}.",
    LISTS: "Listes",
    HOW_TO: "Mode d’emploi",
    HEADS["honorific"]: "Titre (M., Mme, S.E., Dr)",
    HEADS["given"]: "Prénom(s), selon le passeport",
    HEADS["family"]: "Nom de famille, selon le passeport",
    HEADS["name_official"]: "Nom en écriture officielle",
    HEADS["sex"]: "Sexe",
    HEADS["capacity"]: "En qualité de",
    HEADS["position"]: "Fonction",
    HEADS["position_official"]: "Fonction en écriture officielle",
    HEADS["organisation"]: "Organisme",
    HEADS["unit"]: "Département ou service",
    HEADS["email"]: "Courriel",
    HEADS["phone"]: "Téléphone",
    HEADS["diet"]: "Régime alimentaire",
    HEADS["remarks"]: "Observations",
    STEPS[0]: "Une ligne par personne ; le chef de délégation en premier.",
    STEPS[1]: ("Écrivez les noms comme dans le passeport. Le nom en écriture officielle peut rester vide."),
    STEPS[2]: "Choisissez le sexe et la qualité dans la liste de la cellule.",
    STEPS[3]: "Ne changez ni les titres ni la structure du fichier : un programme le lit.",
    STEPS[4]: "Les données ne servent qu’à cet événement.",
}
_FRENCH_WORDS: dict[str, str] = {
    Sex.FEMALE: "Femme",
    Sex.MALE: "Homme",
    Sex.OTHER: "Autre",
    Capacity.HEAD: "Chef de délégation",
    Capacity.DEPUTY: "Chef adjoint de la délégation",
    Capacity.ALTERNATE: "Suppléant",
    Capacity.DELEGATE: "Délégué",
    Capacity.ADVISER: "Conseiller",
    Capacity.OBSERVER: "Observateur",
    Capacity.SPEAKER: "Orateur",
    Capacity.ORGANISER: "Organisateur",
    Capacity.INTERPRETER: "Interprète",
    Capacity.SUPPORT: "Personnel d’appui",
    Capacity.MEDIA: "Presse",
    Capacity.GUEST: "Invité",
}
_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip


class FormWords:
    """The words of one form; ``language`` is one of the program's, or ``FRENCH``."""

    def __init__(self, texts: Texts, language: str) -> None:
        self._texts = texts
        self.language = language

    def __call__(self, message: str, **values: str) -> str:
        """A text of this module."""
        if self.language != FRENCH:
            return self._texts(message, **values)
        return _FRENCH[message].format(**values)

    def choice(self, value: str) -> str:
        """What the drop-down offers for a sex or a capacity."""
        return _FRENCH_WORDS[value] if self.language == FRENCH else label(self._texts, value)

    def day(self, iso: str | None) -> str:
        """ "29 mai 2024"."""
        if self.language != FRENCH or not iso:
            return self._texts.date_long(iso)
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return f"{'1er' if day.day == 1 else day.day} {_FRENCH_MONTHS[day.month - 1]} {day.year}"

    def days(self, starts: str | None, ends: str | None, year: int | None) -> str:
        """The dates of an event."""
        if self.language != FRENCH or not starts:
            return self._texts.date_range(starts, ends, year)
        if not ends or ends == starts:
            return self.day(starts)
        return f"{self.day(starts)} – {self.day(ends)}"
