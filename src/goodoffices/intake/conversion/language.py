"""Language: which one a text is in, and whether that is sure.

Reading is for English alone so far; another language is refused by its name, where it is sure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Final, Protocol, cast

from goodoffices.case.errors import MissingExtra

ENGLISH: Final = "en"

SUREST: Final = 0.95
"""The share of all probability from which a language is sure."""

FEWEST_LETTERS: Final = 120
"""A text in Latin letters with fewer is not judged: a dateline and two names are no language."""

FEWEST_OF_A_SCRIPT: Final = 12
"""Letters of a script other than Latin from which its script alone says: no English."""

LONGEST_SAMPLE: Final = 6_000
"""Characters that are looked at, from the beginning and from the middle; more says no more."""

NAMES: Final = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "as": "Assamese",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "eo": "Esperanto",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "ht": "Haitian Creole",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "ig": "Igbo",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "la": "Latin",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mg": "Malagasy",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "mt": "Maltese",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "om": "Oromo",
    "or": "Odia",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "rw": "Kinyarwanda",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovene",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik",
    "th": "Thai",
    "tk": "Turkmen",
    "tl": "Tagalog",
    "tr": "Turkish",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "xh": "Xhosa",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
}
"""The languages told apart, by their ISO 639-1 codes. Dialects and creoles that the detector
also knows are left out: names in an English text are easily taken for one of them."""

_LETTERS: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code and its English name, and whether it is sure."""

    code: str
    name: str
    sure: bool


UNKNOWN: Final = Language("", "an unknown language", sure=False)


def language_of(text: str) -> Language:
    """Return the language that a text is most likely in, and whether that is sure.

    A short text is never sure, unless it is in another script than Latin.

    Examples
    --------
    >>> language_of("عاد الوفد إلى العاصمة يوم الأربعاء").name
    'Arabic'
    >>> language_of("Note 12").sure
    False

    Notes
    -----
    By the naive Bayes model of py3langid, restricted to `NAMES`, its probabilities normalised.
    """
    sample = _sample(text)
    letters = _LETTERS.findall(sample)
    if not letters:
        return UNKNOWN
    script, count = Counter(map(_script, letters)).most_common(1)[0]
    code, share = _model().classify(sample)
    if script == "LATIN":
        return Language(code, NAMES[code], len(letters) >= FEWEST_LETTERS and share >= SUREST)
    if code == ENGLISH:
        return UNKNOWN
    return Language(code, NAMES[code], count >= FEWEST_OF_A_SCRIPT)


def _sample(text: str) -> str:
    """Return the text, or of a long one its beginning and its middle."""
    if len(text) <= LONGEST_SAMPLE:
        return text
    half, middle = LONGEST_SAMPLE // 2, len(text) // 2
    return text[:half] + "\n" + text[middle : middle + half]


def _script(letter: str) -> str:
    """Return the script of a letter: the first word of its name in Unicode."""
    return unicodedata.name(letter, "").partition(" ")[0]


class _Detector(Protocol):
    """What is used here of py3langid, which has no types of its own."""

    def classify(self, text: str) -> tuple[str, float]:
        """The most likely language and its share of all probability."""

    def set_languages(self, langs: set[str]) -> None:
        """Leave all other languages out."""


@lru_cache(maxsize=1)
def _model() -> _Detector:
    """The detector, a copy of our own: that of the module is everybody's."""
    try:
        module = import_module("py3langid.langid")  # slow, and an optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    model = module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
    detector = cast("_Detector", model)
    detector.set_languages(set(NAMES))
    return detector
