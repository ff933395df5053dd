"""Words that only some may read. Every answer that anybody gets in a journey is looked through for the others."""

import re
import uuid
from collections import defaultdict

WORD = re.compile(r"zz[0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Watch:
    """Which words are whose, and who else may read them."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}
        self._readers: dict[str, set[str]] = defaultdict(set)

    def word(self, owner: str) -> str:
        """A new word of that organisation's: fit for a name, an address, a skill, a comment."""
        word = f"zz{uuid.uuid4().hex[:12]}"
        self.hide(owner, word)
        return word

    def hide(self, owner: str, *words: str) -> None:
        """Let nobody else read these: words of ours, or ids."""
        for word in words:
            assert WORD.fullmatch(word), word
            self._owner[word] = owner

    def show(self, reader: str, *words: str) -> None:
        """Let this organisation read them as well."""
        for word in words:
            self._readers[word].add(reader)

    def leaks(self, reader: str, asked: str, told: str) -> set[str]:
        """Words in what was told that the reader may not know, and has not said themselves."""
        return {word for word in set(WORD.findall(told)) - set(WORD.findall(asked)) if not self._may(reader, word)}

    def _may(self, reader: str, word: str) -> bool:
        return self._owner.get(word, reader) == reader or reader in self._readers.get(word, ())
