"""The words that bylines, dates and credits are printed with, in the languages that reach English pages."""

from __future__ import annotations

_MONTHS = (
    "january jan januar jänner januari januara janvier janv enero ene gennaio gen janeiro tammikuuta tammikuu"
    " styczeń stycznia sty leden ledna января январь янв січня січень ocak oca يناير januára",
    "february feb februar februari février fevrier févr febrero febbraio fevereiro fev helmikuuta helmikuu luty"
    " lutego lut únor února февраля февраль фев лютого лютий şubat şub فبراير",
    "march mar märz maart mars marzo março marco maaliskuuta maaliskuu marzec marca březen března марта март мар"
    " березня березень mart مارس maret",
    "april apr avril avr abril abr aprile huhtikuuta huhtikuu kwiecień kwietnia kwi duben dubna апреля апрель апр"
    " квітня квітень nisan nis أبريل",
    "may mai mei mayo maggio mag maio maj toukokuuta toukokuu maja květen května мая май травня травень mayıs مايو maí",
    "june jun juni juin junio giugno giu junho kesäkuuta kesäkuu czerwiec czerwca cze červen června июня июнь июн"
    " червня червень haziran haz يونيو",
    "july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuu lipiec lipca lip červenec července"
    " июля июль июл липня липень temmuz tem يوليو",
    "august aug augustus août aout agosto ago elokuuta elokuu sierpień sierpnia sie srpen srpna августа август"
    " авг серпня серпень ağustos ağu أغسطس augusti agustus",
    "september sept sep septembre septiembre settembre set setembro syyskuuta syyskuu wrzesień września wrz září"
    " сентября сентябрь сен сент вересня вересень eylül eyl سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu październik października"
    " paź říjen října октября октябрь окт жовтня жовтень ekim eki أكتوبر",
    "november nov novembre noviembre novembro marraskuuta marraskuu listopad listopada lis listopadu ноября"
    " ноябрь ноя листопада kasım kas نوفمبر",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro joulukuuta joulukuu grudzień"
    " grudnia gru prosinec prosince декабря декабрь дек грудня грудень aralık ara ديسمبر desember des",
)

MONTHS: dict[str, int] = {name: number for number, row in enumerate(_MONTHS, 1) for name in row.split()}
"""Month names and their usual short forms, lower case, to 1..12. Croatian and Czech disagree on `listopad`: Polish and
Czech, November, are the commoner in news."""

_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag
    dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi
    samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì
    sabato domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag maanantai
    tiistai keskiviikko torstai perjantai lauantai sunnuntai poniedziałek wtorek środa czwartek piątek sobota
    niedziela pondělí úterý středa čtvrtek pátek neděle понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п'ятниця субота неділя pazartesi salı çarşamba perşembe cuma cumartesi pazar
"""
WEEKDAYS = frozenset(_WEEKDAYS.split())

_PUBLISHED = """
    published publish posted first date issued released created erstellt veröffentlicht stand publié publie publicado
    publicada pubblicato pubblicata gepubliceerd publicerad publicerat julkaistu publisert udgivet opublikowano
    publikováno vydáno опубликовано опубліковано yayınlanma yayın tarihi نشر diterbitkan asked publication release
    creation placed added uploaded originally
"""
PUBLISHED = frozenset(_PUBLISHED.split())

_UPDATED = """
    updated update updates modified modification revised edited last aktualisiert geändert mis à jour
    actualizado actualizada aggiornato atualizado
    bijgewerkt uppdaterad uppdaterat päivitetty oppdatert opdateret aktualizacja aktualizováno обновлено оновлено
    güncelleme güncellenme diperbarui
"""
UPDATED = frozenset(_UPDATED.split())

_FILLERS = """
    on at in the by and um uhr am vom den le el la il del de das klo kl o'clock time est edt et pst pdt pt gmt utc bst
    ist cet cest cst cdt msk a.m p.m pm h hrs hours в о г года року р godz saat story article news wib of was year
    min mins minutes read ah ad ce muharram safar rabi rabi' al-awwal al-thani al-akhir al-awal jumada al-ula al-akhira
    rajab sha'ban shaaban shaban ramadan shawwal dhu dhul-qadah dhul-hijjah al-qadah al-hijjah al-qi'dah
