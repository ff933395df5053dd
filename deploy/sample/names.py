"""Invented people: common given names, and family names that are put together from syllables."""

import unicodedata

from deploy.sample.dice import Dice
from deploy.sample.words import words

GIVEN = words(
    "Ada Adisa Aiko Alba Amara Amina Anders Anouk Anselm Asha Bea Benno Bilal Brigid Caio Cara Chidi Clara Dalia Dario "
    "Deniz Edda Eero Efua Elif Emil Enzo Esra Fabio Farah Femi Fiona Frida Gita Goran Greta Hana Hugo Ida Ines Imran "
    "Irina Ivo Jalil Jana Jomo Juna Kaia Kamau Karim Katya Kofi Lale Lars Leila Lena Lior Luca Lwazi Maeve Malik Mara "
    "Marek Mei Milan Mina Moana Nadia Naledi Nils Nina Noor Nuru Olek Oona Otis Pari Paulo Petra Pia Quentin Rafa Ravi "
    "Rhea Rosa Rufus Saga Samira Selma Senna Silas Sina Soraya Sven Tala Tariq Tessa Thabo Tilda Timo Uma Vera Viktor "
    "Zoë Björn Renée José Şule Çağla Jürgen Noémie Iñaki Tomáš Wanja Willa Yara Yusuf Zahra Zeno Zuri"
)
STARTS = words(
    "Ald Arn Ash Bal Bran Cal Cor Dal Dorn Elm Est Far Fen Gar Glen Hal Har Ist Jar Jor Kal Kel Lin Lor Mar Mel Nor "
    "Od Os Pel Quil Ras Ros Sal Sol Tam Tor Ul Var Vel Wes Win Yar Zan"
)
ENDS = words(
    "aba acci ade ahan al ami anda ani aro aver beck berg by cott dale dorf ek elli ema ero eva feld ford gate gren "
    "haven holm ida idze ino inska itz ko kova land lund mann mere mont nova oglu oro ova quist rath sen shaw son "
    "strom thwaite ura uya vale vik wala ward wick wood yan"
)


def name(dice: Dice) -> str:
    """A full name that nobody bears on purpose."""
    family = dice.any_of(STARTS) + dice.any_of(ENDS)
    if dice.chance(0.06):
        family = f"{family}-{dice.any_of(STARTS)}{dice.any_of(ENDS)}"
    return f"{dice.any_of(GIVEN)} {family}"


def mailbox(name: str) -> str:
    """The name as it stands before the @."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")
