"""Names of months in the languages of XBRL's registries, by what is enough of each to tell it: a table of data."""

from __future__ import annotations

from collections.abc import Mapping

from docai.xbrl.formats.errors import DoesNotFit

_STEMS: Mapping[str, str] = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "bg": "яну,ян фев мар апр май юни юли авг сеп окт ное дек",
    "cs": "led úno,uno bře,bre dub kvě,kve červn,cervn,čer,cer červenc,cervenc,čvc,cvc srp zář,zar říj,rij lis pro",
    "da": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "de": "jan,jän feb mär,mar,mrz apr mai jun jul aug sep okt nov dez",
    "el": "ιαν φεβ μαρ,μάρ απρ μαΐ,μαϊ,μάι,μαι ιουν,ιούν ιουλ,ιούλ αυγ,αύγ σεπ οκτ νοε,νοέ δεκ",
    "es": "ene feb mar abr may jun jul ago sep,set oct nov dic",
    "et": "jaan veebr mär,mar apr mai juun juul aug sept okt nov dets",
    "fi": "tam hel maa huh tou kes hei elo syy lok mar jou",
    "fr": "janv,jan fév,fev,févr mars,mar avr mai juin juil aoû,aou sept,sep oct nov déc,dec",
    "hi": "जनवरी,जन फरवरी,फ़रवरी,फर मार्च अप्रैल मई जून जुलाई अगस्त सितंबर,सितम्बर अक्टूबर,अक्तूबर नवंबर,नवम्बर दिसंबर,दिसम्बर",
    "hr": "sij velj,vel ožu,ozu tra svi lip srp kol ruj lis stu pro",
    "hu": "jan feb már,mar ápr,apr máj,maj jún,jun júl,jul aug szep okt nov dec",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "lt": "sau vas kov bal geg bir lie rugp rugs spa lap gru,grd",
    "lv": "janv,jan febr,feb mar apr mai jūn,jun jūl,jul aug sep okt nov dec",
    "nl": "jan feb maa,mrt apr mei jun jul aug sep okt nov dec",
    "no": "jan feb mar apr mai jun jul aug sep okt nov des",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź,paz lis gru",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "ro": "ian feb mar apr mai iun iul aug sep oct noi,nov dec",
    "sk": "jan feb mar apr máj,maj jún,jun júl,jul aug sep okt nov dec",
    "sl": "jan feb mar apr maj jun jul avg sep okt nov dec",
    "sv": "jan feb mar apr maj jun jul aug sep okt nov dec",
}
_SAKA = "चैत्र,चैत वैशाख,बैसाख ज्येष्ठ,जेठ आषाढ़,आषाढ,आसाढ़ श्रावण,सावन भाद्रपद,भाद्र,भादो आश्विन,अश्विन कार्तिक मार्गशीर्ष,अग्रहायण,अगहन पौष,पूस माघ फाल्गुन,फागुन"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _table(stems: str) -> tuple[tuple[str, int], ...]:
    """Return stems with their months, the longer first: one may begin with another."""
    found = [
        (stem, month)
        for month, several in enumerate(stems.split(), start=1)
        for stem in several.split(",")
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


_MONTHS = {language: _table(stems) for language, stems in _STEMS.items()}
_SAKA_MONTHS = _table(_SAKA)


def month_named(word: str, language: str) -> int:
    """Return the month, 1 to 12, that ``word`` names; ``ind`` is India's national calendar. Raises DoesNotFit."""
    lowered = word.lower()
    if language == "roman":
        if lowered in _ROMAN:
            return _ROMAN.index(lowered) + 1
        raise DoesNotFit(word)
    months = _SAKA_MONTHS if language == "ind" else _MONTHS.get(language, ())
    for stem, month in months:
        if lowered.startswith(stem):
            return month
    raise DoesNotFit(word)