"""
FILLERS = frozenset(_FILLERS.split())
"""Words that may stand beside a date in a line that is a date and nothing else."""

_BYLINE = """
    by, written by, posted by, reported by, reporting by, story by, text by, article by, authored by, words by,
    author, authors, reporter, von, autor,
    autorin, par, auteur, por, autora, redactor, di, autore, a cura di, door, av, skriven av, kirjoittaja, af, skrevet
    av, autorka, автор, авторы, автори, yazar, penulis, oleh
"""
BYLINE = tuple(" ".join(_BYLINE.split()).split(", "))

_CREDIT = """
    source, sources, original source, news source, via, quelle, quellen, fuente, fuentes, fonte, bron, källa, lähde,
    kilde, źródło, zdroj, источник, джерело, kaynak, المصدر, sumber, 出典, 来源, 來源, 출처
"""
CREDIT = tuple(" ".join(_CREDIT.split()).split(", "))

_TAGS = """
    tags, tag, tagged, tagged with, tagged as, keywords, key words, hashtags, topics, related topics, schlagwörter,
    schlagworte, stichwörter, mots-clés, mots clés, etiquetas, palabras clave, parole chiave, trefwoorden, taggar,
    avainsanat, stikkord, tagi, słowa kluczowe, štítky, klíčová slova, теги, метки, ключевые слова, мітки, etiketler,
    kata kunci
"""
TAGS = tuple(" ".join(_TAGS.split()).split(", "))

_UNNAMED = """
    admin administrator agencies agency anonymous board bureau columnist contributor contributors correspondent
    correspondents desk editor editorial editors guest media monitoring news newsroom online our press redaction
    redaktion redacción report reporter reporters rédaction service special staff syndicated team web webdesk wire
    writer writers админ администратор редакция
"""
UNNAMED = frozenset(_UNNAMED.split())
"""Words of a byline that names a post or a newsroom, and no person."""

_ROLES = "writer reporter correspondent editor columnist contributor journalist analyst"
ROLES = frozenset(_ROLES.split())
"""What a person in a byline may be; the last word of the line."""

_AGENCIES = """
    Reuters, Thomson Reuters, AP, The Associated Press, Associated Press, AFP, Agence France-Presse, Xinhua,
    Xinhua News Agency, TASS, ITAR-TASS, RIA, RIA Novosti, Sputnik, Interfax, Interfax-Ukraine, Interfax-Kazakhstan,
    Kazinform, Kazinform News Agency, KazTAG, AKIpress, Kabar, Khovar, UzA, TDH, Trend, Trend News Agency, APA, Turan,
    AzerTAc, AZERTAC, Armenpress, BelTA, Belta, Ukrinform, UNIAN, UNN, Anadolu Agency, Anadolu, AA, DHA, İHA, IHA, ANI,
    PTI, UNI, IANS, TNN, HTDS, APP, INP, NNI, PPI, BSS, UNB, IRNA, MNA, Mehr, FNA, ISNA, Tasnim, Yonhap, Kyodo, Jiji,
    Bernama, Antara, PNA, CNA, VNA, Taiwan News, dpa, DPA, EFE, ANSA, PAP, CTK, ČTK, APA, Agerpres, BTA, Tanjug, Hina,
    UPI, Bloomberg, RFE/RL, RFE, VOA, BBC, CNN, DW, Deutsche Welle, Al Jazeera, SANA, SPA, WAM, KUNA, QNA, Petra, MENA,
    NAN, TCA, MTI, LETA, BNS, ELTA, ERR, РИА Новости, ТАСС, Интерфакс, Казинформ, КазТАГ, Кабар, УНИАН, Укринформ,
    БелТА, Рейтер, Синьхуа, 新华社
"""
AGENCIES = {name.lower(): name for name in " ".join(_AGENCIES.split()).split(", ")}
"""News agencies, and broadcasters whose reports others print, by their names in small letters."""

_APPEARED = """
    originally published, first published, originally appeared, first appeared, appeared first, originally posted,
    first posted, originally written, republished, reprinted, reposted, cross-posted, reproduced, syndicated
"""
APPEARED = tuple(" ".join(_APPEARED.split()).split(", "))
"""What a line says of the place an article is taken from, before the preposition and the name."""
